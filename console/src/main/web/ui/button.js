import { h } from '../vendor/preact/index.js';
import { Icon } from './icons.js';

/**
 * A button with an icon; its label is seen only where there is room and `text` asks for it.
 * @param {{icon: import('./icons.js').IconName, label: string, onClick: (event: MouseEvent) => void, text?: boolean,
 *   class?: string, pressed?: boolean, expanded?: boolean, shortcut?: string, disabled?: boolean, tabIndex?: number}} props
 */
export function IconButton({ icon, label, onClick, text = false, class: extra = '', pressed, expanded, shortcut, disabled, tabIndex }) {
  return h(
    'button',
    {
      type: 'button',
      class: `button ${text ? 'with-text' : 'icon-only'} ${extra}`,
      title: shortcut ? `${label} (${shortcut})` : label,
      'aria-label': text ? undefined : label,
      'aria-pressed': pressed,
      'aria-expanded': expanded,
      disabled,
      tabIndex,
      onClick,
    },
    h(Icon, { name: icon }),
    text ? h('span', { class: 'button-text' }, label) : null,
  );
}
