import { h } from '../vendor/preact/index.js';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/preact/hooks.js';
import { grouped } from '../logic/numbers.js';
import { words as wordsOf } from '../logic/query.js';
import { indexAt, offsetOf, totalHeight, visible } from '../logic/window.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { CELLS, EventRow } from './event-row.js';
import { Icon } from './icons.js';
import { useNarrow } from './narrow.js';
import { Nothing } from './notices.js';

/** @typedef {import('../session.js').Session} Session */

const ROW_HEIGHT = 26;
const NARROW_ROW_HEIGHT = 60;
const AROUND = 12;
const DETAILS_AT_FIRST = 220;
const DAY = 86_400_000;

/** Keeps a long list quick: only rows that are seen are in the page. @param {{session: Session}} props */
export function EventTable({ session }) {
  const rows = useStore(session.store, s => s.rows);
  const view = useStore(session.store, s => s.view);
  const span = useStore(session.store, s => s.span);
  const next = useStore(session.store, s => s.next);
  const loading = useStore(session.store, s => s.loading);
  const failed = useStore(session.store, s => s.error !== null);
  const held = useStore(session.store, s => s.held);
  const rowHeight = useNarrow() ? NARROW_ROW_HEIGHT : ROW_HEIGHT;

  const scroller = useRef(/** @type {HTMLDivElement|null} */ (null));
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const [heights, setHeights] = useState(/** @type {Map<string, number>} */ (new Map()));
  const [at, setAt] = useState(/** @type {{id: string, cell: number}|null} */ (null));
  const focusSoon = useRef(false);

  const open = useMemo(() => new Set(view.open), [view.open]);
  const words = useMemo(() => wordsOf(view.q), [view.q]);
  const indexOf = useMemo(() => new Map(rows.map((row, i) => [row.id, i])), [rows]);
  const layout = useMemo(
    () => ({
      count: rows.length,
      rowHeight,
      open: view.open
        .map(id => ({ index: indexOf.get(id) ?? -1, extra: heights.get(id) ?? DETAILS_AT_FIRST }))
        .filter(row => row.index >= 0)
        .sort((a, b) => a.index - b.index),
    }),
    [rows, rowHeight, view.open, heights, indexOf],
  );

  const onHeight = useCallback((/** @type {string} */ id, /** @type {number} */ height) => {
    setHeights(known => (known.get(id) === height ? known : new Map(known).set(id, height)));
  }, []);

  useLayoutEffect(() => {
    const element = /** @type {HTMLDivElement} */ (scroller.current);
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Another search begins at its top, and so do rows that move again.
  useLayoutEffect(() => {
    if (!held && scroller.current) {
      scroller.current.scrollTop = 0;
      setSeen(before => ({ ...before, top: 0 }));
    }
  }, [view.q, view.range, held]);

  const focused = at ? indexOf.get(at.id) ?? -1 : -1;
  const range = visible(layout, seen.top, seen.height, AROUND);
  /** @type {number[]} */
  const drawn = [];
  for (let i = range.from; i < range.to; i++) {
    drawn.push(i);
  }
  // The row with the focus stays in the page wherever it is: otherwise the focus would be lost.
  if (focused >= 0 && (focused < range.from || focused >= range.to)) {
    drawn.push(focused);
  }

  useEffect(() => {
    if (next && !loading && range.to >= rows.length - AROUND) {
      session.loadMore();
    }
  }, [range.to, rows.length, next, loading]);

  useLayoutEffect(() => {
    if (focusSoon.current && at) {
      const element = scroller.current?.querySelector(`[data-index="${focused}"][data-cell="${at.cell}"]`);
      if (element) {
        focusSoon.current = false;
        /** @type {HTMLElement} */ (element).focus({ preventScroll: true });
      }
    }
  });

  /** @param {number} index @param {number} cell */
  const moveTo = (index, cell) => {
    const element = scroller.current;
    const there = Math.max(0, Math.min(rows.length - 1, index));
    if (!element || !rows[there]) {
      return;
    }
    session.hold();
    const top = offsetOf(layout, there);
    if (top < element.scrollTop) {
      element.scrollTop = top;
    } else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
    setSeen({ top: element.scrollTop, height: element.clientHeight });
    focusSoon.current = true;
    setAt({ id: rows[there].id, cell });
  };

  /** @param {KeyboardEvent} event */
  const onKeyDown = event => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.dataset.index === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const index = Number(target.dataset.index);
    const cell = Number(target.dataset.cell);
    const page = Math.max(1, Math.floor(seen.height / rowHeight) - 1);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => moveTo(index + 1, cell),
      j: () => moveTo(index + 1, cell),
      ArrowUp: () => moveTo(index - 1, cell),
      k: () => moveTo(index - 1, cell),
      PageDown: () => moveTo(index + page, cell),
      PageUp: () => moveTo(index - page, cell),
      Home: () => moveTo(0, cell),
      End: () => moveTo(rows.length - 1, cell),
      ArrowRight: () => moveTo(index, Math.min(CELLS - 1, cell + 1)),
      ArrowLeft: () => moveTo(index, Math.max(0, cell - 1)),
      Escape: () => {
        if (open.has(rows[index].id)) {
          session.toggleEvent(rows[index].id);
        }
        moveTo(index, 0);
      },
    };
    if (cell === 0 && rows[index]?.kind === 'event') {
      keys.Enter = () => session.toggleEvent(rows[index].id);
      keys[' '] = keys.Enter;
    }
    if (keys[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    }
  };

  const onScroll = () => {
    const element = /** @type {HTMLDivElement} */ (scroller.current);
    setSeen({ top: element.scrollTop, height: element.clientHeight });
    if (view.range.kind === 'live') {
      const { held: standing, paused } = session.state;
      if (element.scrollTop > rowHeight / 2) {
        session.hold();
      } else if (standing && !paused && element.scrollTop <= 0 && view.open.length === 0) {
        session.resume();
      }
    }
  };

  const firstSeen = rows.length ? indexAt(layout, seen.top) : -1;
  const withDay = span !== null && span.to - span.from > DAY / 2;
  return h(
    'section',
    { class: `events ${failed ? 'stale' : ''} ${withDay ? 'with-day' : ''}`, 'aria-label': 'Events' },
    view.range.kind === 'live' ? h(LiveBar, { session }) : null,
    h(
      'div',
      { class: 'grid', role: 'treegrid', 'aria-label': 'Log events, newest first', 'aria-rowcount': next ? -1 : rows.length + 1, 'aria-colcount': 5, 'aria-busy': loading },
      h(
        'div',
        { role: 'rowgroup', class: 'grid-head' },
        h('div', { role: 'row', 'aria-rowindex': 1, class: 'row head' },
          ['Time', 'Level', 'Pod', 'Container', 'Message'].map(name =>
            h('div', { role: 'columnheader', class: `cell ${name.toLowerCase()}` }, name))),
      ),
      h(
        'div',
        {
          ref: scroller, role: 'rowgroup', class: 'scroller', onScroll, onKeyDown,
          /** @param {FocusEvent} event */
          onFocusIn: event => {
            const { index, cell } = /** @type {HTMLElement} */ (event.target).dataset;
            if (index !== undefined && rows[Number(index)]) {
              session.hold();
              setAt({ id: rows[Number(index)].id, cell: Number(cell) });
            }
          },
        },
        h(
          'div',
          { class: 'spacer', role: 'presentation', style: { height: `${totalHeight(layout)}px` } },
          drawn.map(index =>
            h(EventRow, {
              key: rows[index].id, session, index, row: rows[index], top: offsetOf(layout, index), height: rowHeight,
              open: open.has(rows[index].id), withDay, utc: view.utc, words, q: view.q, onHeight,
              stop: focused < 0 ? (index === firstSeen ? 0 : -1) : index === focused && at ? at.cell : -1,
            }),
          ),
        ),
      ),
    ),
    rows.length === 0 && !loading ? h(Nothing, { session }) : null,
  );
}

/** Whether rows move, and what waits. @param {{session: Session}} props */
function LiveBar({ session }) {
  const held = useStore(session.store, s => s.held);
  const waiting = useStore(session.store, s => s.waiting);
  const reachable = useStore(session.store, s => s.reachable);
  return h(
    'div',
    { class: `live-bar ${held ? 'held' : 'moving'}` },
    h('span', { class: 'live-dot' }),
    h('span', { class: 'live-word', role: 'status' }, !reachable ? 'Connecting again …' : held ? 'Standing still' : 'Live'),
    held
      ? h(IconButton, { icon: 'play', label: 'Go on', text: true, shortcut: 'p', class: 'primary', onClick: () => session.resume() })
      : h(IconButton, { icon: 'pause', label: 'Pause', text: true, shortcut: 'p', onClick: () => session.hold(true) }),
    held && waiting > 0
      ? h('button', { type: 'button', class: 'waiting', onClick: () => session.resume() }, h(Icon, { name: 'up' }), `${grouped(waiting)} new`)
      : null,
  );
}
