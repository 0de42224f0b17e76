import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelClass, Palette, seriesClass, stackOrder } from '../../main/web/logic/colors.js';
import { DEFAULT_VIEW, formatView, parseView, sameSearch } from '../../main/web/logic/view.js';

test('an address gives the same view again', () => {
  const view = /** @type {import('../../main/web/logic/view.js').View} */ ({
    q: 'level:ERROR "a & b=c" #?/', range: { kind: 'between', from: 1_764_000_000_000, to: 1_764_000_060_000 },
    by: 'stream', open: ['1-2-3', 'a b&c'], tab: 'json', health: true, utc: true,
  });
  assert.deepEqual(parseView(formatView(view).slice(1)), view);
});

test('what is at its default does not stand in the address', () => {
  assert.equal(formatView(DEFAULT_VIEW), '/');
  assert.deepEqual(parseView(''), DEFAULT_VIEW);
});

test('what is wrong in an address does no harm', () => {
  assert.deepEqual(parseView('?range=nonsense&by=x&tab=y&health=1&time=z&event=e&event=e'), { ...DEFAULT_VIEW, open: ['e'] });
  assert.equal(parseView('?' + Array.from({ length: 99 }, (_, i) => `event=${i}`).join('&')).open.length, 20);
});

test('how something is shown is no other search', () => {
  assert.ok(sameSearch(DEFAULT_VIEW, { ...DEFAULT_VIEW, tab: 'json', utc: true, open: ['x'] }));
  assert.ok(!sameSearch(DEFAULT_VIEW, { ...DEFAULT_VIEW, range: { kind: 'live' } }));
});

test('levels of all loggers are understood', () => {
  assert.deepEqual(['error', 'SEVERE', 'Warning', 'NOTICE', 'FINEST', 'x', null].map(levelClass),
    ['error', 'error', 'warn', 'info', 'trace', 'none', 'none']);
});

test('the worst stands at the bottom of a bar', () => {
  assert.deepEqual(stackOrder(['INFO', 'other', 'ERROR', 'WARN'], 'level'), [2, 3, 0, 1]);
  assert.deepEqual(stackOrder(['stdout', 'stderr'], 'stream'), [1, 0]);
  assert.equal(seriesClass('other', 8, 'namespace'), 's-other');
});

test('each pod has a colour of its own while there are any, and keeps it', () => {
  const palette = new Palette(6);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const colors = names.map(name => palette.colorOf(name));
  assert.equal(new Set(colors).size, 6);
  palette.colorOf('g');
  assert.deepEqual(names.map(name => palette.colorOf(name)), colors);
  assert.equal(new Palette(6).colorOf('a'), colors[0]);
});
