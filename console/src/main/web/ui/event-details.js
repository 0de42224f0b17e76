import { h } from '../vendor/preact/index.js';
import { useLayoutEffect, useRef } from '../vendor/preact/hooks.js';
import { ApiError } from '../api.js';
import { exclude, filterState, isField, drop, only, quoted, words as wordsOf } from '../logic/query.js';
import { isStackTrace } from '../logic/stack.js';
import { full } from '../logic/time.js';
import { formatView } from '../logic/view.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Icon } from './icons.js';
import { JsonView } from './json-view.js';
import { StackTrace } from './stack-trace.js';
import { LongText } from './text.js';

/** @typedef {import('../session.js').Session} Session */
/** @typedef {import('../api.js').EventDetail} EventDetail */

const STACK_FIELD = /(^|\.)(stack|stack_trace|stackTrace|stacktrace)$/;
const AROUND_MILLIS = 30_000;

/** @param {{session: Session, id: string, onHeight: (id: string, height: number) => void}} props */
export function EventDetails({ session, id, onHeight }) {
  const box = useRef(/** @type {HTMLDivElement|null} */ (null));
  const found = useStore(session.store, s => s.details.get(id));
  useLayoutEffect(() => {
    const element = /** @type {HTMLDivElement} */ (box.current);
    const tell = () => onHeight(id, element.offsetHeight);
    tell();
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, onHeight]);
  return h(
    'div',
    { ref: box, class: 'details' },
    found === undefined
      ? h('p', { class: 'details-note' }, 'Loading …')
      : found instanceof ApiError
        ? h('p', { class: 'details-note', role: 'alert' }, h(Icon, { name: 'warning' }), whyNot(found))
        : h(Found, { session, found }),
  );
}

/** @param {ApiError} error */
function whyNot(error) {
  return error.status === 404 ? 'This event is gone: newer ones have taken its place.' : error.message;
}

/** @param {{session: Session, found: EventDetail}} props */
function Found({ session, found }) {
  const { tab, q } = useStore(session.store, s => s.view);
  const words = wordsOf(q);
  const message = wholeMessage(found);
  const stack = stackOf(found, message);
  return [
    h(
      'div',
      { class: 'details-bar' },
      h(
        'div',
        { class: 'switch', role: 'group', 'aria-label': 'Details as' },
        h('button', { type: 'button', 'aria-pressed': tab === 'fields', onClick: () => session.go({ tab: 'fields' }) }, 'Table'),
        h('button', { type: 'button', 'aria-pressed': tab === 'json', onClick: () => session.go({ tab: 'json' }) }, 'JSON'),
      ),
      h('span', { class: 'space' }),
      h(IconButton, { icon: 'around', label: 'Around', text: true, onClick: () => around(session, found) }),
      h(IconButton, { icon: 'copy', label: 'Message', text: true, onClick: () => session.copy(stack && stack !== message ? `${message}\n${stack}` : message, 'Message') }),
      h(IconButton, { icon: 'copy', label: 'JSON', text: true, onClick: () => session.copy(found.raw, 'JSON') }),
      h(IconButton, { icon: 'link', label: 'Link', text: true, onClick: () => session.copy(addressOf(session, found), 'Address of the event') }),
      h(IconButton, { icon: 'close', label: 'Close the details', onClick: () => session.toggleEvent(found.id) }),
    ),
    stack && isStackTrace('\n' + stack)
      ? [
          stack === message ? null : h('pre', { class: 'message' }, h(LongText, { text: message, words })),
          h(StackTrace, { text: stack, words }),
        ]
      : h('pre', { class: 'message' }, h(LongText, { text: message, words })),
    tab === 'json' ? h(JsonView, { raw: found.raw, words }) : h(Fields, { session, found, words }),
  ];
}

/** The list's message is cut; the whole one is among the fields, or is all there is. @param {EventDetail} found */
function wholeMessage(found) {
  if (!found.truncated) {
    return found.message;
  }
  const whole = found.fields.find(([, value]) => typeof value === 'string' && value.startsWith(found.message));
  return whole ? String(whole[1]) : found.json === null ? found.raw : found.message;
}

/** @param {EventDetail} found @param {string} message */
function stackOf(found, message) {
  const field = found.fields.find(([name, value]) => STACK_FIELD.test(name) && typeof value === 'string');
  return field ? String(field[1]) : isStackTrace(message) ? message : null;
}

/** What the same pod logged just before and after. @param {Session} session @param {EventDetail} found */
function around(session, found) {
  const q = found.pod ? `pod:${quoted(found.pod)}` : `logStream:${quoted(found.logStream)}`;
  session.go({
    q, open: [found.id],
    range: { kind: 'between', from: found.time - AROUND_MILLIS, to: found.time + AROUND_MILLIS },
  });
}

/** @param {Session} session @param {EventDetail} found */
function addressOf(session, found) {
  const { view } = session.state;
  return location.origin + formatView({
    ...view, open: [found.id],
    range: { kind: 'between', from: found.time - 10 * AROUND_MILLIS, to: found.time + 10 * AROUND_MILLIS },
  });
}

/** @param {EventDetail} found @param {boolean} utc @returns {[string, unknown, boolean][]} name, value, whether it can be asked for */
function rowsOf(found, utc) {
  /** @type {[string, unknown, boolean][]} */
  const own = [
    ['time', full(found.time, utc), false],
    ['ingested', full(found.ingested, utc), false],
    ['group', found.group, true],
    ['logStream', found.logStream, true],
  ];
  const names = new Set(['time', 'group', 'logStream', 'ingested']);
  for (const name of /** @type {const} */ (['level', 'stream', 'namespace', 'pod', 'container', 'logger'])) {
    if (found[name] !== null) {
      own.push([name, found[name], true]);
      names.add(name);
    }
  }
  const rest = found.fields.filter(([name, value]) => !names.has(name) && !(STACK_FIELD.test(name) && String(value).length > 200));
  return [...own, ...rest.map(([name, value]) => /** @type {[string, unknown, boolean]} */ ([name, value, isField(name)]))];
}

/** @param {{session: Session, found: EventDetail, words: string[]}} props */
function Fields({ session, found, words }) {
  const { q, utc } = useStore(session.store, s => s.view);
  return h(
    'table',
    { class: 'fields', 'aria-label': 'Fields of the event' },
    h(
      'tbody',
      {},
      rowsOf(found, utc).map(([name, value, askable]) => {
        const text = String(value);
        return h(
          'tr',
          { key: name },
          h('th', { scope: 'row' }, name),
          h(
            'td',
            {},
            h('span', { class: `value ${/^-?\d+(\.\d+)?$/.test(text) && text.length < 20 ? 'v-number' : ''}` }, h(LongText, { text, words, mostCharacters: 600, mostLines: 8 })),
          ),
          h('td', { class: 'field-tools' }, askable && text.length < 300 ? h(FieldTools, { session, q, name, text }) : null,
            h(IconButton, { icon: 'copy', label: `Copy ${name}`, onClick: () => session.copy(text, name) })),
        );
      }),
    ),
  );
}

/** @param {{session: Session, q: string, name: string, text: string}} props */
function FieldTools({ session, q, name, text }) {
  const state = filterState(q, name, text);
  return [
    h(IconButton, {
      icon: 'plus', label: state === 'only' ? `No longer only ${name}:${text}` : `Only ${name}:${text}`, pressed: state === 'only',
      onClick: () => session.go({ q: state === 'only' ? drop(q, name, text) : only(q, name, text) }),
    }),
    h(IconButton, {
      icon: 'minus', label: state === 'not' ? `Allow ${name}:${text} again` : `Without ${name}:${text}`, pressed: state === 'not',
      onClick: () => session.go({ q: state === 'not' ? drop(q, name, text) : exclude(q, name, text) }),
    }),
  ];
}
