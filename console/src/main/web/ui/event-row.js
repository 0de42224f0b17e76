import { h } from '../vendor/preact/index.js';
import { levelClass } from '../logic/colors.js';
import { grouped } from '../logic/numbers.js';
import { exclude, only } from '../logic/query.js';
import { oneLine } from '../logic/text.js';
import { clock, day, full } from '../logic/time.js';
import { EventDetails } from './event-details.js';
import { Safe } from './text.js';

/** @typedef {import('../session.js').Session} Session */
/** @typedef {import('../api.js').LogEvent} LogEvent */

const MOST_CHARACTERS = 500;

/** The cells in which the arrows stop; the first is the row itself. */
export const CELLS = 4;

/**
 * @typedef {object} RowProps
 * @property {Session} session
 * @property {number} index
 * @property {number} top
 * @property {number} height
 * @property {import('../logic/live.js').Row} row
 * @property {boolean} open
 * @property {number} stop which of its cells Tab comes to, -1 for none
 * @property {boolean} withDay
 * @property {boolean} utc
 * @property {string[]} words
 * @property {string} q
 * @property {(id: string, height: number) => void} onHeight
 */

/** @param {RowProps} props */
export function EventRow(props) {
  const { row, index, top, height, stop } = props;
  const place = { transform: `translateY(${top}px)` };
  if (row.kind === 'gap') {
    return h(
      'div',
      { role: 'row', class: 'row gap', style: { ...place, height: `${height}px` }, 'aria-rowindex': index + 2, tabIndex: stop === 0 ? 0 : -1, 'data-index': index, 'data-cell': 0 },
      h('div', { role: 'gridcell', class: 'gap-cell', 'aria-colspan': 5 },
        h('button', { type: 'button', class: 'link', tabIndex: -1, onClick: () => props.session.zoom(row.from, row.to + 1) },
          row.events > 0
            ? `${grouped(row.events)} events came too fast to be shown: look at them`
            : 'The console was started again, events may be missing: look at what there is')),
    );
  }
  return [
    h(Line, { ...props, key: 'line', event: row.event, place }),
    props.open
      ? h(
          'div',
          { key: 'details', role: 'row', class: 'details-row', 'aria-rowindex': index + 2, style: { transform: `translateY(${top + height}px)` } },
          h('div', { role: 'gridcell', 'aria-colspan': 5 }, h(EventDetails, { session: props.session, id: row.id, onHeight: props.onHeight })),
        )
      : null,
  ];
}

/** @param {RowProps & {event: LogEvent, place: {transform: string}}} props */
function Line({ session, event, index, height, open, stop, withDay, utc, words, q, place }) {
  const pod = event.pod ?? event.logStream;
  const level = levelClass(event.level);
  /** @param {number} cell */
  const focusable = cell => ({ tabIndex: stop === cell ? 0 : -1, 'data-index': index, 'data-cell': cell });
  /** @param {string} field @param {string|null} value @param {number} cell @param {string} shown @param {string} extra */
  const filter = (field, value, cell, shown, extra) =>
    h(
      'div',
      { role: 'gridcell', class: `cell ${field}` },
      value === null
        ? h('span', { class: 'nothing', ...focusable(cell) }, '')
        : h(
            'button',
            {
              type: 'button', class: `cell-value ${extra}`, ...focusable(cell), title: `${value}\nClick: only ${field}:${value}; with Alt: without it`,
              /** @param {MouseEvent} click */
              onClick: click => {
                click.stopPropagation();
                session.go({ q: click.altKey ? exclude(q, field, value) : only(q, field, value) });
              },
            },
            h(Safe, { text: shown }),
          ),
    );
  return h(
    'div',
    {
      role: 'row', class: `row r-${level} ${open ? 'open' : ''}`, style: { ...place, height: `${height}px` },
      'aria-rowindex': index + 2, 'aria-expanded': open, ...focusable(0),
      /** @param {MouseEvent} click */
      onClick: click => {
        if (!getSelection()?.toString() || click.detail === 0) {
          session.toggleEvent(event.id);
        }
      },
    },
    h(
      'div',
      { role: 'gridcell', class: `cell time p-${session.pods.colorOf(pod)}`, title: full(event.time, utc) },
      withDay ? h('span', { class: 'time-day' }, day(event.time, utc)) : null,
      clock(event.time, utc),
    ),
    filter('level', event.level, 1, (event.level ?? '').toUpperCase(), `level-name l-${level}`),
    event.pod === null
      ? filter('logStream', event.logStream, 2, event.logStream, `pod-name p-${session.pods.colorOf(pod)}`)
      : filter('pod', event.pod, 2, event.pod, `pod-name p-${session.pods.colorOf(pod)}`),
    filter('container', event.container, 3, event.container ?? '', ''),
    h(
      'div',
      { role: 'gridcell', class: 'cell message' },
      event.exception ? h('span', { class: 'badge' }, 'stack') : null,
      event.truncated ? h('span', { class: 'badge' }, 'long') : null,
      h(Safe, { text: oneLine(event.message, MOST_CHARACTERS), words }),
    ),
  );
}
