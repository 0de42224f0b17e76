import { useEffect, useState } from '../vendor/preact/hooks.js';

// The same width as in the style sheets.
const NARROW = '(max-width: 760px)';

/** Whether the page is as narrow as a phone. */
export function useNarrow() {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const change = () => setNarrow(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return narrow;
}
