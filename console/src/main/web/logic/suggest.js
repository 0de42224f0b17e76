/** What could come next in a query: names of fields, and the values that the facets know. */

import { quoted } from './query.js';

/**
 * @typedef {{text: string, label: string, note: string}} Suggestion text takes the place of the
 *     token; label is what is seen
 * @typedef {{from: number, to: number, items: Suggestion[]}} Suggestions
 */

/** @type {[string, string][]} */
const FIELDS = [
  ['level', 'ERROR, WARN, INFO …'], ['namespace', ''], ['pod', ''], ['container', ''],
  ['stream', 'stdout or stderr'], ['logger', ''], ['message', 'its text'], ['group', 'log group'],
  ['logStream', 'log stream'], ['kv.', 'a key-value'], ['mdc.', 'an MDC key'],
  ['exception.class', ''], ['exception.hash', 'same frames, same hash'], ['thread', ''], ['seq', 'number of the event'],
];
const MOST = 8;

/**
 * @param {string} q @param {number} caret
 * @param {{field: string, values: {value: string, count: number}[]}[]} facets
 * @returns {Suggestions|null}
 */
export function suggest(q, caret, facets) {
  const before = q.slice(0, caret);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1 || /\S/.test(q[caret] ?? '')) {
    return null;
  }
  const token = /** @type {RegExpExecArray} */ (/-?([^\s()"]*)$/.exec(before));
  const from = caret - token[1].length;
  const colon = token[1].indexOf(':');
  const items =
    colon < 0 ? fields(token[1]) : values(token[1].slice(0, colon), token[1].slice(colon + 1), facets);
  return items.length ? { from, to: caret, items } : null;
}

/** @param {string} begin @returns {Suggestion[]} */
function fields(begin) {
  if (begin === '') {
    return [];
  }
  const low = begin.toLowerCase();
  return FIELDS.filter(([name]) => name.toLowerCase().startsWith(low) && name !== begin)
    .slice(0, MOST)
    .map(([name, note]) => ({ text: name.endsWith('.') ? name : name + ':', label: name, note }));
}

/**
 * @param {string} field @param {string} begin
 * @param {{field: string, values: {value: string, count: number}[]}[]} facets
 * @returns {Suggestion[]}
 */
function values(field, begin, facets) {
  const low = begin.toLowerCase();
  return (facets.find(facet => facet.field === field)?.values ?? [])
    .filter(({ value }) => value.toLowerCase().includes(low) && value !== begin)
    .slice(0, MOST)
    .map(({ value, count }) => ({ text: `${field}:${quoted(value)} `, label: value, note: String(count) }));
}
