import { faultText, type PlacedFault } from '@syn-or-swim/shared/levels/level-fault.ts';
import { useState } from 'preact/hooks';
import type { BeyondTexts } from '../i18n/beyond-en.ts';
import { AroundBar } from './around-bar.tsx';
import './around.css';
import './beyond.css';

/** What came of a file that was opened. */
export type OpenedFile =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'refused'; readonly faults: readonly PlacedFault[] }
  | { readonly kind: 'level'; readonly name: string; readonly link: string };

interface OwnLevelProps {
  readonly words: BeyondTexts;
  readonly opened: OpenedFile | undefined;
  readonly onFile: (file: File) => void;
  readonly onPlay: () => void;
  readonly onBack: () => void;
}

/** More lines help nobody: the first ones are mended first. */
const FAULTS_SHOWN = 20;

interface FaultProps {
  readonly words: BeyondTexts;
  readonly placed: PlacedFault;
}

function FaultLine({ words, placed }: FaultProps) {
  const { file, line, column, path, fault } = placed;
  return (
    <li>
      <span class="fault-place">
        <span class="fault-file">{file}</span>
        {line !== undefined && column !== undefined && (
          <>
            , <strong>{words.file.place(line, column)}</strong>
          </>
        )}
      </span>
      <span>
        {path !== '' && <code>{path}</code>} {faultText(fault, words.faults)}
      </span>
    </li>
  );
}

function Refused({
  words,
  faults,
}: {
  readonly words: BeyondTexts;
  readonly faults: readonly PlacedFault[];
}) {
  const more = faults.length - FAULTS_SHOWN;
  return (
    <section class="card" role="alert">
      <h2>{words.file.wrong}</h2>
      <ul class="level-faults">
        {faults.slice(0, FAULTS_SHOWN).map((placed) => (
          <FaultLine key={JSON.stringify(placed)} words={words} placed={placed} />
        ))}
      </ul>
      {more > 0 && <p class="quiet">{words.file.more(more)}</p>}
    </section>
  );
}

function LinkField({ words, link }: { readonly words: BeyondTexts; readonly link: string }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard?.writeText(link).then(
      () => setSaid(words.file.copied),
      () => setSaid(words.file.notCopied),
    );
  };
  return (
    <div class="level-link">
      <button type="button" class="button small" onClick={copy}>
        {words.file.link}
      </button>
      <input class="field" readOnly aria-label={words.file.linkField} value={link} />
      <span role="status">{said}</span>
    </div>
  );
}

/** Opens a level from a file; what is wrong with it is told by line and reason. */
export function OwnLevelScreen({ words, opened, onFile, onPlay, onBack }: OwnLevelProps) {
  const { file } = words;
  const take = (files: FileList | null | undefined): void => {
    const [first] = files ?? [];
    if (first !== undefined) onFile(first);
  };
  return (
    <main class="around beyond">
      <AroundBar label={words.back} onBack={onBack} />
      <h1>{file.heading}</h1>
      <p>{file.intro}</p>
      <section
        class="card level-drop"
        aria-label={file.heading}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer?.files);
        }}
      >
        <label class="button main level-choose">
          {file.choose}
          <input
            class="unseen"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <span class="quiet">{file.drop}</span>
      </section>
      {opened?.kind === 'unreadable' && (
        <section class="card" role="alert">
          <h2>{file.unreadable}</h2>
        </section>
      )}
      {opened?.kind === 'refused' && <Refused words={words} faults={opened.faults} />}
      {opened?.kind === 'level' && (
        <section class="card" role="status">
          <h2>{file.fine(opened.name)}</h2>
          <button type="button" class="button main" onClick={onPlay}>
            {file.play}
          </button>
          <LinkField words={words} link={opened.link} />
        </section>
      )}
      <p class="quiet">{file.how}</p>
    </main>
  );
}
