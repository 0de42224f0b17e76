/**
 * The rows of the live tail. While they are held, what arrives waits beside them, so that nothing
 * moves under the reader's eyes; both are bounded, and what has no room leaves a gap that says so.
 */

/**
 * @typedef {import('../api.js').LogEvent} LogEvent
 * @typedef {{kind: 'event', id: string, event: LogEvent}} EventRow
 * @typedef {{kind: 'gap', id: string, events: number, from: number, to: number}} GapRow events that
 *     are not shown here, between these times
 * @typedef {EventRow|GapRow} Row
 */

export class LiveRows {
  /** Newest first. @type {Row[]} */
  shown = [];
  /** Newest first. @type {Row[]} */
  #waiting = [];
  #waitingEvents = 0;
  #held = false;
  #gaps = 0;
  /** Ids of late. @type {Set<string>} */
  #known = new Set();
  #mostShown;
  #mostWaiting;

  /** @param {{mostShown: number, mostWaiting: number}} limits */
  constructor({ mostShown, mostWaiting }) {
    this.#mostShown = mostShown;
    this.#mostWaiting = mostWaiting;
  }

  get held() {
    return this.#held;
  }

  /** How many events have arrived since the rows were held, those without room among them. */
  get waiting() {
    return this.#waitingEvents;
  }

  /** @param {LogEvent[]} events in any order */
  add(events) {
    const fresh = events.filter(event => !this.#known.has(event.id));
    fresh.forEach(event => this.#known.add(event.id));
    if (this.#known.size > 4 * (this.#mostShown + this.#mostWaiting)) {
      this.#known = new Set([...this.shown, ...this.#waiting].map(row => row.id));
    }
    // Newest first, and of one time the last to arrive: an arrival's number is all that sort keeps.
    fresh.reverse().sort((a, b) => b.time - a.time);
    this.#put(fresh.map(event => ({ kind: 'event', id: event.id, event })), fresh.length);
  }

  /** Events that the server could not send in time. @param {number} events @param {number} now */
  skipped(events, now) {
    const newest = this.#waiting[0] ?? this.shown[0];
    const from = newest ? timesOf(newest).to : now;
    this.#put([this.#gap(events, Math.min(from, now), now)], events);
  }

  /** Nothing moves from now on: what has come but has not been drawn waits. @param {Row[]} drawn */
  hold(drawn = this.shown) {
    if (this.#held) {
      return;
    }
    this.#held = true;
    const first = drawn.length ? this.shown.indexOf(drawn[0]) : -1;
    this.#waiting = this.shown.slice(0, first < 0 ? this.shown.length : first);
    this.#waitingEvents = this.#waiting.reduce((sum, row) => sum + (row.kind === 'gap' ? row.events : 1), 0);
    this.shown = drawn;
  }

  /** Shows what has waited, and goes on. */
  resume() {
    this.#held = false;
    this.shown = [...this.#waiting, ...this.shown].slice(0, this.#mostShown);
    this.#waiting = [];
    this.#waitingEvents = 0;
  }

  /** @param {Row[]} rows @param {number} events */
  #put(rows, events) {
    if (!this.#held) {
      this.shown = [...rows, ...this.shown].slice(0, this.#mostShown);
      return;
    }
    this.#waitingEvents += events;
    this.#waiting = [...rows, ...this.#waiting];
    if (this.#waiting.length > this.#mostWaiting) {
      // Half of them at once: not at every arrival.
      const kept = Math.floor(this.#mostWaiting / 2);
      const lost = this.#waiting.slice(kept);
      const times = lost.map(timesOf);
      const gone = lost.reduce((sum, row) => sum + (row.kind === 'gap' ? row.events : 1), 0);
      const from = times.reduce((least, t) => Math.min(least, t.from), Infinity);
      const to = times.reduce((most, t) => Math.max(most, t.to), 0);
      this.#waiting = [...this.#waiting.slice(0, kept), this.#gap(gone, from, to)];
    }
  }

  /** @param {number} events @param {number} from @param {number} to @returns {GapRow} */
  #gap(events, from, to) {
    return { kind: 'gap', id: `gap-${++this.#gaps}`, events, from, to };
  }
}

/** @param {Row} row */
function timesOf(row) {
  return row.kind === 'gap' ? row : { from: row.event.time, to: row.event.time };
}
