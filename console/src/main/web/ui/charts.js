import { h } from '../vendor/preact/index.js';
import { count } from '../logic/numbers.js';
import { span as spanText } from '../logic/time.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Histogram } from './histogram.js';

/** @param {{session: import('../session.js').Session}} props */
export function Charts({ session }) {
  const view = useStore(session.store, s => s.view);
  const byKind = useStore(session.store, s => s.byKind);
  const byNamespace = useStore(session.store, s => s.byNamespace);
  const span = useStore(session.store, s => s.span);
  const total = useStore(session.store, s => s.total);
  const exact = useStore(session.store, s => s.totalIsExact);
  const took = useStore(session.store, s => s.tookMillis);
  const loading = useStore(session.store, s => s.loading);
  const stale = useStore(session.store, s => s.error !== null);

  return h(
    'section',
    { class: `charts ${stale ? 'stale' : ''}`, 'aria-label': 'Events over time' },
    h(
      'div',
      { class: 'charts-head' },
      h('p', { class: 'count', role: 'status' }, h('strong', {}, (exact ? '' : 'over ') + count(total, 'event'))),
      span ? h('p', { class: 'count-span' }, spanText(span.from, span.to, view.utc)) : null,
      took === null ? null : h('p', { class: 'count-took' }, `${took} ms`),
      h('span', { class: `progress ${loading ? 'on' : ''}`, 'aria-hidden': 'true' }),
      stale && byKind ? h('span', { class: 'stale-note' }, 'The result of an earlier search') : null,
      exact || stale
        ? null
        : h('span', { class: 'stale-note' }, 'The newest part: this search reads events one by one, for 0.7 s. Scroll on for older ones'),
      h('span', { class: 'space' }),
      h(IconButton, { icon: 'zoomOut', label: 'Zoom out', shortcut: 'z', onClick: () => session.zoomOut(), disabled: !span }),
      h(IconButton, {
        icon: 'link', label: 'Copy an address with these times',
        onClick: () => session.copy(session.permanentAddress(), 'Address'),
      }),
    ),
    h(
      'div',
      { class: 'charts-pair' },
      h(Histogram, {
        session, histogram: byKind, by: view.by, label: `Events by ${view.by}`,
        title: h(
          'div',
          { class: 'switch', role: 'group', 'aria-label': 'Split by' },
          /** @type {const} */ (['level', 'stream']).map(by =>
            h('button', { type: 'button', 'aria-pressed': view.by === by, onClick: () => session.go({ by }) }, by),
          ),
        ),
      }),
      h(Histogram, {
        session, histogram: byNamespace, by: 'namespace', label: 'Events by namespace',
        title: h('span', { class: 'chart-title' }, 'namespace'),
      }),
    ),
  );
}
