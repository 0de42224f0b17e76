/** What the page knows, and how it comes to know it: every change of the view leads to the server. */

import * as api from './api.js';
import { Palette } from './logic/colors.js';
import { LiveRows } from './logic/live.js';
import { terms, without } from './logic/query.js';
import { DEFAULT_RANGE, resolve, zoomOut } from './logic/range.js';
import { DEFAULT_VIEW, formatView, parseView, sameSearch } from './logic/view.js';
import { Store } from './store.js';

/**
 * @typedef {import('./logic/view.js').View} View
 * @typedef {import('./logic/live.js').Row} Row
 *
 * @typedef {object} State
 * @property {View} view
 * @property {boolean} loading whether the first page of a search is on its way
 * @property {boolean} loadingMore
 * @property {api.ApiError|null} error why what is shown is not what was asked for
 * @property {Row[]} rows newest first
 * @property {string|null} next where older events go on
 * @property {number} total
 * @property {boolean} totalIsExact
 * @property {number|null} tookMillis
 * @property {import('./logic/range.js').Span|null} span the times that the charts show
 * @property {api.Histogram|null} byKind
 * @property {api.Histogram|null} byNamespace
 * @property {api.Facet[]|null} facets
 * @property {Map<string, api.EventDetail|api.ApiError>} details
 * @property {api.Health|null} health
 * @property {{events: number, bytes: number}[]} rates oldest first
 * @property {boolean} reachable
 * @property {boolean} held whether the live rows stand still
 * @property {boolean} paused whether the user wants them to
 * @property {number} waiting live events that are not shown yet
 * @property {{from: number, to: number}|null} brush what is being chosen in a chart
 * @property {string} said for screen readers and the toast
 */

const PAGE_SIZE = 200;
const BUCKETS = 120;
const HEALTH_MILLIS = 2000;
const LIVE_CHARTS_MILLIS = 2000;
const MOST_RATES = 90;
const MOST_DETAILS = 200;
const LIVE_LIMITS = { mostShown: 5000, mostWaiting: 20_000 };
const SAID_MILLIS = 2500;
const FRAME_MILLIS = 17;
const MOST_REST_MILLIS = 1000;

export class Session {
  /** @type {Store<State>} */
  store = new Store(
    /** @type {State} */ ({
      view: DEFAULT_VIEW, loading: true, loadingMore: false, error: null,
      rows: [], next: null, total: 0, totalIsExact: true, tookMillis: null,
      span: null, byKind: null, byNamespace: null, facets: null, details: new Map(),
      health: null, rates: [], reachable: true, held: false, paused: false, waiting: 0,
      brush: null, said: '',
    }),
  );
  pods = new Palette();

  /** @type {import('./logic/range.js').Range} */
  #beforeLive = DEFAULT_RANGE;
  #live = new LiveRows(LIVE_LIMITS);
  #search = new AbortController();
  #endTail = () => {};
  #drawing = false;
  #undrawn = false;
  #restMillis = 0;
  /** @type {number|undefined} */
  #chartsTimer;
  /** @type {number|undefined} */
  #saidTimer;

  get state() {
    return this.store.state;
  }

  start() {
    addEventListener('popstate', () => this.#show(parseView(location.search)));
    this.#show(parseView(location.search));
    this.#watchHealth();
  }

  /**
   * Shows another view, and leaves its address.
   * @param {Partial<View>} change
   */
  go(change) {
    const before = this.state.view;
    const view = { ...before, ...change };
    const address = formatView(view);
    if (sameSearch(before, view)) {
      history.replaceState(null, '', address);
      this.store.set({ view });
      if (view.by !== before.by) {
        this.#loadCharts();
      }
      this.#loadDetails();
    } else {
      view.open = change.open ?? [];
      history.pushState(null, '', formatView(view));
      this.#show(view);
    }
  }

  /** Asks again. */
  refresh() {
    this.#show(this.state.view);
  }

  /** @param {View} view */
  #show(view) {
    this.#search.abort();
    this.#search = new AbortController();
    this.#endTail();
    this.#endTail = () => {};
    clearTimeout(this.#chartsTimer);
    this.#live = new LiveRows(LIVE_LIMITS);
    this.store.set({
      view, loading: true, loadingMore: false, error: null, held: false, paused: false, waiting: 0, brush: null,
    });
    if (view.range.kind === 'live') {
      this.store.set({ rows: [], next: null });
    }
    this.#loadEvents();
    this.#loadCharts();
    this.#loadDetails();
  }

  /** @returns {api.Search} */
  #asked() {
    const { q, range } = this.state.view;
    return { q, ...resolve(range, Date.now()) };
  }

  async #loadEvents() {
    const { signal } = this.#search;
    const live = this.#live;
    try {
      const page = await api.events({ ...this.#asked(), limit: PAGE_SIZE }, signal);
      if (this.state.view.range.kind === 'live') {
        live.add(page.events);
        this.#drawLive();
        this.store.set({ loading: false, tookMillis: page.tookMillis });
        this.#follow(page.tail);
      } else {
        this.store.set({
          loading: false, rows: page.events.map(toRow), next: page.next, total: page.total,
          totalIsExact: page.totalIsExact, tookMillis: page.tookMillis,
        });
      }
      this.#loadDetails();
    } catch (problem) {
      this.#failed(problem, signal);
    }
  }

  /** The next page of older events. */
  async loadMore() {
    const { next, loading, loadingMore, rows } = this.state;
    if (!next || loading || loadingMore) {
      return;
    }
    const { signal } = this.#search;
    this.store.set({ loadingMore: true });
    try {
      const page = await api.events({ ...this.#asked(), limit: PAGE_SIZE, before: next }, signal);
      const known = new Set(page.events.map(event => event.id));
      this.store.set({
        loadingMore: false, next: page.next,
        // A linked event that stood in front comes to its place.
        rows: [...rows.filter(row => !known.has(row.id)), ...page.events.map(toRow)],
      });
    } catch (problem) {
      this.store.set({ loadingMore: false });
      this.#failed(problem, signal);
    }
  }

  async #loadCharts() {
    const { signal } = this.#search;
    const { by, range } = this.state.view;
    const asked = this.#asked();
    clearTimeout(this.#chartsTimer);
    const begun = Date.now();
    try {
      const [byKind, byNamespace, facets] = await Promise.all([
        api.histogram({ ...asked, by, buckets: BUCKETS }, signal),
        api.histogram({ ...asked, by: 'namespace', buckets: BUCKETS }, signal),
        this.#facets(asked, signal),
      ]);
      if (signal.aborted) {
        return;
      }
      this.store.set({ byKind, byNamespace, facets, span: { from: byKind.from, to: byKind.to } });
      if (range.kind === 'live') {
        this.store.set({ total: byKind.total, totalIsExact: true });
        const wait = Math.max(LIVE_CHARTS_MILLIS, 3 * (Date.now() - begun));
        this.#chartsTimer = setTimeout(() => this.#loadCharts(), wait);
      }
    } catch (problem) {
      this.#failed(problem, signal);
      if (range.kind === 'live' && !signal.aborted) {
        this.#chartsTimer = setTimeout(() => this.#loadCharts(), LIVE_CHARTS_MILLIS);
      }
    }
  }

  /**
   * Where values of a field are chosen, the others are counted as if none were: they can be chosen, too.
   * @param {api.Search} asked @param {AbortSignal} signal
   */
  async #facets(asked, signal) {
    const chosen = api.FACET_FIELDS.filter(field => terms(asked.q).some(t => t.field === field && !t.negated));
    const others = api.FACET_FIELDS.filter(field => !chosen.includes(field));
    const parts = await Promise.allSettled([
      api.facets(asked, others, signal),
      ...chosen.map(field => api.facets({ ...asked, q: without(asked.q, field) }, [field], signal)),
    ]);
    // Of those that failed the first is told, the query as it was written: places in a shorter one are others.
    const found = new Map(parts.flatMap(succeeded).map(facet => [facet.field, facet]));
    return api.FACET_FIELDS.flatMap(field => found.get(field) ?? []);
  }

  async #loadDetails() {
    const { view, details, rows, loading } = this.state;
    const missing = view.open.filter(id => !details.has(id));
    await Promise.all(
      missing.map(async id => {
        const found = await api.event(id).catch(problem => /** @type {api.ApiError} */ (problem));
        const now = new Map(this.state.details).set(id, found);
        if (now.size > MOST_DETAILS) {
          now.delete([...now.keys()].find(key => !this.state.view.open.includes(key)) ?? id);
        }
        this.store.set({ details: now });
      }),
    );
    // An event that a shared address names, and that is not among those of the first page.
    const here = new Set(this.state.rows.map(row => row.id));
    const linked = this.state.view.open
      .filter(id => !here.has(id))
      .map(id => this.state.details.get(id))
      .flatMap(found => (found === undefined || found instanceof api.ApiError ? [] : [found]));
    const still = !this.state.loading && !loading && rows === this.state.rows;
    if (linked.length && still && this.state.view.range.kind !== 'live') {
      this.store.set({ rows: [...linked.map(toRow), ...this.state.rows] });
    }
  }

  /** @param {unknown} problem @param {AbortSignal} signal */
  #failed(problem, signal) {
    if (signal.aborted) {
      return;
    }
    const error = problem instanceof api.ApiError ? problem : new api.ApiError(0, { message: String(problem) });
    this.store.set({ loading: false, error });
  }

  /** @param {string} after */
  #follow(after) {
    const live = this.#live;
    this.#endTail = api.tail(this.state.view.q, after, {
      events: events => {
        live.add(events);
        this.#undrawn = true;
        this.#drawLiveSoon();
      },
      skipped: events => {
        live.skipped(events, Date.now());
        this.#undrawn = true;
        this.#drawLiveSoon();
      },
      connected: reachable => {
        if (reachable !== this.state.reachable) {
          this.store.set({ reachable });
        }
      },
    });
  }

  /**
   * However many batches arrive, at most once a frame; where the browser is slow, so seldom that
   * two thirds of its time are left for the user.
   */
  #drawLiveSoon() {
    if (this.#drawing) {
      return;
    }
    this.#drawing = true;
    setTimeout(() => {
      requestAnimationFrame(() => {
        const begun = performance.now();
        this.#drawLive();
        requestAnimationFrame(() => {
          this.#drawing = false;
          const cost = performance.now() - begun - FRAME_MILLIS;
          this.#restMillis = Math.max(0, Math.min(MOST_REST_MILLIS, 2 * cost));
          if (this.#undrawn) {
            this.#drawLiveSoon();
          }
        });
      });
    }, this.#restMillis);
  }

  #drawLive() {
    this.#undrawn = false;
    if (this.state.view.range.kind === 'live') {
      this.store.set({ rows: this.#live.shown, held: this.#live.held, waiting: this.#live.waiting });
    }
  }

  /** Lets the live rows stand still. @param {boolean} [paused] because the user said so */
  hold(paused = false) {
    if (this.state.view.range.kind === 'live') {
      this.#live.hold(this.state.rows);
      this.store.set({ held: true, paused: paused || this.state.paused, waiting: this.#live.waiting });
    }
  }

  resume() {
    if (this.state.view.range.kind === 'live') {
      this.#live.resume();
      this.store.set({ paused: false });
      this.#drawLive();
    }
  }

  async #watchHealth() {
    try {
      const health = await api.health();
      const rates = [...this.state.rates, { events: health.eventsPerSecond, bytes: health.bytesPerSecond }];
      const back = !this.state.reachable;
      this.store.set({ health, rates: rates.slice(-MOST_RATES), reachable: true });
      if (back && this.state.view.range.kind !== 'live') {
        this.refresh();
      }
    } catch (problem) {
      this.store.set({ reachable: problem instanceof api.ApiError && problem.status > 0 });
    }
    setTimeout(() => this.#watchHealth(), HEALTH_MILLIS);
  }

  /** Opens the details of an event, or closes them. @param {string} id */
  toggleEvent(id) {
    const { open } = this.state.view;
    const opens = !open.includes(id);
    if (opens) {
      this.hold();
    }
    this.go({ open: opens ? [...open, id] : open.filter(other => other !== id) });
  }

  /** To the live tail, and back to the time that was shown before. */
  toggleLive() {
    const { range } = this.state.view;
    if (range.kind === 'live') {
      this.go({ range: this.#beforeLive });
    } else {
      this.#beforeLive = range;
      this.go({ range: { kind: 'live' } });
    }
  }

  /** Shows a part of the time. @param {number} from @param {number} to */
  zoom(from, to) {
    this.go({ range: { kind: 'between', from: Math.floor(from), to: Math.ceil(to) } });
  }

  zoomOut() {
    const { span } = this.state;
    if (span) {
      this.go({ range: zoomOut(span, Date.now()) });
    }
  }

  /** A short word to the user. @param {string} said */
  say(said) {
    clearTimeout(this.#saidTimer);
    this.store.set({ said });
    this.#saidTimer = setTimeout(() => this.store.set({ said: '' }), SAID_MILLIS);
  }

  /** @param {string} text @param {string} what */
  async copy(text, what) {
    try {
      await writeClipboard(text);
      this.say(`${what} copied`);
    } catch {
      this.say('The browser does not let the page copy');
    }
  }

  /** An address that shows the same events tomorrow. */
  permanentAddress() {
    const { view, span } = this.state;
    const range = view.range.kind === 'between' || !span ? view.range : { kind: /** @type {const} */ ('between'), ...span };
    return location.origin + formatView({ ...view, range });
  }
}

/** @param {api.LogEvent} event @returns {Row} */
function toRow(event) {
  return { kind: 'event', id: event.id, event };
}

/** @param {string} text */
async function writeClipboard(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  // Pages that do not come from this machine have no clipboard, but they have this.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) {
    throw new Error('refused');
  }
}

/** @param {PromiseSettledResult<{facets: api.Facet[]}>} part @returns {api.Facet[]} */
function succeeded(part) {
  if (part.status === 'rejected') {
    throw part.reason;
  }
  return part.value.facets;
}
