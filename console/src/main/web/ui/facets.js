import { h } from '../vendor/preact/index.js';
import { useState } from '../vendor/preact/hooks.js';
import { levelClass } from '../logic/colors.js';
import { compact, grouped } from '../logic/numbers.js';
import { drop, exclude, filterState, toggle } from '../logic/query.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Icon } from './icons.js';

/** @typedef {import('../session.js').Session} Session */

/** @type {Record<string, string>} */
const NAMES = {
  level: 'Level', namespace: 'Namespace', pod: 'Pod', container: 'Container', stream: 'Stream',
  group: 'Log group', logStream: 'Log stream',
};
const FEW = 6;
const CLOSED_AT_FIRST = new Set(['group', 'logStream']);

/** @param {{session: Session, open: boolean, onClose: () => void}} props */
export function Facets({ session, open, onClose }) {
  const facets = useStore(session.store, s => s.facets);
  const q = useStore(session.store, s => s.view.q);
  return h(
    'aside',
    { class: `facets ${open ? 'open' : ''}`, 'aria-label': 'Filters' },
    h(
      'div',
      { class: 'facets-head only-narrow' },
      h('span', {}, 'Filters'),
      h(IconButton, { icon: 'close', label: 'Close the filters', onClick: onClose }),
    ),
    (facets ?? []).map(facet => h(Facet, { key: facet.field, session, facet, q })),
  );
}

/** @param {{session: Session, facet: import('../api.js').Facet, q: string}} props */
function Facet({ session, facet, q }) {
  const { field, values, others } = facet;
  const [open, setOpen] = useState(!CLOSED_AT_FIRST.has(field));
  const [all, setAll] = useState(false);
  const most = values.reduce((max, v) => Math.max(max, v.count), 1);
  const shown = all ? values : values.slice(0, FEW);
  const more = values.length - shown.length;
  return h(
    'section',
    { class: 'facet' },
    h(
      'h2',
      { class: 'facet-head' },
      h(
        'button',
        { type: 'button', 'aria-expanded': open, onClick: () => setOpen(!open) },
        h(Icon, { name: 'chevron' }),
        h('span', {}, NAMES[field] ?? field),
        h('span', { class: 'facet-number' }, values.length ? `${values.length}${others ? '+' : ''}` : ''),
      ),
    ),
    open
      ? h(
          'ul',
          { class: 'facet-values' },
          shown.map(({ value, count }) => h(Value, { key: value, session, field, value, count, most, q })),
          values.length === 0 ? h('li', { class: 'facet-none' }, 'none') : null,
          more > 0 || all
            ? h(
                'li',
                {},
                h('button', { type: 'button', class: 'link facet-more', onClick: () => setAll(!all) }, all ? 'fewer' : `${more} more`),
                all && others ? h('span', { class: 'facet-none' }, ` and ${grouped(others)} events of others`) : null,
              )
            : null,
        )
      : null,
  );
}

/** @param {{session: Session, field: string, value: string, count: number, most: number, q: string}} props */
function Value({ session, field, value, count, most, q }) {
  const state = filterState(q, field, value);
  const color = field === 'level' ? `l-${levelClass(value)}` : field === 'pod' ? `p-${session.pods.colorOf(value)}` : '';
  return h(
    'li',
    { class: `facet-value ${state === 'not' ? 'excluded' : ''}` },
    h('span', { class: 'facet-bar', style: { width: `${(100 * count) / most}%` } }),
    h(
      'button',
      {
        type: 'button', class: 'facet-choice', role: 'checkbox', 'aria-checked': state === 'not' ? 'mixed' : state === 'only',
        title: value, onClick: () => session.go({ q: toggle(q, field, value) }),
      },
      h('span', { class: 'box', 'aria-hidden': 'true' }),
      h('span', { class: `facet-name ${color}` }, value),
      h('span', { class: 'facet-count', title: grouped(count) }, compact(count)),
    ),
    h(IconButton, {
      icon: 'minus', label: state === 'not' ? `Allow ${value} again` : `Without ${value}`, class: 'facet-not', pressed: state === 'not',
      onClick: () => session.go({ q: state === 'not' ? drop(q, field, value) : exclude(q, field, value) }),
    }),
  );
}
