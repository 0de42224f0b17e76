/** Time ranges: what a view shows of time, how it stands in the address and in words. */

/**
 * @typedef {{kind: 'live'}|{kind: 'all'}|{kind: 'last', millis: number}|{kind: 'between', from: number, to: number}} Range
 * @typedef {{from: number, to: number}} Span from is part of it, to is not; epoch milliseconds
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** @type {Record<string, number>} */
const UNITS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** How much of the past the charts show in live tail. */
export const LIVE_WINDOW_MILLIS = 5 * MINUTE;

/** @type {Range} */
export const DEFAULT_RANGE = { kind: 'last', millis: 15 * MINUTE };

/** @type {{text: string, label: string}[]} */
export const PRESETS = [
  { text: '5m', label: 'Last 5 minutes' },
  { text: '15m', label: 'Last 15 minutes' },
  { text: '1h', label: 'Last hour' },
  { text: '6h', label: 'Last 6 hours' },
  { text: '24h', label: 'Last 24 hours' },
  { text: '7d', label: 'Last 7 days' },
  { text: '14d', label: 'Last 14 days' },
  { text: 'all', label: 'All that is held' },
];

/**
 * @param {string} text `15m`, `live`, `all`, or two times as ISO 8601 with `..` between them
 * @returns {Range|null} null where it is none of these
 */
export function parseRange(text) {
  if (text === 'live' || text === 'all') {
    return { kind: text };
  }
  const last = /^(\d{1,6})([smhd])$/.exec(text);
  if (last && Number(last[1]) > 0) {
    return { kind: 'last', millis: Number(last[1]) * UNITS[last[2]] };
  }
  const [from, to] = text.split('..').map(part => Date.parse(part));
  return from < to ? { kind: 'between', from, to } : null;
}

/** The reverse of parseRange. @param {Range} range */
export function formatRange(range) {
  switch (range.kind) {
    case 'last':
      return duration(range.millis);
    case 'between':
      return `${new Date(range.from).toISOString()}..${new Date(range.to).toISOString()}`;
    default:
      return range.kind;
  }
}

/** `90 000` is `90s`, `3 600 000` is `1h`. @param {number} millis */
export function duration(millis) {
  for (const unit of ['d', 'h', 'm']) {
    if (millis % UNITS[unit] === 0 && (millis > UNITS[unit] || unit !== 'd')) {
      return millis / UNITS[unit] + unit;
    }
  }
  return Math.max(1, Math.round(millis / SECOND)) + 's';
}

/**
 * The times to ask the server for; null for all.
 * @param {Range} range @param {number} now @returns {Span|null}
 */
export function resolve(range, now) {
  switch (range.kind) {
    case 'all':
      return null;
    case 'between':
      return { from: range.from, to: range.to };
    case 'live':
      return { from: now - LIVE_WINDOW_MILLIS, to: now + SECOND };
    case 'last':
      // What arrives now may be stamped by a clock that is a little ahead.
      return { from: now - range.millis, to: now + SECOND };
  }
}

/** Three times as wide, around the same middle, but not into the future.
 * @param {Span} span @param {number} now @returns {Range} */
export function zoomOut(span, now) {
  const width = span.to - span.from;
  const to = Math.min(span.to + width, Math.max(now, span.to));
  return { kind: 'between', from: to - 3 * width, to };
}

/**
 * A time as a person types it: `2026-11-28 14:05`, `14:05:30`, `now`, `-2h`, `now-30m`, or epoch
 * milliseconds.
 * @param {string} text @param {number} now @param {boolean} utc
 * @returns {number|null}
 */
export function parseTime(text, now, utc) {
  const input = text.trim();
  const relative = /^(?:now)?(?:\s*-\s*(\d+)\s*([smhd]))?$/.exec(input);
  if (relative && input !== '') {
    return relative[1] ? now - Number(relative[1]) * UNITS[relative[2]] : now;
  }
  if (/^\d{12,14}$/.test(input)) {
    return Number(input);
  }
  const absolute =
    /^(?:(\d{4})-(\d\d)-(\d\d))?[ T]?(?:(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?)?(Z)?$/.exec(input);
  if (!absolute || input === '' || (!absolute[1] && !absolute[4])) {
    return null;
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zulu] = absolute;
  const inUtc = utc || zulu !== undefined;
  const today = new Date(now);
  const date = year
    ? [Number(year), Number(month) - 1, Number(day)]
    : inUtc
      ? [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()]
      : [today.getFullYear(), today.getMonth(), today.getDate()];
  const time = [Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0'))];
  if (date[1] > 11 || date[2] < 1 || date[2] > 31 || time[0] > 23 || time[1] > 59 || time[2] > 59) {
    return null;
  }
  const [y, mo, d] = date;
  const [h, mi, s, ms] = time;
  return inUtc ? Date.UTC(y, mo, d, h, mi, s, ms) : new Date(y, mo, d, h, mi, s, ms).getTime();
}
