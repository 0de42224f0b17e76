import { h } from '../vendor/preact/index.js';
import { bytes, compact, count, dollars, grouped } from '../logic/numbers.js';
import { quoted } from '../logic/query.js';
import { ago, full } from '../logic/time.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';

/** @typedef {import('../session.js').Session} Session */
/** @typedef {import('../api.js').Health} Health */

/** @param {{session: Session}} props */
export function HealthPanel({ session }) {
  const health = useStore(session.store, s => s.health);
  const rates = useStore(session.store, s => s.rates);
  const utc = useStore(session.store, s => s.view.utc);
  return h(
    'aside',
    { class: 'health', 'aria-label': 'Health', tabIndex: 0 },
    h('div', { class: 'health-head' }, h('h2', {}, 'Health'), h(IconButton, { icon: 'close', label: 'Close the health panel', onClick: () => session.go({ health: false }) })),
    health
      ? [
          h(
            'div',
            { class: 'meters' },
            h(Meter, { label: 'Events in', value: compact(health.eventsPerSecond), unit: '/s', values: rates.map(r => r.events), note: `${grouped(health.acceptedEvents)} so far` }),
            h(Meter, { label: 'Bytes in', value: bytes(health.bytesPerSecond), unit: '/s', values: rates.map(r => r.bytes), note: `${bytes(health.acceptedBytes)} so far` }),
          ),
          h(
            'div',
            { class: 'cost' },
            h('p', { class: 'meter-label' }, 'CloudWatch would cost'),
            h('p', { class: 'meter-value' }, dollars(health.costPerMonthDollars), h('span', { class: 'meter-unit' }, ' a month at this rate')),
            h('p', { class: 'meter-note' }, `Estimate, ${health.costBasis}.`),
          ),
          h(Held, { health }),
          h(Gaps, { session, health, utc }),
          h(Losses, { session, health, utc }),
        ]
      : h('p', { class: 'meter-note' }, 'Asking …'),
  );
}

/** @param {{label: string, value: string, unit: string, values: number[], note: string}} props */
function Meter({ label, value, unit, values, note }) {
  return h(
    'div',
    { class: 'meter' },
    h('p', { class: 'meter-label' }, label),
    h('p', { class: 'meter-value' }, value, h('span', { class: 'meter-unit' }, unit)),
    h(Sparkline, { values }),
    h('p', { class: 'meter-note' }, note),
  );
}

const WIDTH = 120;
const HEIGHT = 28;
const POINTS = 60;

/** @param {{values: number[]}} props */
function Sparkline({ values }) {
  const shown = values.slice(-POINTS);
  const most = Math.max(1, ...shown);
  const points = shown.map((v, i) => {
    const x = WIDTH - (shown.length - 1 - i) * (WIDTH / (POINTS - 1));
    return `${x.toFixed(1)},${(HEIGHT - 2 - (v / most) * (HEIGHT - 4)).toFixed(1)}`;
  });
  return h(
    'svg',
    { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    points.length > 1 ? h('polyline', { points: points.join(' ') }) : null,
  );
}

/** @param {{health: Health}} props */
function Held({ health }) {
  const share = health.maxBytes ? (100 * health.heldBytes) / health.maxBytes : 0;
  return h(
    'div',
    { class: 'kept' },
    h('p', { class: 'meter-label' }, 'Held'),
    h('div', { class: 'held-track', 'aria-hidden': 'true' }, h('div', { class: 'held-bar', style: { width: `${Math.min(100, share)}%` } })),
    h('p', { class: 'meter-note' },
      `${grouped(health.heldEvents)} events, ${bytes(health.heldBytes)} of ${bytes(health.maxBytes)}`,
      health.evictedEvents ? `; ${grouped(health.evictedEvents)} older ones have made room` : ''),
    h('p', { class: 'meter-note' },
      health.oldestTime === null ? null : `Oldest ${ago(health.now - health.oldestTime)} ago. `,
      `Searchable ${health.indexLagMillis < 1000 ? 'at once' : `after ${ago(health.indexLagMillis)}`}.`),
  );
}

/** A process is named pod/container where that is known, else by its log stream.
 * @param {string} process */
function processQuery(process) {
  const [pod, container, more] = process.split('/');
  const stream = `logStream:${quoted(process)}`;
  return container && more === undefined
    ? `(pod:${quoted(pod)} container:${quoted(container)}) OR ${stream}`
    : stream;
}

/** @param {{session: Session, health: Health, utc: boolean}} props */
function Gaps({ session, health, utc }) {
  const missing = health.gaps.reduce((sum, gap) => sum + gap.missing, 0);
  return h(
    'section',
    { class: 'troubles' },
    h('h3', {}, 'Gaps in seq', h('span', { class: `tally ${missing ? 'bad' : 'good'}` }, missing ? `${grouped(missing)} missing` : 'none')),
    missing === 0
      ? h('p', { class: 'meter-note' }, `Every number is there, in ${count(health.processes, 'process')}.`)
      : h('ul', {}, health.gaps.map(gap =>
          h('li', { class: 'trouble' },
            h('button', {
              type: 'button', class: 'link', title: 'Look at the time of the gap',
              onClick: () => session.go({ q: processQuery(gap.process), range: { kind: 'between', from: gap.fromTime - 5000, to: gap.toTime + 5000 } }),
            }, gap.process),
            h('span', { class: 'trouble-number' }, grouped(gap.missing)),
            h('span', { class: 'trouble-note' }, `${gap.missing === 1 ? `number ${grouped(gap.from)}` : `numbers ${grouped(gap.from)} to ${grouped(gap.to)}`}, after ${full(gap.fromTime, utc)}`)))),
  );
}

/** @param {{session: Session, health: Health, utc: boolean}} props */
function Losses({ session, health, utc }) {
  const lost = health.losses.reduce((sum, loss) => sum + loss.events, 0);
  return h(
    'section',
    { class: 'troubles' },
    h('h3', {}, 'Losses told', h('span', { class: `tally ${lost ? 'bad' : 'good'}` }, lost ? `${grouped(lost)} events` : 'none')),
    lost === 0
      ? h('p', { class: 'meter-note' }, 'No sender has told of events that it gave up.')
      : h('ul', {}, health.losses.map(loss =>
          h('li', { class: 'trouble' },
            h('button', {
              type: 'button', class: 'link', title: 'Look at the time of the loss',
              onClick: () => session.go({ q: processQuery(loss.process), range: { kind: 'between', from: loss.time - 30_000, to: loss.time + 5000 } }),
            }, loss.process),
            h('span', { class: 'trouble-number' }, grouped(loss.events)),
            h('span', { class: 'trouble-note' }, `${full(loss.time, utc)}, ${loss.reason}`),
            h('span', { class: 'trouble-text' }, loss.text)))),
  );
}
