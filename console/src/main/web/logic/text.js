/** Text of others, made fit to be looked at. It is never markup: the page only makes text nodes of it. */

/**
 * @typedef {{kind: 'plain'|'mark'|'control', text: string}} Piece
 */

// Control characters, and those that change the direction of what stands around them.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What stands for a character that would not be seen: `\x1b`, `\u202e`. @param {string} character */
export function symbol(character) {
  const code = character.charCodeAt(0);
  return code < 0x100 ? '\\x' + code.toString(16).padStart(2, '0') : '\\u' + code.toString(16).padStart(4, '0');
}

/** @param {string[]} words */
function matcher(words) {
  const escaped = words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return escaped.length ? new RegExp(escaped.sort((a, b) => b.length - a.length).join('|'), 'gi') : null;
}

/**
 * Cuts text into what is plain, what is one of the words, and what would not be seen.
 * @param {string} text @param {string[]} words
 * @returns {Piece[]}
 */
export function pieces(text, words) {
  /** @type {Piece[]} */
  const found = [];
  const pattern = matcher(words);
  let at = 0;
  for (const match of pattern ? text.matchAll(pattern) : []) {
    seen(text.slice(at, match.index), 'plain', found);
    seen(match[0], 'mark', found);
    at = match.index + match[0].length;
  }
  seen(text.slice(at), 'plain', found);
  return found;
}

/** @param {string} text @param {'plain'|'mark'} kind @param {Piece[]} into */
function seen(text, kind, into) {
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) {
      into.push({ kind, text: text.slice(at, match.index) });
    }
    into.push({ kind: 'control', text: symbol(match[0]) });
    at = match.index + 1;
  }
  if (at < text.length) {
    into.push({ kind, text: text.slice(at) });
  }
}

/**
 * The beginning of a text for one line of a table.
 * @param {string} text @param {number} most characters
 */
export function oneLine(text, most) {
  const end = text.length > most ? cutAt(text, most) : text.length;
  return text.slice(0, end).trimEnd().replace(/\r?\n/g, ' ⏎ ').replace(/\t/g, '  ');
}

/**
 * The beginning of a text that is too long to be shown whole, null where it is not.
 * @param {string} text @param {number} mostCharacters @param {number} mostLines
 * @returns {string|null}
 */
export function fold(text, mostCharacters, mostLines) {
  let end = -1;
  for (let line = 0; line < mostLines; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) {
      break;
    }
  }
  const byLines = end < 0 || end === text.length - 1 ? text.length : end;
  const cut = Math.min(byLines, mostCharacters);
  return cut >= text.length ? null : text.slice(0, cutAt(text, cut));
}

/** Not between the halves of a surrogate pair. @param {string} text @param {number} at */
function cutAt(text, at) {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : at;
}
