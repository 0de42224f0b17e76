import { h } from '../vendor/preact/index.js';
import { useState } from '../vendor/preact/hooks.js';
import { bytes } from '../logic/numbers.js';
import { fold, pieces } from '../logic/text.js';

const MOST_CHARACTERS = 4000;
const MOST_LINES = 30;

/** Text of others, as text. @param {{text: string, words?: string[]}} props */
export function Safe({ text, words = [] }) {
  return pieces(text, words).map(piece =>
    piece.kind === 'plain' ? piece.text : h(piece.kind === 'mark' ? 'mark' : 'i', { class: piece.kind }, piece.text),
  );
}

/** Text that may be a megabyte: its beginning, and the rest when it is asked for.
 * @param {{text: string, words?: string[], mostCharacters?: number, mostLines?: number}} props */
export function LongText({ text, words = [], mostCharacters = MOST_CHARACTERS, mostLines = MOST_LINES }) {
  const [all, setAll] = useState(false);
  const beginning = fold(text, mostCharacters, mostLines);
  if (beginning === null) {
    return h(Safe, { text, words });
  }
  return [
    h(Safe, { text: all ? text : beginning, words: all ? [] : words }),
    all ? null : '…',
    h(
      'button',
      { type: 'button', class: 'unfold', 'aria-expanded': all, onClick: () => setAll(!all) },
      all ? 'Show less' : `Show all ${bytes(text.length)}`,
    ),
  ];
}
