import { h } from '../vendor/preact/index.js';
import { useEffect, useRef, useState } from '../vendor/preact/hooks.js';
import { suggest } from '../logic/suggest.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Icon } from './icons.js';

/** @param {{session: import('../session.js').Session}} props */
export function SearchBox({ session }) {
  const q = useStore(session.store, s => s.view.q);
  const facets = useStore(session.store, s => s.facets);
  const error = useStore(session.store, s => (s.error?.kind === 'query' ? s.error : null));
  const [text, setText] = useState(q);
  const [found, setFound] = useState(/** @type {import('../logic/suggest.js').Suggestions|null} */ (null));
  const [at, setAt] = useState(-1);
  const input = useRef(/** @type {HTMLInputElement|null} */ (null));

  useEffect(() => setText(q), [q]);
  /** @param {string} asked */
  const ask = asked => {
    setFound(null);
    const trimmed = asked.trim();
    if (trimmed === q) {
      session.refresh();
    } else {
      session.go({ q: trimmed });
    }
  };
  const look = () => {
    const element = /** @type {HTMLInputElement} */ (input.current);
    setFound(suggest(element.value, element.selectionStart ?? 0, facets ?? []));
    setAt(-1);
  };
  /** @param {number} index */
  const take = index => {
    if (found) {
      const before = text.slice(0, found.from) + found.items[index].text;
      const element = /** @type {HTMLInputElement} */ (input.current);
      element.value = before + text.slice(found.to).replace(/^ /, '');
      element.setSelectionRange(before.length, before.length);
      element.focus();
      setText(element.value);
      look();
    }
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = event => {
    const count = found?.items.length ?? 0;
    if (count && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setAt(event.key === 'ArrowDown' ? (at + 1) % count : (at <= 0 ? count : at) - 1);
    } else if (count && at >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(at);
    } else if (event.key === 'Escape' && found) {
      setFound(null);
    } else if (event.key === 'Escape') {
      setText(q);
      input.current?.blur();
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
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'suggestions', 'aria-expanded': found !== null,
      'aria-activedescendant': at >= 0 ? `suggestion-${at}` : undefined,
      'aria-label': 'Search', 'aria-invalid': error !== null, 'aria-describedby': error ? 'search-error' : undefined,
      /** @param {Event} event */
      onInput: event => {
        setText(/** @type {HTMLInputElement} */ (event.target).value);
        look();
      },
      onKeyDown,
      onBlur: () => setFound(null),
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
    h(
      'ul',
      { id: 'suggestions', class: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: found === null },
      found?.items.map((item, i) =>
        h(
          'li',
          {
            key: item.text, id: `suggestion-${i}`, role: 'option', 'aria-selected': i === at, class: 'suggestion',
            /** @param {Event} event the focus stays in the box */
            onMouseDown: event => event.preventDefault(),
            onClick: () => take(i),
          },
          h('span', { class: 'suggestion-label' }, item.label),
          h('span', { class: 'suggestion-note' }, item.note),
        ),
      ),
    ),
    error && found === null ? h(QueryError, { error, q, onShow: () => showPlace(input.current, error) }) : null,
  );
}

/** @param {HTMLInputElement|null} input @param {import('../api.js').ApiError} error */
function showPlace(input, error) {
  const from = error.position ?? 0;
  input?.focus();
  input?.setSelectionRange(from, from + (error.length ?? 0));
}

/** @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?/]$/.test(text) ? '' : '.');
}

/** What is wrong, and where. @param {{error: import('../api.js').ApiError, q: string, onShow: () => void}} props */
function QueryError({ error, q, onShow }) {
  const from = Math.min(error.position ?? q.length, q.length);
  const to = Math.min(from + Math.max(error.length ?? 0, 1), q.length);
  return h(
    'div',
    { class: 'query-error', id: 'search-error', role: 'alert' },
    h('p', { class: 'query-error-text' }, h(Icon, { name: 'warning' }), h('span', {}, sentence(error.message))),
    h(
      'p',
      { class: 'query-error-place' },
      h('code', {}, q.slice(0, from), h('mark', {}, q.slice(from, to) || '\u2423'), q.slice(to)),
      h('button', { type: 'button', class: 'link', onClick: onShow }, 'Show the place'),
    ),
  );
}
