import { h } from '../vendor/preact/index.js';
import { useEffect, useRef } from '../vendor/preact/hooks.js';

/**
 * What opens beside a button: closed by Escape, by a click elsewhere, and when the focus leaves it.
 * @param {{label: string, class?: string, onClose: () => void, children?: import('../vendor/preact/index.js').ComponentChildren}} props
 */
export function Popover({ label, class: extra = '', onClose, children }) {
  const box = useRef(/** @type {HTMLDivElement|null} */ (null));
  useEffect(() => {
    const opener = /** @type {HTMLElement|null} */ (document.activeElement);
    const first = box.current?.querySelector('[aria-pressed="true"]') ?? box.current?.querySelector('button, input');
    /** @type {HTMLElement|undefined|null} */ (first)?.focus();
    /** @param {Event} event */
    const elsewhere = event => {
      const target = /** @type {Node} */ (event.target);
      if (!box.current?.parentElement?.contains(target)) {
        onClose();
      }
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      if (box.current?.contains(document.activeElement) || document.activeElement === document.body) {
        opener?.focus();
      }
    };
  }, []);
  return h(
    'div',
    {
      ref: box, class: `popover ${extra}`, role: 'dialog', 'aria-label': label,
      /** @param {KeyboardEvent} event */
      onKeyDown: event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      },
    },
    children,
  );
}
