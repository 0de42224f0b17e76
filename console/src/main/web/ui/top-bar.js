import { h } from '../vendor/preact/index.js';
import { useState } from '../vendor/preact/hooks.js';
import { compact, dollars } from '../logic/numbers.js';
import { useStore } from '../store.js';
import { IconButton } from './button.js';
import { Logo } from './icons.js';
import { RangePicker } from './range-picker.js';
import { SearchBox } from './search-box.js';

/** @param {{session: import('../session.js').Session, filters: boolean, onHelp: () => void, onFilters: () => void}} props */
export function TopBar({ session, filters, onHelp, onFilters }) {
  const live = useStore(session.store, s => s.view.range.kind === 'live');
  return h(
    'header',
    { class: 'top' },
    h('a', { class: 'brand', href: '/', 'aria-label': 'Ringtail: start over' }, h(Logo, {}), h('span', { class: 'brand-name' }, 'Ringtail')),
    h(SearchBox, { session }),
    h(
      'div',
      { class: 'top-time' },
      h(IconButton, {
        icon: 'filter', label: 'Filters', class: 'only-narrow', expanded: filters, onClick: onFilters,
      }),
      h(RangePicker, { session }),
      h(
        'button',
        {
          type: 'button', class: 'button with-text live-button', 'aria-pressed': live, title: 'Live tail (l)',
          onClick: () => session.toggleLive(),
        },
        h('span', { class: 'live-dot' }),
        h('span', { class: 'button-text' }, 'Live'),
      ),
      h(IconButton, { icon: 'refresh', label: 'Ask again', shortcut: 'r', onClick: () => session.refresh() }),
    ),
    h(
      'div',
      { class: 'top-tools' },
      h(HealthButton, { session }),
      h(ThemeButton, {}),
      h(IconButton, { icon: 'help', label: 'Keys and query language', shortcut: '?', onClick: onHelp }),
    ),
  );
}

/** @param {{session: import('../session.js').Session}} props */
function HealthButton({ session }) {
  const health = useStore(session.store, s => s.health);
  const reachable = useStore(session.store, s => s.reachable);
  const open = useStore(session.store, s => s.view.health);
  const troubles = health ? health.gaps.length + health.losses.length : 0;
  const mood = !reachable ? 'down' : troubles ? 'warn' : health ? 'good' : 'unknown';
  const words = !reachable
    ? 'not reachable'
    : troubles ? `${troubles} gaps and losses` : 'nothing missing';
  return h(
    'button',
    {
      type: 'button', class: 'button with-text health-button', 'aria-expanded': open,
      title: `Health (h): ${words}`,
      onClick: () => session.go({ health: !open }),
    },
    h('span', { class: `dot ${mood}` }),
    h('span', { class: 'unseen' }, `Health: ${words}; `),
    h('span', { class: 'health-rate' }, health ? `${compact(health.eventsPerSecond)}/s` : '–/s'),
    h('span', { class: 'health-cost' }, health ? `${dollars(health.costPerMonthDollars)}/mo` : ''),
  );
}

const NEXT = /** @type {const} */ ({ auto: 'light', light: 'dark', dark: 'auto' });
const THEME_LABELS = { auto: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' };

/** @returns {keyof typeof NEXT} */
function chosenTheme() {
  try {
    const theme = localStorage.getItem('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  } catch {
    return 'auto';
  }
}

/** @param {keyof typeof NEXT} theme */
function chooseTheme(theme) {
  try {
    if (theme === 'auto') {
      localStorage.removeItem('theme');
    } else {
      localStorage.setItem('theme', theme);
    }
  } catch {
    // The browser keeps nothing for this page: it stays as the system has it.
  }
  dispatchEvent(new Event('theme'));
}

function ThemeButton() {
  const [theme, setTheme] = useState(chosenTheme);
  const change = () => {
    chooseTheme(NEXT[theme]);
    setTheme(NEXT[theme]);
  };
  return h(IconButton, { icon: theme === 'dark' ? 'moon' : 'sun', label: THEME_LABELS[theme], onClick: change });
}
