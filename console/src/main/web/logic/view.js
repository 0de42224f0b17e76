/** What the page shows: all of it stands in the address, so that an address can be shared. */

import { DEFAULT_RANGE, formatRange, parseRange } from './range.js';

/**
 * @typedef {object} View
 * @property {string} q
 * @property {import('./range.js').Range} range
 * @property {'stream'|'level'} by what splits the first chart
 * @property {string[]} open ids of the events whose details are shown
 * @property {'fields'|'json'} tab how details are shown
 * @property {boolean} health whether the health panel is open
 * @property {boolean} utc
 */

/** @type {View} */
export const DEFAULT_VIEW = {
  q: '', range: DEFAULT_RANGE, by: 'level', open: [], tab: 'fields', health: false, utc: false,
};

const MOST_OPEN = 20;

/** What is unknown or wrong in an address is left at its default. @param {string} search @returns {View} */
export function parseView(search) {
  const params = new URLSearchParams(search);
  return {
    q: params.get('q') ?? '',
    range: parseRange(params.get('range') ?? '') ?? DEFAULT_RANGE,
    by: params.get('by') === 'stream' ? 'stream' : 'level',
    open: [...new Set(params.getAll('event'))].slice(0, MOST_OPEN),
    tab: params.get('tab') === 'json' ? 'json' : 'fields',
    health: params.get('health') === 'open',
    utc: params.get('time') === 'utc',
  };
}

/** The address of a view, without what is at its default. @param {View} view */
export function formatView(view) {
  const params = new URLSearchParams();
  if (view.q !== '') {
    params.set('q', view.q);
  }
  const range = formatRange(view.range);
  if (range !== formatRange(DEFAULT_RANGE)) {
    params.set('range', range);
  }
  if (view.by !== DEFAULT_VIEW.by) {
    params.set('by', view.by);
  }
  view.open.slice(0, MOST_OPEN).forEach(id => params.append('event', id));
  if (view.tab !== DEFAULT_VIEW.tab) {
    params.set('tab', view.tab);
  }
  if (view.health) {
    params.set('health', 'open');
  }
  if (view.utc) {
    params.set('time', 'utc');
  }
  const text = params.toString();
  return text === '' ? '/' : '/?' + text;
}

/** Whether two views ask the server for the same events. @param {View} a @param {View} b */
export function sameSearch(a, b) {
  return a.q === b.q && formatRange(a.range) === formatRange(b.range);
}
