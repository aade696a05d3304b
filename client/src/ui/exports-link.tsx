import { useId, useRef, useState } from 'preact/hooks';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { matchFileOf, matchFragment } from '../model/shared-match.ts';
import { saveFile } from './save-file.ts';

/** What came of the wish for a link. */
type Made = { readonly link: string } | 'too-long';

/** A link that holds the whole match, made when it is asked for; or the match as a file. */
export function LinkPart({
  debrief,
  words,
  fileName,
}: {
  readonly debrief: Debrief;
  readonly words: ExportsTexts;
  readonly fileName: string;
}) {
  const { link: texts } = words;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [made, setMade] = useState<Made | undefined>(undefined);
  const [said, setSaid] = useState('');
  const make = async (): Promise<void> => {
    const fragment = await matchFragment(debrief);
    setMade(fragment === undefined ? 'too-long' : { link: `${location.origin}/#${fragment}` });
    setSaid('');
  };
  const copy = async (link: string): Promise<void> => {
    try {
      // Without HTTPS a page has no clipboard.
      await navigator.clipboard.writeText(link);
      setSaid(texts.copied);
    } catch {
      field.current?.select();
      setSaid(texts.copyFailed);
    }
  };
  const save = (): void => saveFile(fileName, new Blob([matchFileOf(debrief)], { type: 'application/json' }));
  return (
    <article>
      <h3>{texts.heading}</h3>
      <p class="quiet">{texts.intro}</p>
      <div class="exports-row">
        <button type="button" class="button main" onClick={() => void make()}>
          {texts.make}
        </button>
        <button type="button" class="button" onClick={save}>
          {texts.file}
        </button>
      </div>
      {made === 'too-long' && <p role="status">{texts.tooLong}</p>}
      {made !== undefined && made !== 'too-long' && (
        <>
          <div class="exports-row">
            <label class="unseen" for={id}>
              {texts.label}
            </label>
            <input
              id={id}
              ref={field}
              class="field exports-address"
              readOnly
              value={made.link}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <button type="button" class="button" onClick={() => void copy(made.link)}>
              {texts.copy}
            </button>
          </div>
          <p class="quiet" role="status">
            {said === '' ? texts.size(made.link.length) : said}
          </p>
        </>
      )}
    </article>
  );
}
