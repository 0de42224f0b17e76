/** Stack traces, folded to what their reader is after: the causes, and the program's own frames. */

/**
 * @typedef {{kind: 'line', text: string, own: boolean}} Line
 * @typedef {{kind: 'fold', lines: string[], label: string}} Fold
 */

const FRAME = /^\s*at\s+(?:[\w.@-]+\/)*([\w.$]+)/;
const MORE = /^\s*\.\.\. \d+ (more|common frames omitted)/;
const PLATFORM =
  /^(java|javax|jdk|sun|com\.sun|jakarta|kotlin|scala|groovy|org\.(springframework|apache\.(catalina|coyote|tomcat|http|maven|kafka|logging)|hibernate|junit|eclipse\.jetty|jboss|postgresql|slf4j|aspectj|codehaus\.groovy)|io\.(netty|undertow|micrometer|opentelemetry|grpc)|com\.(zaxxer\.hikari|fasterxml|mysql)|reactor|net\.bytebuddy|ch\.qos\.logback)\./;
const LEAST_FOLDED = 2;
const MOST_TEXT_LINES = 40;

/** Whether a text holds a Java stack trace. @param {string} text */
export function isStackTrace(text) {
  return /\n\s*at [\w.$/@-]+\([^)\n]*\)/.test(text);
}

/**
 * @param {string} text
 * @returns {(Line|Fold)[]}
 */
export function foldStack(text) {
  /** @type {(Line|Fold)[]} */
  const blocks = [];
  /** @type {string[]} */
  let run = [];
  let afterHead = true;
  const flush = () => {
    if (run.length >= LEAST_FOLDED) {
      blocks.push({ kind: 'fold', lines: run, label: label(run) });
    } else {
      run.forEach(line => blocks.push({ kind: 'line', text: line, own: false }));
    }
    run = [];
  };
  for (const line of text.replace(/\s+$/, '').split(/\r?\n/)) {
    const frame = FRAME.exec(line);
    const own = frame !== null && !PLATFORM.test(frame[1]);
    if (!frame && !MORE.test(line)) {
      flush();
      blocks.push({ kind: 'line', text: line, own: true });
      afterHead = true;
    } else if (own || (frame && afterHead)) {
      flush();
      blocks.push({ kind: 'line', text: line, own });
      afterHead = false;
    } else {
      run.push(line);
    }
  }
  flush();
  return blocks.length > MOST_TEXT_LINES ? shortened(blocks) : blocks;
}

/** What is own to the program may be long, too. @param {(Line|Fold)[]} blocks */
function shortened(blocks) {
  const kept = blocks.slice(0, MOST_TEXT_LINES - 2);
  const rest = blocks.slice(MOST_TEXT_LINES - 2).flatMap(b => (b.kind === 'line' ? [b.text] : b.lines));
  return [...kept, /** @type {Fold} */ ({ kind: 'fold', lines: rest, label: `${rest.length} more lines` })];
}

/** @param {string[]} lines */
function label(lines) {
  const packages = new Map();
  for (const line of lines) {
    const name = FRAME.exec(line)?.[1];
    if (name) {
      const short = name.split('.').slice(0, /^(org|com|io|net|ch)\./.test(name) ? 3 : 1).join('.');
      packages.set(short, (packages.get(short) ?? 0) + 1);
    }
  }
  const most = [...packages].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([name]) => name);
  return `${lines.length} frames${most.length ? ' in ' + most.join(', ') : ''}`;
}
