import { h } from '../vendor/preact/index.js';
import { useStore } from '../store.js';
import { Icon } from './icons.js';

/** @typedef {import('../session.js').Session} Session */

/** What stands in the way. @param {{session: Session}} props */
export function Banners({ session }) {
  const reachable = useStore(session.store, s => s.reachable);
  const error = useStore(session.store, s => (s.error && s.error.kind !== 'query' ? s.error : null));
  if (!reachable) {
    return h('p', { class: 'banner', role: 'alert' }, h(Icon, { name: 'warning' }), 'The console does not answer. What is shown is what was there; the page goes on asking.');
  }
  return error
    ? h('p', { class: 'banner', role: 'alert' }, h(Icon, { name: 'warning' }), error.message,
        h('button', { type: 'button', class: 'link', onClick: () => session.refresh() }, 'Ask again'))
    : null;
}

/** @param {{session: Session}} props */
export function Toast({ session }) {
  const said = useStore(session.store, s => s.said);
  return h('div', { class: `toast ${said ? 'on' : ''}`, role: 'status' }, said);
}

/** In place of rows: why there are none, and what to do. @param {{session: Session}} props */
export function Nothing({ session }) {
  const view = useStore(session.store, s => s.view);
  const error = useStore(session.store, s => s.error);
  const accepted = useStore(session.store, s => s.health?.acceptedEvents ?? null);
  const held = useStore(session.store, s => s.health?.heldEvents ?? null);
  if (error) {
    return h('div', { class: 'nothing-here' }, h('h2', {}, error.kind === 'query' ? 'The search cannot be understood' : 'No answer'), h('p', {}, error.kind === 'query' ? 'What is wrong with it stands below the search box.' : error.message));
  }
  if (accepted === 0 && held === 0) {
    return h(FirstSteps, {});
  }
  const live = view.range.kind === 'live';
  return h(
    'div',
    { class: 'nothing-here' },
    h('h2', {}, live ? 'Waiting for events …' : 'Nothing found'),
    h('p', {}, live
      ? view.q === '' ? 'What arrives shows up here.' : 'What arrives and matches the search shows up here.'
      : view.q === '' ? 'No events in this time.' : 'No events in this time match the search.'),
    h(
      'div',
      { class: 'nothing-tools' },
      view.range.kind === 'all' || live ? null : h('button', { type: 'button', class: 'button', onClick: () => session.go({ range: { kind: 'all' } }) }, 'Search all that is held'),
      view.q === '' ? null : h('button', { type: 'button', class: 'button', onClick: () => session.go({ q: '' }) }, 'Clear the search'),
    ),
  );
}

function FirstSteps() {
  const endpoint = location.origin;
  return h(
    'div',
    { class: 'nothing-here first' },
    h('h2', {}, 'Nothing has arrived yet'),
    h('p', {}, 'Point any program that speaks CloudWatch Logs at this console, and its events show up here:'),
    h('pre', { class: 'command', tabIndex: 0 },
      `export AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=${endpoint}\nexport AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`),
    h('p', {}, 'Or see a shop log through Ringtail:'),
    h('pre', { class: 'command', tabIndex: 0 }, 'samples/demo --keep'),
  );
}
