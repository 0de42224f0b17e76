import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggest } from '../../main/web/logic/suggest.js';

const FACETS = [{ field: 'pod', values: [{ value: 'cart-1', count: 3 }, { value: 'cart two', count: 2 }, { value: 'ledger-0', count: 1 }] }];
/** @param {string} q @param {number} [caret] */
const labels = (q, caret = q.length) => suggest(q, caret, FACETS)?.items.map(item => item.label) ?? [];

test('the beginning of a name brings the names of fields', () => {
  assert.deepEqual(labels('le'), ['level']);
  assert.deepEqual(labels('x (NA'), ['namespace']);
  assert.deepEqual(labels('-po'), ['pod']);
  assert.deepEqual(labels('zebra'), []);
  assert.deepEqual(labels(''), []);
});

test('after a field come its values', () => {
  assert.deepEqual(labels('a pod:'), ['cart-1', 'cart two', 'ledger-0']);
  assert.deepEqual(labels('pod:LED'), ['ledger-0']);
  assert.deepEqual(labels('other:'), []);
});

test('a suggestion takes the place of what was begun', () => {
  const found = /** @type {any} */ (suggest('x -pod:two', 10, FACETS));
  assert.equal('x -pod:two'.slice(0, found.from) + found.items[0].text, 'x -pod:"cart two" ');
});

test('nothing is suggested within a phrase, or within a word', () => {
  assert.deepEqual(labels('"po'), []);
  assert.deepEqual(labels('pod:cart', 2), []);
});
