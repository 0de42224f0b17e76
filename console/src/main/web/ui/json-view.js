import { h } from '../vendor/preact/index.js';
import { useMemo, useState } from '../vendor/preact/hooks.js';
import { jsonLines } from '../logic/json.js';
import { LongText } from './text.js';

const MOST_LINES = 300;
const MOST_STRING = 1000;

/** @param {{raw: string, words: string[]}} props */
export function JsonView({ raw, words }) {
  const lines = useMemo(() => jsonLines(raw), [raw]);
  const [all, setAll] = useState(false);
  if (lines === null) {
    return h('pre', { class: 'json' }, h(LongText, { text: raw, words }));
  }
  const shown = all ? lines : lines.slice(0, MOST_LINES);
  return h(
    'pre',
    { class: 'json' },
    shown.map((line, i) =>
      h(
        'span',
        { key: i, class: 'json-line' },
        '  '.repeat(line.depth),
        line.tokens.map(token =>
          h('span', { class: `j-${token.kind}` }, h(LongText, { text: token.text, words, mostCharacters: MOST_STRING })),
        ),
        '\n',
      ),
    ),
    lines.length > shown.length
      ? h('button', { type: 'button', class: 'unfold', onClick: () => setAll(true) }, `${lines.length - shown.length} more lines`)
      : null,
  );
}
