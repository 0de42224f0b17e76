import { h } from '../vendor/preact/index.js';
import { useEffect, useState } from '../vendor/preact/hooks.js';
import { useStore } from '../store.js';
import { Charts } from './charts.js';
import { EventTable } from './event-table.js';
import { Facets } from './facets.js';
import { HealthPanel } from './health-panel.js';
import { Banners, Toast } from './notices.js';
import { listenForShortcuts, Shortcuts } from './shortcuts.js';
import { TopBar } from './top-bar.js';

/** @typedef {import('../session.js').Session} Session */

/** @param {{session: Session}} props */
export function App({ session }) {
  const health = useStore(session.store, s => s.view.health);
  const q = useStore(session.store, s => s.view.q);
  const [help, setHelp] = useState(false);
  const [filters, setFilters] = useState(false);

  useEffect(() => listenForShortcuts(session, { help: () => setHelp(true) }), [session]);
  useEffect(() => {
    document.title = q === '' ? 'Ringtail' : `${q} · Ringtail`;
  }, [q]);

  return h(
    'div',
    { class: 'app' },
    h(TopBar, {
      session, filters,
      onHelp: () => setHelp(true), onFilters: () => setFilters(!filters),
    }),
    h(Banners, { session }),
    h(
      'div',
      { class: 'body' },
      h(Facets, { session, open: filters, onClose: () => setFilters(false) }),
      h('main', { class: 'main' }, h('h1', { class: 'unseen' }, 'Log events'), h(Charts, { session }), h(EventTable, { session })),
      health ? h(HealthPanel, { session }) : null,
    ),
    help ? h(Shortcuts, { onClose: () => setHelp(false) }) : null,
    h(Toast, { session }),
  );
}
