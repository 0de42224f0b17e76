import { h } from '../vendor/preact/index.js';
import { useLayoutEffect, useMemo, useRef, useState } from '../vendor/preact/hooks.js';
import { snap, stackedBars, timeAt, totals } from '../logic/bars.js';
import { seriesClass, stackOrder } from '../logic/colors.js';
import { compact, grouped } from '../logic/numbers.js';
import { filterState, only, drop } from '../logic/query.js';
import { full, ticks } from '../logic/time.js';
import { useStore } from '../store.js';
import { useNarrow } from './narrow.js';

const WIDE_HEIGHT = 84;
const NARROW_HEIGHT = 46;
const AXIS = 18;
const LEAST_DRAG = 4;
const TICK_WIDTH = 84;

/**
 * @param {{session: import('../session.js').Session, histogram: import('../api.js').Histogram|null,
 *   by: 'stream'|'level'|'namespace', label: string, title: import('../vendor/preact/index.js').ComponentChild}} props
 */
export function Histogram({ session, histogram, by, label, title }) {
  const { q, utc } = useStore(session.store, s => s.view);
  const brush = useStore(session.store, s => s.brush);
  const narrow = useNarrow();
  const height = narrow ? NARROW_HEIGHT : WIDE_HEIGHT;
  const plot = useRef(/** @type {HTMLDivElement|null} */ (null));
  const [width, setWidth] = useState(0);
  const [cursor, setCursor] = useState(/** @type {number|null} */ (null));

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(/** @type {HTMLDivElement} */ (plot.current));
    return () => observer.disconnect();
  }, []);

  const order = useMemo(() => (histogram ? stackOrder(histogram.keys, by) : []), [histogram, by]);
  const drawn = useMemo(
    () => (histogram && width ? stackedBars(histogram, order, width, height) : null),
    [histogram, order, width, height],
  );
  const sums = useMemo(() => (histogram ? totals(histogram) : []), [histogram]);

  /** @param {PointerEvent} event */
  const at = event => {
    const left = plot.current?.getBoundingClientRect().left ?? 0;
    return event.clientX - left;
  };
  const drag = useRef(/** @type {{x: number, time: number}|null} */ (null));
  const inPlot = {
    /** @param {PointerEvent} event */
    onPointerDown: event => {
      if (histogram && event.button === 0) {
        plot.current?.setPointerCapture(event.pointerId);
        drag.current = { x: at(event), time: timeAt(histogram, at(event), width) };
      }
    },
    /** @param {PointerEvent} event */
    onPointerMove: event => {
      if (!histogram) {
        return;
      }
      const time = timeAt(histogram, at(event), width);
      setCursor(time);
      if (drag.current && Math.abs(at(event) - drag.current.x) >= LEAST_DRAG) {
        session.store.set({ brush: snap(histogram, drag.current.time, time) });
      }
    },
    /** @param {PointerEvent} event */
    onPointerUp: event => {
      const chosen = session.state.brush;
      const dragged = drag.current !== null && Math.abs(at(event) - drag.current.x) >= LEAST_DRAG;
      drag.current = null;
      session.store.set({ brush: null });
      if (chosen && dragged) {
        session.zoom(chosen.from, chosen.to);
      }
    },
    onPointerCancel: () => {
      drag.current = null;
      session.store.set({ brush: null });
    },
    onPointerLeave: () => setCursor(null),
    onBlur: () => {
      setCursor(null);
      session.store.set({ brush: null });
    },
    /** @param {KeyboardEvent} event */
    onKeyDown: event => histogram && moveByKey(event, session, histogram, cursor, setCursor),
  };

  /** @param {number} time */
  const x = time => (histogram ? ((time - histogram.from) / (histogram.to - histogram.from)) * width : 0);
  const under = histogram && cursor !== null ? bucketAt(histogram, cursor) : null;

  return h(
    'figure',
    { class: 'chart', 'data-by': by },
    h(
      'figcaption',
      { class: 'chart-head' },
      title,
      h(
        'ul',
        { class: 'legend' },
        order.map(i => {
          const key = histogram?.keys[i] ?? '';
          const on = filterState(q, by, key) === 'only';
          return h(
            'li',
            { key },
            h(
              'button',
              {
                type: 'button', class: 'legend-key', 'aria-pressed': on, disabled: key === 'other' || key === '',
                title: on ? `No longer only ${key}` : `Only ${by}:${key}`,
                onClick: () => session.go({ q: on ? drop(q, by, key) : only(q, by, key) }),
              },
              h('span', { class: `swatch ${seriesClass(key, i, by)}` }),
              h('span', { class: 'legend-name' }, key || 'none'),
              h('span', { class: 'legend-count' }, compact(sums[i])),
            ),
          );
        }),
      ),
    ),
    h(
      'div',
      {
        ref: plot, class: 'plot', tabIndex: 0, role: 'slider', 'aria-label': `${label}: choose a time to zoom to`,
        'aria-orientation': 'horizontal', style: { height: `${height + AXIS}px` },
        'aria-valuemin': histogram?.from ?? 0, 'aria-valuemax': histogram?.to ?? 0,
        'aria-valuenow': Math.round(cursor ?? histogram?.from ?? 0),
        'aria-valuetext': histogram ? spoken(histogram, under, utc) : 'no data',
        ...inPlot,
      },
      h(
        'svg',
        { class: 'bars', width, height: height + AXIS, 'aria-hidden': 'true', focusable: 'false' },
        drawn && drawn.top > 0 && histogram
          ? [
              h('line', { class: 'grid-line', x1: 0, x2: width, y1: height / 2, y2: height / 2 }),
              h('line', { class: 'base-line', x1: 0, x2: width, y1: height + 0.5, y2: height + 0.5 }),
              drawn.bars.map(bar =>
                h('rect', {
                  class: `bar ${seriesClass(histogram.keys[bar.key], bar.key, by)}`,
                  x: bar.x.toFixed(2), y: bar.y.toFixed(2), width: bar.width.toFixed(2), height: bar.height.toFixed(2),
                }),
              ),
              h('text', { class: 'axis-y', x: 2, y: 10 }, compact(drawn.top)),
              ticks(histogram.from, histogram.to, Math.max(2, width / TICK_WIDTH), utc).map(tick =>
                h('text', { class: 'axis-x', x: Math.max(16, Math.min(width - 16, x(tick.time))), y: height + 14 }, tick.label),
              ),
              under && !brush
                ? h('rect', {
                    class: 'hover', x: x(under.time), y: 0, height,
                    width: Math.max(2, x(under.time + histogram.intervalMillis) - x(under.time)),
                  })
                : null,
              brush
                ? h('rect', { class: 'brush', x: x(brush.from), y: 0, width: Math.max(1, x(brush.to) - x(brush.from)), height })
                : null,
            ]
          : null,
      ),
      under && histogram && !brush ? h(Tip, { histogram, bucket: under, order, by, utc, left: x(under.time), width }) : null,
    ),
  );
}

/** @param {import('../api.js').Histogram} histogram @param {number} time */
function bucketAt(histogram, time) {
  return histogram.buckets.find(b => time >= b.time && time < b.time + histogram.intervalMillis) ?? null;
}

/** @param {import('../api.js').Histogram} histogram @param {{time: number, counts: number[]}|null} bucket @param {boolean} utc */
function spoken(histogram, bucket, utc) {
  if (!bucket) {
    return `${grouped(histogram.total)} events from ${full(histogram.from, utc)} to ${full(histogram.to, utc)}`;
  }
  const parts = histogram.keys.map((key, i) => [key || 'none', bucket.counts[i] ?? 0]).filter(([, n]) => n);
  return `${full(bucket.time, utc)}: ${parts.map(([key, n]) => `${key} ${n}`).join(', ') || 'no events'}`;
}

/**
 * @param {{histogram: import('../api.js').Histogram, bucket: {time: number, counts: number[]}, order: number[],
 *   by: 'stream'|'level'|'namespace', utc: boolean, left: number, width: number}} props
 */
function Tip({ histogram, bucket, order, by, utc, left, width }) {
  const rows = [...order].reverse().filter(i => bucket.counts[i]);
  return h(
    'div',
    { class: `tip ${left > width / 2 ? 'to-left' : ''}`, style: { left: `${left}px` } },
    h('p', { class: 'tip-time' }, full(bucket.time, utc)),
    rows.length
      ? rows.map(i =>
          h(
            'p',
            { class: 'tip-row' },
            h('span', { class: `swatch ${seriesClass(histogram.keys[i], i, by)}` }),
            h('span', { class: 'tip-name' }, histogram.keys[i] || 'none'),
            h('span', { class: 'tip-count' }, grouped(bucket.counts[i])),
          ),
        )
      : h('p', { class: 'tip-row' }, 'no events'),
  );
}

/**
 * Arrows move over the buckets, with Shift they choose some, Enter zooms to them.
 * @param {KeyboardEvent} event @param {import('../session.js').Session} session
 * @param {import('../api.js').Histogram} histogram @param {number|null} cursor
 * @param {(time: number|null) => void} setCursor
 */
function moveByKey(event, session, histogram, cursor, setCursor) {
  const { buckets, intervalMillis: step } = histogram;
  if (buckets.length === 0) {
    return;
  }
  const first = buckets[0].time;
  const last = buckets[buckets.length - 1].time;
  const here = cursor === null ? last + step : first + Math.floor((cursor - first) / step) * step;
  /** @type {Record<string, number>} */
  const moves = { ArrowLeft: here - step, ArrowRight: here + step, Home: first, End: last };
  const { brush } = session.state;
  if (event.key in moves) {
    const there = Math.max(first, Math.min(last, moves[event.key]));
    event.preventDefault();
    setCursor(there + 1);
    if (event.shiftKey && cursor !== null) {
      // The end that does not move is the one away from the cursor.
      const anchor = brush === null ? here : brush.from === here ? brush.to - step : brush.from;
      session.store.set({ brush: { from: Math.min(anchor, there), to: Math.max(anchor, there) + step } });
    } else {
      session.store.set({ brush: null });
    }
  } else if (event.key === 'Enter' && cursor !== null) {
    event.preventDefault();
    const chosen = brush ?? { from: here, to: here + step };
    session.store.set({ brush: null });
    session.zoom(chosen.from, chosen.to);
  } else if (event.key === 'Escape') {
    session.store.set({ brush: null });
    setCursor(null);
  }
}
