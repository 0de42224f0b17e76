/** The geometry of a histogram. */

import { niceCeiling } from './numbers.js';

/**
 * @typedef {{x: number, y: number, width: number, height: number, key: number}} Bar
 */

/**
 * Stacked bars, the first of the order at the bottom.
 * @param {import('../api.js').Histogram} histogram @param {number[]} order of the keys
 * @param {number} width @param {number} height
 * @returns {{bars: Bar[], top: number}} top: the number of events at full height
 */
export function stackedBars(histogram, order, width, height) {
  const { from, to, intervalMillis, buckets } = histogram;
  const most = buckets.reduce((max, b) => Math.max(max, b.counts.reduce((sum, n) => sum + n, 0)), 0);
  const top = niceCeiling(most);
  const scale = width / Math.max(1, to - from);
  /** @type {Bar[]} */
  const bars = [];
  for (const bucket of buckets) {
    const left = Math.max(0, (bucket.time - from) * scale);
    const right = Math.min(width, (bucket.time + intervalMillis - from) * scale);
    const gap = right - left > 4 ? 1 : 0;
    let y = height;
    for (const key of order) {
      const n = bucket.counts[key] ?? 0;
      if (n > 0) {
        // One event beside a million is still seen.
        const tall = Math.max(1.5, (n / top) * height);
        y -= tall;
        bars.push({ x: left, y, width: Math.max(0.5, right - left - gap), height: tall, key });
      }
    }
  }
  return { bars, top };
}

/** @param {import('../api.js').Histogram} histogram @param {number} x @param {number} width */
export function timeAt(histogram, x, width) {
  const { from, to } = histogram;
  return from + (Math.max(0, Math.min(width, x)) / Math.max(1, width)) * (to - from);
}

/**
 * Whole buckets: from the beginning of the first that is touched to the end of the last.
 * @param {import('../api.js').Histogram} histogram @param {number} a @param {number} b
 */
export function snap(histogram, a, b) {
  const { intervalMillis: step } = histogram;
  // Buckets begin at multiples of the interval, whatever the range.
  const base = histogram.buckets[0]?.time ?? histogram.from;
  const from = base + Math.floor((Math.min(a, b) - base) / step) * step;
  const to = base + Math.ceil((Math.max(a, b) - base) / step) * step;
  return { from, to: Math.max(to, from + step) };
}

/** How many events each key has. @param {import('../api.js').Histogram} histogram */
export function totals(histogram) {
  return histogram.keys.map((_, i) => histogram.buckets.reduce((sum, b) => sum + (b.counts[i] ?? 0), 0));
}
