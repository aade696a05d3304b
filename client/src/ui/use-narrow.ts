import { useEffect, useState } from 'preact/hooks';

/** As wide as a phone held upright. */
const NARROW = '(max-width: 640px)';

/** True while the page is as narrow as a phone held upright. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches);
  useEffect(() => {
    const query = window.matchMedia(NARROW);
    const follow = (): void => setNarrow(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return narrow;
}
