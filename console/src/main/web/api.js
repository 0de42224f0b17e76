/** The console's JSON API. Times are epoch milliseconds. */

/**
 * @typedef {object} LogEvent
 * @property {string} id
 * @property {number} time
 * @property {number} ingested
 * @property {string} group
 * @property {string} logStream
 * @property {string|null} level
 * @property {string|null} stream stdout or stderr
 * @property {string|null} namespace
 * @property {string|null} pod
 * @property {string|null} container
 * @property {string|null} logger
 * @property {string} message its first 4,096 characters
 * @property {boolean} truncated whether it is longer
 * @property {boolean} exception
 *
 * @typedef {{raw: string, json: object|null, fields: [string, unknown][]}} Whole
 * @typedef {LogEvent & Whole} EventDetail
 *
 * @typedef {{events: LogEvent[], next: string|null, total: number, totalIsExact: boolean, tookMillis: number,
 *   tail: string}} EventPage tail: where a live tail goes on after it
 * @typedef {{from: number, to: number, intervalMillis: number, keys: string[],
 *   buckets: {time: number, counts: number[]}[], total: number}} Histogram
 * @typedef {{field: string, values: {value: string, count: number}[], others: number}} Facet
 * @typedef {{process: string, from: number, to: number, missing: number, fromTime: number, toTime: number}} Gap
 *   from and to are the first and the last number that have not been seen
 * @typedef {{time: number, process: string, events: number, reason: string, text: string}} Loss
 *
 * @typedef {object} Health
 * @property {number} now
 * @property {number} acceptedEvents
 * @property {number} acceptedBytes
 * @property {number} eventsPerSecond over the last 10 s
 * @property {number} bytesPerSecond
 * @property {number} costPerMonthDollars
 * @property {number} heldEvents
 * @property {number} heldBytes
 * @property {number} maxBytes
 * @property {number} evictedEvents
 * @property {number|null} oldestTime
 * @property {number|null} newestTime
 * @property {number} indexLagMillis
 * @property {string} costBasis
 * @property {Gap[]} gaps
 * @property {Loss[]} losses
 * @property {number} processes
 *
 * @typedef {{q: string, from?: number, to?: number}} Search
 */

export const FACET_FIELDS = ['level', 'namespace', 'pod', 'container', 'stream', 'group', 'logStream'];

/** The server's no, in its own words. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 where there was no answer
   * @param {{error?: string, message?: string, parameter?: string, position?: number, length?: number}} body
   */
  constructor(status, body) {
    super(body.message ?? `The console answered with HTTP status ${status}.`);
    this.status = status;
    this.kind = body.error ?? 'failed';
    this.parameter = body.parameter;
    this.position = body.position;
    this.length = body.length;
  }
}

/**
 * @param {string} path @param {Record<string, string|number|undefined>} params
 * @param {AbortSignal} [signal]
 */
async function get(path, params, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  let response;
  try {
    response = await fetch(`${path}?${query}`, { signal });
  } catch (problem) {
    if (signal?.aborted) {
      throw problem;
    }
    throw new ApiError(0, { error: 'unreachable', message: 'The console does not answer.' });
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(response.status, body);
  }
  return body;
}

/** @param {Search & {limit?: number, before?: string}} search @param {AbortSignal} [signal] @returns {Promise<EventPage>} */
export const events = (search, signal) => get('/api/events', search, signal);

/** @param {string} id @param {AbortSignal} [signal] @returns {Promise<EventDetail>} */
export const event = (id, signal) => get('/api/events/' + encodeURIComponent(id), {}, signal);

/** @param {Search & {by: string, buckets: number}} search @param {AbortSignal} [signal] @returns {Promise<Histogram>} */
export const histogram = (search, signal) => get('/api/histogram', search, signal);

/** @param {Search} search @param {string[]} fields @param {AbortSignal} [signal] @returns {Promise<{facets: Facet[]}>} */
export const facets = (search, fields, signal) =>
  get('/api/facets', { ...search, fields: fields.join(','), size: 20 }, signal);

/** @param {AbortSignal} [signal] @returns {Promise<Health>} */
export const health = signal => get('/api/health', {}, signal);

/**
 * Follows what arrives; after a break it goes on where it was.
 * @param {string} q
 * @param {string|null} after where to begin
 * @param {{events: (events: LogEvent[]) => void, skipped: (events: number) => void,
 *   connected: (is: boolean) => void}} listener
 * @returns {() => void} ends it
 */
export function tail(q, after, listener) {
  const source = new EventSource('/api/tail?' + new URLSearchParams(after ? { q, after } : { q }));
  source.addEventListener('events', message => listener.events(JSON.parse(message.data)));
  source.addEventListener('skipped', message => listener.skipped(JSON.parse(message.data).events));
  source.addEventListener('open', () => listener.connected(true));
  source.addEventListener('error', () => listener.connected(false));
  return () => source.close();
}
