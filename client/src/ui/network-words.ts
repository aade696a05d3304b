import { useEffect, useState } from 'preact/hooks';
import { loadNetworkTexts } from '../i18n/load-network.ts';
import type { NetworkTexts } from '../i18n/network-en.ts';
import { usePlay } from './play-context.ts';

/** The texts of the network's seat in the page's language; undefined until they have come. */
export function useNetworkWords(): NetworkTexts | undefined {
  const { language } = usePlay();
  const [words, setWords] = useState<NetworkTexts | undefined>(undefined);
  useEffect(() => void loadNetworkTexts(language).then(setWords), [language]);
  return words;
}
