/** Which colour stands for what. The colours themselves are the style sheet's. */

export const POD_COLORS = 14;
const SERIES_COLORS = 8;

/** @type {Record<string, string>} */
const LEVELS = {
  FATAL: 'fatal', CRITICAL: 'fatal', EMERGENCY: 'fatal', ALERT: 'fatal', PANIC: 'fatal', OFF: 'fatal',
  ERROR: 'error', ERR: 'error', SEVERE: 'error',
  WARN: 'warn', WARNING: 'warn',
  INFO: 'info', NOTICE: 'info', CONFIG: 'info', LOG: 'info',
  DEBUG: 'debug', FINE: 'debug',
  TRACE: 'trace', FINER: 'trace', FINEST: 'trace',
};

/** @param {string|null} level @returns {string} fatal, error, warn, info, debug, trace or none */
export function levelClass(level) {
  return LEVELS[(level ?? '').toUpperCase()] ?? 'none';
}

const SEVERITY = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none'];

/**
 * In which order the parts of a bar stand: the worst at the bottom, where heights compare best.
 * @param {string[]} keys @param {'stream'|'level'|'namespace'} by
 */
export function stackOrder(keys, by) {
  const order = keys.map((_, i) => i);
  if (by === 'level') {
    order.sort((a, b) => SEVERITY.indexOf(levelClass(keys[a])) - SEVERITY.indexOf(levelClass(keys[b])));
  } else if (by === 'stream') {
    order.sort((a, b) => Number(keys[b] === 'stderr') - Number(keys[a] === 'stderr'));
  }
  return order;
}

/**
 * The class of a series of a chart.
 * @param {string} key @param {number} index @param {'stream'|'level'|'namespace'} by
 */
export function seriesClass(key, index, by) {
  if (key === 'other' || key === '') {
    return 's-other';
  }
  if (by === 'level') {
    return 's-' + levelClass(key);
  }
  if (by === 'stream') {
    return key === 'stderr' ? 's-stderr' : key === 'stdout' ? 's-stdout' : 's-other';
  }
  return 's-' + (index % SERIES_COLORS);
}

/** @param {string} text */
function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  }
  return h >>> 0;
}

/**
 * Gives each name a colour of its own while there are any left, the same one after a reload as a
 * rule.
 */
export class Palette {
  /** @type {Map<string, number>} */
  #given = new Map();
  /** @type {number[]} */
  #uses;

  /** @param {number} size */
  constructor(size = POD_COLORS) {
    this.#uses = new Array(size).fill(0);
  }

  /** @param {string} name @returns {number} */
  colorOf(name) {
    const known = this.#given.get(name);
    if (known !== undefined) {
      return known;
    }
    const size = this.#uses.length;
    const least = Math.min(...this.#uses);
    let color = hash(name) % size;
    while (this.#uses[color] > least) {
      color = (color + 1) % size;
    }
    this.#uses[color]++;
    this.#given.set(name, color);
    return color;
  }
}
