import { h } from '../vendor/preact/index.js';
import { useEffect, useRef, useState } from '../vendor/preact/hooks.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Icon } from './icons.js';

/** @param {{session: import('../session.js').Session}} props */
export function SearchBox({ session }) {
  const q = useStore(session.store, s => s.view.q);
  const error = useStore(session.store, s => (s.error?.kind === 'query' ? s.error : null));
  const [text, setText] = useState(q);
  const input = useRef(/** @type {HTMLInputElement|null} */ (null));

  useEffect(() => setText(q), [q]);
  /** @param {string} asked */
  const ask = asked => {
    const trimmed = asked.trim();
    if (trimmed === q) {
      session.refresh();
    } else {
      session.go({ q: trimmed });
    }
  };

  return h(
    'form',
    {
      class: 'search', role: 'search',
      /** @param {Event} event */
      onSubmit: event => {
        event.preventDefault();
        ask(text);
      },
    },
    h(Icon, { name: 'search' }),
    h('input', {
      ref: input, class: 'search-input', id: 'search', type: 'text', value: text, autocomplete: 'off',
      spellcheck: false, autocapitalize: 'off', enterkeyhint: 'search',
      placeholder: 'Search: words, level:ERROR, kv.orderId>17, /regex/, AND OR NOT',
      'aria-label': 'Search', 'aria-invalid': error !== null, 'aria-describedby': error ? 'search-error' : undefined,
      /** @param {Event} event */
      onInput: event => setText(/** @type {HTMLInputElement} */ (event.target).value),
      /** @param {KeyboardEvent} event */
      onKeyDown: event => {
        if (event.key === 'Escape') {
          setText(q);
          input.current?.blur();
        }
      },
    }),
    text !== ''
      ? h(IconButton, {
          icon: 'close', label: 'Clear the search',
          onClick: () => {
            setText('');
            input.current?.focus();
            if (q !== '') {
              ask('');
            }
          },
        })
      : h('kbd', { class: 'search-key', 'aria-hidden': 'true' }, '/'),
    error ? h(QueryError, { error, q, onShow: () => showPlace(input.current, error) }) : null,
  );
}

/** @param {HTMLInputElement|null} input @param {import('../api.js').ApiError} error */
function showPlace(input, error) {
  const from = error.position ?? 0;
  input?.focus();
  input?.setSelectionRange(from, from + (error.length ?? 0));
}

/** What is wrong, and where. @param {{error: import('../api.js').ApiError, q: string, onShow: () => void}} props */
function QueryError({ error, q, onShow }) {
  const from = Math.min(error.position ?? q.length, q.length);
  const to = Math.min(from + Math.max(error.length ?? 0, 1), q.length);
  return h(
    'div',
    { class: 'query-error', id: 'search-error', role: 'alert' },
    h('p', { class: 'query-error-text' }, h(Icon, { name: 'warning' }), h('span', {}, error.message)),
    h(
      'p',
      { class: 'query-error-place' },
      h('code', {}, q.slice(0, from), h('mark', {}, q.slice(from, to) || '\u2423'), q.slice(to)),
      h('button', { type: 'button', class: 'link', onClick: onShow }, 'Show the place'),
    ),
  );
}
