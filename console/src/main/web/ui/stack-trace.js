import { h } from '../vendor/preact/index.js';
import { useMemo, useState } from '../vendor/preact/hooks.js';
import { foldStack } from '../logic/stack.js';
import { LongText, Safe } from './text.js';

/** @param {{text: string, words: string[]}} props */
export function StackTrace({ text, words }) {
  const blocks = useMemo(() => foldStack(text), [text]);
  return h(
    'pre',
    { class: 'stack' },
    blocks.map((block, i) =>
      block.kind === 'fold'
        ? h(Frames, { key: i, fold: block })
        : h('span', { key: i, class: `stack-line ${block.own ? 'own' : ''}` }, h(LongText, { text: block.text, words }), '\n'),
    ),
  );
}

/** @param {{fold: import('../logic/stack.js').Fold}} props */
function Frames({ fold }) {
  const [open, setOpen] = useState(false);
  return [
    h(
      'button',
      { type: 'button', class: 'unfold frames', 'aria-expanded': open, onClick: () => setOpen(!open) },
      open ? `Fold ${fold.label}` : fold.label,
    ),
    '\n',
    open ? h('span', { class: 'stack-line' }, h(Safe, { text: fold.lines.join('\n') }), '\n') : null,
  ];
}
