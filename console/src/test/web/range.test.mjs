import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, formatRange, parseRange, parseTime, PRESETS, resolve, zoomOut } from '../../main/web/logic/range.js';

const NOW = Date.UTC(2026, 10, 28, 12, 0, 0);

test('a range is read as it is written', () => {
  for (const { text } of [...PRESETS, { text: 'live' }, { text: '90s' }, { text: '36h' }]) {
    assert.equal(formatRange(/** @type {any} */ (parseRange(text))), text);
  }
  const between = '2026-11-28T10:00:00.000Z..2026-11-28T11:00:00.500Z';
  assert.equal(formatRange(/** @type {any} */ (parseRange(between))), between);
});

test('nonsense is no range', () => {
  for (const text of ['', 'x', '0m', '-5m', '5y', '2026..2025', 'a..b', '9999999m']) {
    assert.equal(parseRange(text), null, text);
  }
});

test('a range becomes times', () => {
  assert.equal(resolve({ kind: 'all' }, NOW), null);
  assert.deepEqual(resolve({ kind: 'last', millis: 60_000 }, NOW), { from: NOW - 60_000, to: NOW + 1000 });
  assert.deepEqual(resolve({ kind: 'between', from: 1, to: 2 }, NOW), { from: 1, to: 2 });
});

test('zooming out keeps the middle, but not the future', () => {
  assert.deepEqual(zoomOut({ from: 1000, to: 2000 }, NOW), { kind: 'between', from: 0, to: 3000 });
  const late = /** @type {any} */ (zoomOut({ from: NOW - 1000, to: NOW }, NOW));
  assert.equal(late.to, NOW);
  assert.equal(late.to - late.from, 3000);
});

test('times are read as people write them', () => {
  assert.equal(parseTime('2026-11-28 10:30', NOW, true), Date.UTC(2026, 10, 28, 10, 30));
  assert.equal(parseTime('2026-11-28T10:30:05.25Z', NOW, false), Date.UTC(2026, 10, 28, 10, 30, 5, 250));
  assert.equal(parseTime('2026-11-28', NOW, true), Date.UTC(2026, 10, 28));
  assert.equal(parseTime('9:05', NOW, true), Date.UTC(2026, 10, 28, 9, 5));
  assert.equal(parseTime('now', NOW, true), NOW);
  assert.equal(parseTime('-2h', NOW, true), NOW - 7_200_000);
  assert.equal(parseTime('now - 30m', NOW, true), NOW - 1_800_000);
  assert.equal(parseTime(String(NOW), NOW, true), NOW);
  assert.equal(parseTime('2026-11-28 10:30', NOW, false), new Date(2026, 10, 28, 10, 30).getTime());
});

test('what is no time is refused', () => {
  for (const text of ['', ' ', 'x', '25:00', '2026-13-01', '2026-11-28 10', '10:61', '2h']) {
    assert.equal(parseTime(text, NOW, true), null, text);
  }
});

test('durations are short', () => {
  assert.deepEqual([90_000, 3_600_000, 86_400_000, 900_000, 1_500].map(duration), ['90s', '1h', '24h', '15m', '2s']);
});
