import { useEffect, useState } from 'preact/hooks';
import type { Theme } from '../draw/palette';

export function useTheme(): Theme {
  return useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

/** Whether the reader wants no motion. */
export function useStillness(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = (): void => {
      setMatches(media.matches);
    };
    media.addEventListener('change', follow);
    return () => {
      media.removeEventListener('change', follow);
    };
  }, [query]);
  return matches;
}
