import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drop, exclude, filterState, isField, only, quoted, terms, toggle, words } from '../../main/web/logic/query.js';

test('a value is added beside what is asked already', () => {
  assert.equal(only('', 'level', 'ERROR'), 'level:ERROR');
  assert.equal(only('timeout', 'pod', 'cart-6f8-x2'), 'timeout pod:cart-6f8-x2');
});

test('a value takes the place of another one of its field', () => {
  assert.equal(only('level:WARN timeout', 'level', 'ERROR'), 'timeout level:ERROR');
  assert.equal(only('(level:WARN OR level:INFO) AND timeout', 'level', 'INFO'), 'timeout level:INFO');
  assert.equal(only('a -level:DEBUG', 'level', 'DEBUG'), 'a level:DEBUG');
  assert.equal(only('a -level:DEBUG', 'level', 'INFO'), 'a -level:DEBUG level:INFO');
});

test('alternatives stay together', () => {
  assert.equal(only('a OR b', 'level', 'ERROR'), '(a OR b) level:ERROR');
});

test('a value that would be read otherwise stands in quotes', () => {
  assert.equal(quoted('two words'), '"two words"');
  assert.equal(quoted('/aws/app'), '"/aws/app"');
  assert.equal(quoted('say "a\\b"'), '"say \\"a\\\\b\\""');
  assert.equal(quoted('AND'), '"AND"');
  assert.equal(quoted('-1'), '"-1"');
  assert.equal(quoted('cart-*'), '"cart-*"');
  assert.equal(quoted('ns/pod_1.x'), 'ns/pod_1.x');
});

test('what is added is found again, whatever the value', () => {
  for (const value of ['x', 'two words', '/aws/x', '"', '\\', 'a(b', ')', 'a:b', '*', 'OR', 'é', '<b>', "it's", '-']) {
    for (const q of ['', 'word', 'a OR b', '"phrase (x" /re gex(/', 'level:INFO -x']) {
      const added = only(q, 'kv.v', value);
      assert.equal(filterState(added, 'kv.v', value), 'only', added);
      assert.equal(filterState(exclude(q, 'kv.v', value), 'kv.v', value), 'not');
      assert.equal(filterState(drop(added, 'kv.v', value), 'kv.v', value), null);
    }
  }
});

test('taking a value away leaves the rest', () => {
  assert.equal(drop('a AND level:ERROR AND b', 'level', 'ERROR'), 'a b');
  assert.equal(drop('level:ERROR', 'level', 'ERROR'), '');
  assert.equal(drop('a NOT level:ERROR b', 'level', 'ERROR'), 'a b');
  assert.equal(drop('a', 'level', 'ERROR'), 'a');
});

test('several values of a field are joined by or', () => {
  const one = toggle('x', 'namespace', 'shop');
  const two = toggle(one, 'namespace', 'infra');
  assert.equal(two, 'x (namespace:shop OR namespace:infra)');
  assert.equal(filterState(two, 'namespace', 'infra'), 'only');
  assert.equal(toggle(two, 'namespace', 'shop'), 'x namespace:infra');
});

test('an excluded value is told from a chosen one', () => {
  const q = exclude('level:INFO', 'level', 'INFO');
  assert.equal(q, '-level:INFO');
  assert.equal(exclude(q, 'level', 'INFO'), q);
  assert.equal(filterState('NOT -level:INFO', 'level', 'INFO'), 'only');
});

test('parentheses and quotes within each other are one term', () => {
  assert.deepEqual(terms('(a OR (b "c)")) /x (y/ msg:"d e"').map(t => t.text), ['(a OR (b "c)"))', '/x (y/', 'msg:"d e"']);
  assert.deepEqual(terms('-(level:A OR level:B)').map(t => [t.negated, t.values]), [[true, ['A', 'B']]]);
});

test('an unfinished query does no harm', () => {
  for (const q of ['"', '(', ')', '((a', 'level:', 'a OR', '-', 'x:"', '/', 'NOT', '())', '"\\']) {
    assert.ok(only(q, 'level', 'INFO').includes('level:INFO'), q);
    words(q);
  }
});

test('words to mark are those that must be there', () => {
  assert.deepEqual(words('timeout "two words" level:ERROR -debug NOT trace message:late kv.n>3 (ring OR cart*)'),
    ['timeout', 'two words', 'late', 'ring', 'cart']);
  assert.deepEqual(words('a'), []);
});

test('a name that the language cannot say is no field', () => {
  assert.ok(isField('kubernetes.labels.app-x'));
  assert.ok(!isField('a b'));
  assert.ok(!isField('a:b'));
  assert.ok(!isField('0'));
});
