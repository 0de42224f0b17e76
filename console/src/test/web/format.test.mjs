import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, compact, count, dollars, niceCeiling } from '../../main/web/logic/numbers.js';
import { ago, clock, full, span, ticks } from '../../main/web/logic/time.js';

const T = Date.UTC(2026, 10, 28, 9, 5, 7, 30);

test('numbers are short', () => {
  assert.deepEqual([0, 999, 1000, 1234, 12_345, 999_999, 4_560_000].map(compact), ['0', '999', '1k', '1.23k', '12.3k', '1M', '4.56M']);
  assert.deepEqual([0, 512, 1_000_000, 268_435_456].map(bytes), ['0 B', '512 B', '1 MB', '268 MB']);
  assert.deepEqual([0, 0.001, 21.456, 1234.5].map(dollars), ['$0.00', '< $0.01', '$21.46', '$1,235']);
  assert.deepEqual([count(1, 'event'), count(2, 'event'), count(0, 'process')], ['1 event', '2 events', '0 processes']);
});

test('an axis ends at a round number that is not far above', () => {
  assert.deepEqual([0, 1, 2, 7, 11, 101, 23_000].map(niceCeiling), [1, 1, 2, 8, 12, 120, 25_000]);
  for (let n = 1; n < 3000; n++) {
    assert.ok(niceCeiling(n) >= n && niceCeiling(n) <= Math.max(n + 1, n * 1.5), String(n));
  }
});

test('times are those of the zone', () => {
  assert.equal(clock(T, true), '09:05:07.030');
  assert.equal(full(T, true), '2026-11-28 09:05:07.030');
  assert.equal(full(T - 30, true), '2026-11-28 09:05:07');
  assert.equal(clock(T, false).slice(-6), '07.030');
});

test('two times of a day are told in few words', () => {
  assert.equal(span(T, T + 3_600_000, true), 'Nov 28, 09:05 – 10:05');
  assert.equal(span(T, T + 60_000, true), 'Nov 28, 09:05:07 – 09:06:07');
  assert.equal(span(T, T + 86_400_000, true), 'Nov 28 09:05 – Nov 29 09:05');
});

test('an axis is marked at round times', () => {
  const marks = ticks(T, T + 3_600_000, 8, true);
  assert.deepEqual(marks.map(m => m.label), ['09:10', '09:20', '09:30', '09:40', '09:50', '10:00']);
  for (const width of [1000, 60_000, 86_400_000, 14 * 86_400_000, 400 * 86_400_000]) {
    const some = ticks(T, T + width, 8, true);
    assert.ok(some.length <= 9, String(width));
  }
  assert.equal(ticks(T, T + 3 * 86_400_000, 4, true)[0].label, 'Nov 29');
});

test('ages are short', () => {
  assert.deepEqual([400, 60_000, 600_000, 7_200_000, 5 * 86_400_000].map(ago), ['0 s', '60 s', '10 min', '2 h', '5 d']);
});
