/** Numbers as people read them. */

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,234,567` @param {number} n */
export function grouped(n) {
  return GROUPED.format(n);
}

/** @param {number} n @param {number} base @param {string[]} units */
function scaled(n, base, units) {
  let value = n;
  let unit = 0;
  // What rounds up to a thousand is one of the next unit.
  while (Math.abs(value) >= base - 0.5 && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  const digits = unit === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return { text: value.toFixed(digits).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1'), unit: units[unit] };
}

/** `950`, `12.3k`, `4.56M` @param {number} n */
export function compact(n) {
  const { text, unit } = scaled(n, 1000, ['', 'k', 'M', 'G', 'T']);
  return text + unit;
}

/** `12.3 kB`, as CloudWatch counts: a thousand each. @param {number} n */
export function bytes(n) {
  const { text, unit } = scaled(n, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
  return `${text} ${unit}`;
}

/** @param {number} n */
export function dollars(n) {
  return n < 0.01 && n > 0 ? '< $0.01' : n < 100 ? `$${n.toFixed(2)}` : `$${grouped(n)}`;
}

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least number of one or two digits that is not below. @param {number} n */
export function niceCeiling(n) {
  if (n <= 1) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(n));
  const step = NICE.find(s => s * power >= n * (1 - 1e-9) && Number.isInteger(s * power)) ?? 10;
  return step * power;
}

/** `1 event`, `2 events` @param {number} n @param {string} noun */
export function count(n, noun) {
  return `${grouped(n)} ${noun}${n === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}
