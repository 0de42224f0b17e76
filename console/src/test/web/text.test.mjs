import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLines } from '../../main/web/logic/json.js';
import { foldStack, isStackTrace } from '../../main/web/logic/stack.js';
import { fold, oneLine, pieces } from '../../main/web/logic/text.js';

test('words are marked wherever they stand, in any case', () => {
  assert.deepEqual(pieces('a Timeout (timeout)', ['timeout']).filter(p => p.kind === 'mark').map(p => p.text), ['Timeout', 'timeout']);
  assert.deepEqual(pieces('a.b ab', ['a.b']).map(p => p.text), ['a.b', ' ab']);
  assert.equal(pieces('x', []).length, 1);
});

test('what would not be seen, or turn the text around, is seen', () => {
  assert.deepEqual(pieces('\u001b[31mred\u202e', []).map(p => [p.kind, p.text]),
    [['control', '\\x1b'], ['plain', '[31mred'], ['control', '\\u202e']]);
  assert.equal(pieces('tab\tand\nline', []).length, 1);
});

test('nothing of a text is lost', () => {
  const text = '<b>x</b>\u0000 & "q" \ud83e\udd9d end';
  assert.equal(pieces(text, ['x', 'q']).map(p => (p.kind === 'control' ? '\u0000' : p.text)).join(''), text);
});

test('one line is one line', () => {
  assert.equal(oneLine('a\n  b\tc\n', 100), 'a ⏎   b  c');
  assert.equal(oneLine('xy\ud83e\udd9d', 3), 'xy');
});

test('a long text is folded, a short one is not', () => {
  assert.equal(fold('short', 10, 2), null);
  assert.equal(fold('a\nb\n', 10, 2), null);
  assert.equal(fold('a\nb\nc', 10, 2), 'a\nb');
  assert.equal(fold('x'.repeat(1_000_000), 4000, 30)?.length, 4000);
});

const TRACE = `java.lang.IllegalStateException: no
\tat com.example.Shop.pay(Shop.java:1)
\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)
\tat org.springframework.web.Servlet.run(Servlet.java:2)
\tat com.example.Filter.doFilter(Filter.java:3)
\tat java.base/java.lang.Thread.run(Thread.java:4)
Caused by: java.io.IOException: reset
\tat java.base/sun.nio.ch.Net.read(Net.java:5)
\tat java.base/sun.nio.ch.Net.poll(Net.java:6)
\tat java.base/sun.nio.ch.Net.park(Net.java:7)
\t... 4 more`;

test('a stack trace shows causes, where they were thrown, and own frames', () => {
  const blocks = foldStack(TRACE);
  const lines = blocks.flatMap(b => (b.kind === 'line' ? [b.text.trim()] : [`<${b.label}>`]));
  assert.deepEqual(lines, [
    'java.lang.IllegalStateException: no',
    'at com.example.Shop.pay(Shop.java:1)',
    '<2 frames in java, org.springframework.web>',
    'at com.example.Filter.doFilter(Filter.java:3)',
    'at java.base/java.lang.Thread.run(Thread.java:4)',
    'Caused by: java.io.IOException: reset',
    'at java.base/sun.nio.ch.Net.read(Net.java:5)',
    '<3 frames in sun>',
  ]);
});

test('folding a stack trace loses no line', () => {
  for (const text of [TRACE, 'no trace', Array.from({ length: 500 }, (_, i) => `\tat com.example.A.m${i}(A.java)`).join('\n')]) {
    const all = foldStack(text).flatMap(b => (b.kind === 'line' ? [b.text] : b.lines));
    assert.equal(all.join('\n'), text);
  }
  assert.ok(foldStack('x\n'.repeat(500)).length < 50);
});

test('a stack trace is told from other text', () => {
  assert.ok(isStackTrace(TRACE));
  assert.ok(!isStackTrace('we met\n at noon (in town)'));
  assert.ok(!isStackTrace('one line'));
});

test('JSON is indented, and its numbers stay as they were', () => {
  const lines = jsonLines('{"a":[1.50,{}],"n":12345678901234567890,"s":"x, {y}: \\"z\\"","e":[]}');
  const text = lines?.map(l => '  '.repeat(l.depth) + l.tokens.map(t => t.text).join('')).join('\n');
  assert.equal(text, `{
  "a": [
    1.50,
    {}
  ],
  "n": 12345678901234567890,
  "s": "x, {y}: \\"z\\"",
  "e": []
}`);
  assert.equal(lines?.[1].tokens[0].kind, 'key');
  assert.equal(jsonLines('plain text'), null);
});
