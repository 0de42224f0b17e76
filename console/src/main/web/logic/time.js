/** Times as people read them, in the browser's zone or in UTC. */

/** @param {number} n @param {number} width */
const pad = (n, width = 2) => String(n).padStart(width, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** @param {number} millis @param {boolean} utc */
function parts(millis, utc) {
  const date = new Date(millis);
  return utc
    ? {
        year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(),
        hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(),
        milli: date.getUTCMilliseconds(),
      }
    : {
        year: date.getFullYear(), month: date.getMonth(), day: date.getDate(),
        hour: date.getHours(), minute: date.getMinutes(), second: date.getSeconds(),
        milli: date.getMilliseconds(),
      };
}

/** `14:05:09.123` @param {number} millis @param {boolean} utc */
export function clock(millis, utc) {
  const p = parts(millis, utc);
  return `${pad(p.hour)}:${pad(p.minute)}:${pad(p.second)}.${pad(p.milli, 3)}`;
}

/** `Nov 28` @param {number} millis @param {boolean} utc */
export function day(millis, utc) {
  const p = parts(millis, utc);
  return `${MONTHS[p.month]} ${pad(p.day)}`;
}

/** `2026-11-28 14:05:09`, with milliseconds where there are any. @param {number} millis @param {boolean} utc */
export function full(millis, utc) {
  const p = parts(millis, utc);
  const seconds = `${p.year}-${pad(p.month + 1)}-${pad(p.day)} ${pad(p.hour)}:${pad(p.minute)}:${pad(p.second)}`;
  return p.milli ? `${seconds}.${pad(p.milli, 3)}` : seconds;
}

/** Two times in as few words as possible. @param {number} from @param {number} to @param {boolean} utc */
export function span(from, to, utc) {
  const a = parts(from, utc);
  const b = parts(to, utc);
  const sameDay = a.year === b.year && a.month === b.month && a.day === b.day;
  /** @param {ReturnType<typeof parts>} p */
  const time = p => `${pad(p.hour)}:${pad(p.minute)}${to - from < 600_000 ? ':' + pad(p.second) : ''}`;
  return sameDay
    ? `${day(from, utc)}, ${time(a)} – ${time(b)}`
    : `${day(from, utc)} ${time(a)} – ${day(to, utc)} ${time(b)}`;
}

const STEPS = [
  1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY,
];

/**
 * Where an axis is marked, at round times of the zone, and with what.
 * @param {number} from @param {number} to @param {number} most @param {boolean} utc
 * @returns {{time: number, label: string}[]}
 */
export function ticks(from, to, most, utc) {
  const step = STEPS.find(s => (to - from) / s <= most) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const offset = utc ? 0 : new Date(from).getTimezoneOffset() * 60_000;
  const marks = [];
  for (let time = Math.ceil((from - offset) / step) * step + offset; time < to; time += step) {
    const p = parts(time, utc);
    const midnight = p.hour === 0 && p.minute === 0 && p.second === 0;
    const label =
      step >= DAY || (midnight && to - from > DAY / 2)
        ? day(time, utc)
        : `${pad(p.hour)}:${pad(p.minute)}${step < 60_000 ? ':' + pad(p.second) : ''}`;
    marks.push({ time, label });
  }
  return marks;
}

/** `3 s`, `4 min`, `2 h`, `5 d` @param {number} millis */
export function ago(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 90) {
    return `${seconds} s`;
  }
  if (seconds < 5400) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 129_600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
