// Taking a match along. What it needs is loaded once the debrief stands, and is a file of its own.
import { useEffect, useState } from 'preact/hooks';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import { loadExportsTexts } from '../i18n/load-exports.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { usePlay } from './play-context.ts';

type ExportsPart = typeof import('./exports-section.tsx')['ExportsSection'];

/** Link, capture, picture, `ss`, and worksheet of the match of `debrief`. */
export function DebriefExports({ debrief }: { readonly debrief: Debrief }) {
  const { language } = usePlay();
  const [Section, setSection] = useState<ExportsPart | undefined>(undefined);
  const [words, setWords] = useState<ExportsTexts | undefined>(undefined);
  useEffect(
    () => void import('./exports-section.tsx').then((part) => setSection(() => part.ExportsSection)),
    [],
  );
  useEffect(() => void loadExportsTexts(language).then(setWords), [language]);
  return Section === undefined || words === undefined ? null : <Section debrief={debrief} words={words} />;
}
