/** JSON for the eye: indented, its tokens told apart. Numbers stay as they were written. */

/**
 * @typedef {{kind: 'key'|'string'|'number'|'word'|'mark', text: string}} Token
 * @typedef {{depth: number, tokens: Token[]}} JsonLine
 */

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/gsy;

/**
 * @param {string} raw
 * @returns {JsonLine[]|null} null where it is not JSON
 */
export function jsonLines(raw) {
  try {
    JSON.parse(raw);
  } catch {
    return null;
  }
  /** @type {JsonLine[]} */
  const lines = [{ depth: 0, tokens: [] }];
  let depth = 0;
  let line = lines[0];
  const next = () => {
    line = { depth, tokens: [] };
    lines.push(line);
  };
  const all = (raw.match(TOKEN) ?? []).filter(token => token.trim() !== '');
  for (const [i, token] of all.entries()) {
    if (token === '{' || token === '[') {
      line.tokens.push({ kind: 'mark', text: token });
      depth++;
      if (all[i + 1] !== '}' && all[i + 1] !== ']') {
        next();
      }
    } else if (token === '}' || token === ']') {
      depth--;
      if (all[i - 1] !== '{' && all[i - 1] !== '[') {
        next();
      }
      line.tokens.push({ kind: 'mark', text: token });
    } else if (token === ',') {
      line.tokens.push({ kind: 'mark', text: ',' });
      next();
    } else if (token === ':') {
      line.tokens.push({ kind: 'mark', text: ': ' });
    } else {
      line.tokens.push({ kind: kindOf(token, all[i + 1]), text: token });
    }
  }
  return lines;
}

/** @param {string} token @param {string|undefined} after @returns {Token['kind']} */
function kindOf(token, after) {
  if (token.startsWith('"')) {
    return after === ':' ? 'key' : 'string';
  }
  return /^[tfn]/.test(token) ? 'word' : 'number';
}
