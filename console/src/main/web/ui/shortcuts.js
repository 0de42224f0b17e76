import { h } from '../vendor/preact/index.js';
import { useEffect, useRef } from '../vendor/preact/hooks.js';
import { IconButton } from './button.js';

/** @typedef {import('../session.js').Session} Session */

/** @type {[string, string][]} */
const KEYS = [
  ['/', 'search'],
  ['t', 'time range'],
  ['l', 'live tail on or off'],
  ['p', 'pause the live tail, or go on'],
  ['r', 'ask again'],
  ['z', 'zoom out'],
  ['h', 'health'],
  ['j k', 'next and previous event, also the arrows'],
  ['Enter', 'open an event, or close it'],
  ['→ ←', 'to the values of an event; Enter makes one a filter, Alt+Enter leaves it out'],
  ['→ ← in a chart', 'move over it; with Shift choose a time; Enter zooms'],
  ['?', 'this list'],
];

/** @type {[string, string][]} */
const LANGUAGE = [
  ['timeout order', 'both words'],
  ['"connection reset"', 'a phrase'],
  ['level:ERROR', 'a field’s value; also pod, namespace, container, stream, logger, group, logStream, and any path of the JSON'],
  ['pod:cart-*', 'that begins so; kv.orderId:* where there is one'],
  ['kv.orderId>17', 'greater; also >= < <='],
  ['/time(d )?out/', 'a regular expression (RE2); pod:/cart-[0-9]+/'],
  ['a AND (b OR c)', 'and, or; beside each other is and'],
  ['NOT debug, -debug', 'without'],
];

/**
 * @param {Session} session @param {{help: () => void}} actions
 * @returns {() => void} ends it
 */
export function listenForShortcuts(session, actions) {
  /** @type {Record<string, () => void>} */
  const keys = {
    '/': () => focusOn('#search'),
    t: () => focusOn('#range')?.click(),
    l: () => session.toggleLive(),
    p: () => (session.state.held ? session.resume() : session.hold(true)),
    r: () => session.refresh(),
    z: () => session.zoomOut(),
    h: () => session.go({ health: !session.state.view.health }),
    j: () => focusOn('.scroller [tabindex="0"]'),
    k: () => focusOn('.scroller [tabindex="0"]'),
    '?': actions.help,
  };
  /** @param {KeyboardEvent} event */
  const pressed = event => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest('input, textarea, select, [role="dialog"]') !== null;
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** @param {string} selector @returns {HTMLElement|null} */
function focusOn(selector) {
  const element = /** @type {HTMLElement|null} */ (document.querySelector(selector));
  element?.focus();
  if (element instanceof HTMLInputElement) {
    element.select();
  }
  return element;
}

/** @param {{onClose: () => void}} props */
export function Shortcuts({ onClose }) {
  const dialog = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useEffect(() => dialog.current?.showModal(), []);
  return h(
    'dialog',
    {
      ref: dialog, class: 'help', 'aria-label': 'Keys and query language', onClose,
      /** @param {MouseEvent} event */
      onClick: event => event.target === dialog.current && dialog.current?.close(),
    },
    h(
      'div',
      { class: 'help-inside' },
      h('div', { class: 'help-head' }, h('h2', {}, 'Keys'), h(IconButton, { icon: 'close', label: 'Close', onClick: () => dialog.current?.close() })),
      h('dl', {}, KEYS.map(([key, what]) => [h('dt', {}, key.split(' ').length < 3 ? key.split(' ').map(k => h('kbd', {}, k)) : h('kbd', {}, key)), h('dd', {}, what)])),
      h('h2', {}, 'Query language'),
      h('dl', {}, LANGUAGE.map(([query, what]) => [h('dt', {}, h('code', {}, query)), h('dd', {}, what)])),
    ),
  );
}
