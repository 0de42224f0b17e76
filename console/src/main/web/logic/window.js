/** Which rows of a long list are worth drawing. Rows are of one height, open ones have an extra. */

/**
 * @typedef {object} Layout
 * @property {number} count
 * @property {number} rowHeight
 * @property {{index: number, extra: number}[]} open sorted by index
 */

/** Where a row begins. @param {Layout} layout @param {number} index */
export function offsetOf(layout, index) {
  let offset = index * layout.rowHeight;
  for (const row of layout.open) {
    if (row.index >= index) {
      break;
    }
    offset += row.extra;
  }
  return offset;
}

/** @param {Layout} layout */
export function totalHeight(layout) {
  return offsetOf(layout, layout.count);
}

/** Which row stands at a height. @param {Layout} layout @param {number} offset */
export function indexAt(layout, offset) {
  let before = 0;
  for (const row of layout.open) {
    const top = row.index * layout.rowHeight + before;
    if (offset < top) {
      break;
    }
    if (offset < top + layout.rowHeight + row.extra) {
      return row.index;
    }
    before += row.extra;
  }
  const index = Math.floor((offset - before) / layout.rowHeight);
  return Math.max(0, Math.min(layout.count - 1, index));
}

/**
 * The rows to draw: what is seen, and some around it.
 * @param {Layout} layout @param {number} scrollTop @param {number} height @param {number} around
 * @returns {{from: number, to: number}} `to` is not part of it
 */
export function visible(layout, scrollTop, height, around) {
  if (layout.count === 0) {
    return { from: 0, to: 0 };
  }
  const from = indexAt(layout, scrollTop) - around;
  const to = indexAt(layout, scrollTop + height) + 1 + around;
  return { from: Math.max(0, from), to: Math.min(layout.count, to) };
}
