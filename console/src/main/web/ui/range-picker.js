import { h } from '../vendor/preact/index.js';
import { useState } from '../vendor/preact/hooks.js';
import { duration, formatRange, LIVE_WINDOW_MILLIS, parseRange, parseTime, PRESETS } from '../logic/range.js';
import { full, span } from '../logic/time.js';
import { useStore } from '../store.js';
import { Icon } from './icons.js';
import { Popover } from './popover.js';

/** @typedef {import('../session.js').Session} Session */

/** @param {import('../logic/range.js').Range} range @param {boolean} utc */
function nameOf(range, utc) {
  if (range.kind === 'live') {
    return `Last ${duration(LIVE_WINDOW_MILLIS)}, following`;
  }
  if (range.kind === 'between') {
    return span(range.from, range.to, utc);
  }
  const text = formatRange(range);
  return PRESETS.find(preset => preset.text === text)?.label ?? `Last ${text}`;
}

/** @param {{session: Session}} props */
export function RangePicker({ session }) {
  const { range, utc } = useStore(session.store, s => s.view);
  const [open, setOpen] = useState(false);
  return h(
    'div',
    { class: 'range' },
    h(
      'button',
      {
        type: 'button', class: 'button with-text range-button', id: 'range', 'aria-haspopup': 'dialog',
        'aria-expanded': open, title: 'Time range (t)', onClick: () => setOpen(!open),
      },
      h(Icon, { name: 'clock' }),
      h('span', { class: 'range-name' }, nameOf(range, utc)),
    ),
    open ? h(RangeMenu, { session, onClose: () => setOpen(false) }) : null,
  );
}

/** @param {{session: Session, onClose: () => void}} props */
function RangeMenu({ session, onClose }) {
  const { range, utc } = session.state.view;
  const chosen = formatRange(range);
  /** @param {string} text */
  const choose = text => {
    session.go({ range: parseRange(text) ?? range });
    onClose();
  };
  return h(
    Popover,
    { label: 'Time range', class: 'range-menu', onClose },
    h(
      'div',
      { class: 'range-presets' },
      [{ text: 'live', label: `Live, and the last ${LIVE_WINDOW_MILLIS / 60_000} minutes` }, ...PRESETS].map(({ text, label }) =>
        h(
          'button',
          { type: 'button', class: 'choice', 'aria-pressed': text === chosen, onClick: () => choose(text) },
          h('span', {}, label),
          h('span', { class: 'choice-key' }, text),
        ),
      ),
    ),
    h(CustomRange, { session, onDone: onClose }),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', checked: utc, onChange: () => session.go({ utc: !utc }) }),
      h('span', {}, 'Times in UTC'),
    ),
  );
}

/** @param {{session: Session, onDone: () => void}} props */
function CustomRange({ session, onDone }) {
  const { span: shown, view } = session.state;
  const now = Date.now();
  const [from, setFrom] = useState(() => full(Math.floor((shown?.from ?? now - 900_000) / 1000) * 1000, view.utc));
  const [to, setTo] = useState(() => full(Math.floor((shown?.to ?? now) / 1000) * 1000, view.utc));
  const [problem, setProblem] = useState('');
  /** @param {Event} event */
  const apply = event => {
    event.preventDefault();
    const [a, b] = [from, to].map(text => parseTime(text, Date.now(), session.state.view.utc));
    if (a === null || b === null) {
      setProblem(`“${a === null ? from : to}” is no time. Write 2026-11-28 14:05:30, 14:05, now or -2h.`);
    } else if (a >= b) {
      setProblem('The beginning must be before the end.');
    } else {
      session.zoom(a, b);
      onDone();
    }
  };
  /** @param {string} id @param {string} label @param {string} value @param {(text: string) => void} set */
  const field = (id, label, value, set) =>
    h(
      'label',
      { class: 'field' },
      h('span', {}, label),
      h('input', {
        id, type: 'text', value, spellcheck: false, autocomplete: 'off',
        /** @param {Event} event */
        onInput: event => set(/** @type {HTMLInputElement} */ (event.target).value),
      }),
    );
  return h(
    'form',
    { class: 'range-custom', onSubmit: apply },
    field('range-from', 'From', from, setFrom),
    field('range-to', 'To', to, setTo),
    problem ? h('p', { class: 'field-problem', role: 'alert' }, problem) : null,
    h('button', { type: 'submit', class: 'button primary' }, 'Show'),
  );
}
