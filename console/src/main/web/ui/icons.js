import { h } from '../vendor/preact/index.js';

/** Drawn on 16 by 16, with strokes. */
const PATHS = {
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.700 10.700 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.700V8l2.300 1.500',
  play: 'M5 3.200v9.600l7.500-4.800z',
  pause: 'M5.300 3.500v9M10.700 3.500v9',
  sun: 'M8 10.700a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.900M11.700 11.700l.9.900M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13.200 9.500A5.700 5.700 0 0 1 6.500 2.800a5.700 5.700 0 1 0 6.700 6.700z',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.300 6.300c.1-1 .8-1.600 1.700-1.600s1.700.6 1.700 1.500c0 1.200-1.700 1.400-1.700 2.600M8 11.200v.1',
  pulse: 'M1.500 8h3l2-5 3 10 2-5h3',
  plus: 'M8 3.500v9M3.500 8h9',
  minus: 'M3.500 8h9',
  copy: 'M5.500 5.500h7.500v7.500h-7.500zM10.500 5.500v-2.500h-7.500v7.500h2.500',
  link: 'M6.700 9.300l2.600-2.600M7 4.800l1.400-1.400a3 3 0 0 1 4.200 4.200L11.200 9M9 11.200l-1.400 1.400a3 3 0 0 1-4.200-4.200L4.800 7',
  chevron: 'M6 3.700 10.300 8 6 12.300',
  zoomOut: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.700 10.700 14 14M4.800 7h4.400',
  refresh: 'M13.300 8A5.300 5.300 0 1 1 11.600 4.100M13.300 2v3h-3',
  filter: 'M2 3.500h12M4.200 8h7.600M6.500 12.500h3',
  up: 'M8 13V3.500M3.800 7.500 8 3.300l4.200 4.200',
  warning: 'M8 2.500 14.300 13.500H1.700zM8 6.700v3M8 11.600v.1',
  around: 'M8 2.500v11M4.500 5.500h7M3 8h10M4.500 10.500h7',
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {{name: IconName}} props */
export function Icon({ name }) {
  return h(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: PATHS[name] }),
  );
}

/** The ringed tail. */
export function Logo() {
  return h(
    'svg',
    { class: 'logo', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    h('rect', { width: 24, height: 24, rx: 6, class: 'logo-ground' }),
    h('path', {
      class: 'logo-tail',
      d: 'M6.2 18.3c-1-3.600.2-8.700 3.600-11.600 2.600-2.200 6.200-2.300 7.800-.3 1.500 2-.1 4.900-2.700 6.700-2.600 1.700-4.600 2.500-5.200 5.200z',
    }),
    h('path', { class: 'logo-rings', d: 'M8.300 9.200l4 4.700M11.500 6.300l4.300 5M6.400 13.100l3.500 3.300' }),
  );
}
