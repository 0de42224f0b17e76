/**
 * Just enough of the query language to add a value as a filter, to take it away again, and to know
 * which words to mark. What a query means, and what is wrong with it, only the server says.
 */

/**
 * A part of a query that stands beside others, joined by AND.
 * @typedef {object} Term
 * @property {number} start
 * @property {number} end
 * @property {string} text as written
 * @property {boolean} negated
 * @property {string|null} field null for a word, a phrase or a group
 * @property {string[]} values of `field:value`; several from `(field:a OR field:b)`; else empty
 */

const KEYWORD = /^(AND|OR|NOT)$/;
const BARE_VALUE = /^[\p{L}\p{N}_][\p{L}\p{N}_.@/-]*$/u;
const BARE_FIELD = /^[\p{L}_@$][^\s()":<>*]*$/u;
const FIELD_VALUE = /^([^\s:"()<>=]+):(?:"((?:[^"\\]|\\.)*)"|([^\s"*]+))$/s;

/**
 * Where the next token ends: a quoted string, a regular expression, a parenthesised group or a run
 * of other characters, together as in `field:"two words"`.
 * @param {string} q
 * @param {number} from
 */
function tokenEnd(q, from) {
  let at = from;
  if (q[at] === '(' || (q[at] === '-' && q[at + 1] === '(')) {
    return groupEnd(q, q[at] === '(' ? at : at + 1);
  }
  while (at < q.length && !/[\s()]/.test(q[at])) {
    const opensValue = at === from || q[at - 1] === ':' || (at === from + 1 && q[from] === '-');
    if (q[at] === '"' || (q[at] === '/' && opensValue)) {
      at = quotedEnd(q, at);
    } else {
      at++;
    }
  }
  return at === from ? at + 1 : at;
}

/** @param {string} q @param {number} from where the quote or slash stands */
function quotedEnd(q, from) {
  const quote = q[from];
  let at = from + 1;
  while (at < q.length && q[at] !== quote) {
    at += q[at] === '\\' ? 2 : 1;
  }
  return Math.min(at + 1, q.length);
}

/** @param {string} q @param {number} from where the parenthesis stands */
function groupEnd(q, from) {
  let at = from + 1;
  while (at < q.length && q[at] !== ')') {
    at = /\s/.test(q[at]) ? at + 1 : tokenEnd(q, at);
  }
  return Math.min(at + 1, q.length);
}

/** @param {string} q @returns {{start: number, end: number, text: string}[]} */
function tokens(q) {
  const found = [];
  for (let at = 0; at < q.length; ) {
    if (/\s/.test(q[at])) {
      at++;
      continue;
    }
    const end = tokenEnd(q, at);
    found.push({ start: at, end, text: q.slice(at, end) });
    at = end;
  }
  return found;
}

/** @param {string} text @returns {{field: string, value: string}|null} */
function fieldValue(text) {
  const match = FIELD_VALUE.exec(text);
  if (!match || match[3]?.startsWith('/')) {
    return null;
  }
  return { field: match[1], value: match[2] === undefined ? match[3] : match[2].replace(/\\(.)/gs, '$1') };
}

/** @param {string} group with its parentheses @returns {{field: string, values: string[]}|null} */
function anyOf(group) {
  if (!group.startsWith('(') || !group.endsWith(')')) {
    return null;
  }
  const parts = tokens(group.slice(1, -1));
  /** @type {{field: string, value: string}[]} */
  const found = [];
  for (const [i, part] of parts.entries()) {
    const pair = i % 2 === 0 ? fieldValue(part.text) : null;
    if (i % 2 === 1 ? part.text !== 'OR' : !pair || pair.field !== (found[0] ?? pair).field) {
      return null;
    }
    if (pair) {
      found.push(pair);
    }
  }
  return found.length && parts.length % 2 === 1
    ? { field: found[0].field, values: found.map(pair => pair.value) }
    : null;
}

/** Whether parts of it are joined by OR, outside of parentheses. @param {string} q */
export function hasAlternatives(q) {
  return tokens(q).some(token => token.text === 'OR');
}

/**
 * The terms that must all hold; none where alternatives stand outside of parentheses.
 * @param {string} q
 * @returns {Term[]}
 */
export function terms(q) {
  if (hasAlternatives(q)) {
    return [];
  }
  /** @type {Term[]} */
  const found = [];
  /** @type {number|null} */
  let not = null;
  for (const token of tokens(q)) {
    if (token.text === 'NOT') {
      not = not ?? token.start;
      continue;
    }
    if (KEYWORD.test(token.text)) {
      continue;
    }
    const minus = token.text.length > 1 && token.text.startsWith('-');
    const inner = minus ? token.text.slice(1) : token.text;
    const pair = fieldValue(inner);
    const group = pair ? { field: pair.field, values: [pair.value] } : anyOf(inner);
    const start = not ?? token.start;
    found.push({
      start,
      end: token.end,
      text: q.slice(start, token.end),
      negated: minus !== (not !== null),
      field: group?.field ?? null,
      values: group?.values ?? [],
    });
    not = null;
  }
  return found;
}

/** A value as it stands in a query; in quotes where it must. @param {string} value */
export function quoted(value) {
  return BARE_VALUE.test(value) && !KEYWORD.test(value)
    ? value
    : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether the language can name this field. @param {string} field */
export function isField(field) {
  return BARE_FIELD.test(field);
}

/** @param {string} field @param {string} value */
function pairText(field, value) {
  return `${field}:${quoted(value)}`;
}

/**
 * What a query says of one value of a field.
 * @param {string} q @param {string} field @param {string} value
 * @returns {'only'|'not'|null}
 */
export function filterState(q, field, value) {
  for (const term of terms(q)) {
    if (term.field === field && term.values.includes(value)) {
      return term.negated ? 'not' : 'only';
    }
  }
  return null;
}

/** @param {string} q @param {Term} term @param {string} replacement */
function replaceTerm(q, term, replacement) {
  const before = q.slice(0, term.start).replace(/\s*(\bAND\s*)?$/, '');
  const after = q.slice(term.end).replace(/^\s*(AND\b\s*)?/, '');
  return [before, replacement, after].filter(part => part !== '').join(' ');
}

/** @param {string} q @param {string} text */
function append(q, text) {
  const before = q.trim();
  if (before === '') {
    return text;
  }
  return hasAlternatives(before) ? `(${before}) ${text}` : `${before} ${text}`;
}

/** Without what it asks of a field; of all its terms, or of some.
 * @param {string} q @param {string} field @param {(term: Term) => boolean} [which] */
export function without(q, field, which = () => true) {
  let rest = q;
  for (;;) {
    const term = terms(rest).find(t => t.field === field && which(t));
    if (!term) {
      return rest;
    }
    rest = replaceTerm(rest, term, '');
  }
}

/** Only events with this value: other values of the field are asked for no longer.
 * @param {string} q @param {string} field @param {string} value */
export function only(q, field, value) {
  const rest = without(q, field, term => !term.negated || term.values.includes(value));
  return append(rest, pairText(field, value));
}

/** No events with this value. @param {string} q @param {string} field @param {string} value */
export function exclude(q, field, value) {
  if (filterState(q, field, value) === 'not') {
    return q;
  }
  return append(drop(q, field, value), `-${pairText(field, value)}`);
}

/** Takes a value out of the query, wherever its field stands with it.
 * @param {string} q @param {string} field @param {string} value */
export function drop(q, field, value) {
  const term = terms(q).find(t => t.field === field && t.values.includes(value));
  if (!term) {
    return q;
  }
  const left = term.values.filter(v => v !== value);
  const text = left.map(v => pairText(field, v)).join(' OR ');
  const sign = term.negated ? '-' : '';
  return replaceTerm(q, term, left.length > 1 ? `${sign}(${text})` : left.length ? sign + text : '');
}

/** Adds a value to those of its field that may be, or takes it away.
 * @param {string} q @param {string} field @param {string} value */
export function toggle(q, field, value) {
  if (filterState(q, field, value) !== null) {
    return drop(q, field, value);
  }
  const term = terms(q).find(t => t.field === field && !t.negated);
  if (!term) {
    return append(q, pairText(field, value));
  }
  const text = [...term.values, value].map(v => pairText(field, v)).join(' OR ');
  return replaceTerm(q, term, `(${text})`);
}

/**
 * Words and phrases that an event's message must hold, to be marked in it.
 * @param {string} q
 * @returns {string[]}
 */
export function words(q) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} part */
  const collect = part => {
    let negated = false;
    for (const { text } of tokens(part)) {
      if (text === 'NOT') {
        negated = true;
      } else if (!KEYWORD.test(text)) {
        if (!negated && !text.startsWith('-')) {
          wordsOf(text);
        }
        negated = false;
      }
    }
  };
  /** @param {string} text */
  const wordsOf = text => {
    const pair = fieldValue(text);
    if (text.startsWith('(')) {
      collect(text.slice(1, text.endsWith(')') ? -1 : undefined));
    } else if (pair?.field === 'message') {
      found.push(pair.value);
    } else if (/^"/.test(text)) {
      found.push(text.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1'));
    } else if (/^[\p{L}\p{N}_][^:<>=]*$/u.test(text)) {
      found.push(text.replace(/\*+$/, ''));
    }
  };
  collect(q);
  return found.filter(word => word.trim().length > 1);
}
