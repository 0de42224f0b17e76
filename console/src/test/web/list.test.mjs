import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snap, stackedBars, timeAt, totals } from '../../main/web/logic/bars.js';
import { LiveRows } from '../../main/web/logic/live.js';
import { indexAt, offsetOf, totalHeight, visible } from '../../main/web/logic/window.js';

let number = 0;
/** @param {number} time @param {string} [id] @returns {any} */
const event = (time, id = `e${++number}`) => ({ id, time });
/** @param {LiveRows} rows */
const times = rows => rows.shown.map(row => (row.kind === 'event' ? row.event.time : `gap of ${row.events}`));
const ROOM = { mostShown: 100, mostWaiting: 100 };

test('live rows are newest first, and each once', () => {
  const rows = new LiveRows(ROOM);
  rows.add([event(2, 'a'), event(1, 'b'), event(2, 'c')]);
  rows.add([event(2, 'c'), event(3)]);
  assert.deepEqual(times(rows), [3, 2, 2, 1]);
  assert.deepEqual(rows.shown.slice(1).map(row => row.id), ['c', 'a', 'b']);
});

test('held rows do not move, and nothing is lost by it', () => {
  const rows = new LiveRows(ROOM);
  rows.add([event(1)]);
  rows.hold();
  const before = rows.shown;
  rows.add([event(2), event(3)]);
  assert.equal(rows.shown, before);
  assert.equal(rows.waiting, 2);
  rows.resume();
  assert.deepEqual(times(rows), [3, 2, 1]);
  assert.equal(rows.waiting, 0);
});

test('what was not yet drawn waits as well', () => {
  const rows = new LiveRows(ROOM);
  rows.add([event(1), event(2)]);
  const drawn = rows.shown;
  rows.add([event(3), event(4)]);
  rows.hold(drawn);
  assert.equal(rows.shown, drawn);
  assert.equal(rows.waiting, 2);
  rows.hold(rows.shown);
  rows.add([event(5)]);
  assert.equal(rows.waiting, 3);
  rows.resume();
  assert.deepEqual(times(rows), [5, 4, 3, 2, 1]);
});

test('rows that are drawn stay where all of them have been replaced since', () => {
  const rows = new LiveRows({ mostShown: 2, mostWaiting: 10 });
  rows.add([event(1), event(2)]);
  const drawn = rows.shown;
  rows.add([event(3), event(4)]);
  rows.hold(drawn);
  assert.equal(rows.waiting, 2);
  assert.deepEqual(times(rows), [2, 1]);
});

test('memory is bounded, and what has no room is told', () => {
  const rows = new LiveRows({ mostShown: 50, mostWaiting: 20 });
  rows.add([event(0)]);
  rows.hold();
  for (let t = 1; t <= 1000; t++) {
    rows.add([event(t)]);
  }
  assert.equal(rows.waiting, 1000);
  rows.resume();
  const gap = /** @type {import('../../main/web/logic/live.js').GapRow} */ (rows.shown.find(row => row.kind === 'gap'));
  const events = rows.shown.filter(row => row.kind === 'event').length;
  const gone = rows.shown.reduce((sum, row) => sum + (row.kind === 'gap' ? row.events : 0), 0);
  assert.equal(events + gone, 1001);
  assert.equal(gap.from, 1);
  assert.ok(rows.shown.length <= 50);
});

test('rows that are shown are bounded', () => {
  const rows = new LiveRows({ mostShown: 10, mostWaiting: 10 });
  for (let t = 0; t < 500; t++) {
    rows.add([event(t)]);
  }
  assert.deepEqual([rows.shown.length, times(rows)[0]], [10, 499]);
});

test('what the server skipped is a gap', () => {
  const rows = new LiveRows(ROOM);
  rows.add([event(5)]);
  rows.skipped(70, 9);
  rows.add([event(10)]);
  assert.deepEqual(times(rows), [10, 'gap of 70', 5]);
});

const LIST = { count: 1000, rowHeight: 26, open: [{ index: 3, extra: 200 }, { index: 500, extra: 74 }] };

test('rows stand one below the other, open ones with their extra', () => {
  assert.equal(offsetOf(LIST, 3), 78);
  assert.equal(offsetOf(LIST, 4), 304);
  assert.equal(totalHeight(LIST), 26_274);
  for (let i = 0; i < 1000; i++) {
    assert.equal(indexAt(LIST, offsetOf(LIST, i)), i);
    assert.equal(indexAt(LIST, offsetOf(LIST, i + 1) - 1), i);
  }
});

test('only rows around what is seen are drawn', () => {
  assert.deepEqual(visible(LIST, 0, 260, 5), { from: 0, to: 9 });
  assert.deepEqual(visible(LIST, 1e9, 260, 5), { from: 994, to: 1000 });
  assert.deepEqual(visible({ ...LIST, count: 0, open: [] }, 0, 260, 5), { from: 0, to: 0 });
});

/** @type {any} */
const HISTOGRAM = {
  from: 1000, to: 11_000, intervalMillis: 5000, keys: ['a', 'b'], total: 13,
  buckets: [{ time: 0, counts: [1, 0] }, { time: 5000, counts: [4, 6] }, { time: 10_000, counts: [0, 2] }],
};

test('bars are stacked in their order, and cut at the range', () => {
  const { bars, top } = stackedBars(HISTOGRAM, [1, 0], 100, 50);
  assert.equal(top, 10);
  assert.deepEqual(bars.map(b => [b.key, b.x, Math.round(b.height)]), [[0, 0, 5], [1, 40, 30], [0, 40, 20], [1, 90, 10]]);
  assert.equal(bars[2].y + bars[2].height, bars[1].y);
  assert.deepEqual(totals(HISTOGRAM), [5, 8]);
});

test('a drag chooses whole bars', () => {
  assert.equal(timeAt(HISTOGRAM, 50, 100), 6000);
  assert.equal(timeAt(HISTOGRAM, -5, 100), 1000);
  assert.deepEqual(snap(HISTOGRAM, 6000, 6001), { from: 5000, to: 10_000 });
  assert.deepEqual(snap(HISTOGRAM, 10_500, 4000), { from: 0, to: 15_000 });
});
