import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Ladder } from '@syn-or-swim/shared/scoring/ladder.ts';
import { useMemo, useState } from 'preact/hooks';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { exportedCapture } from '../model/exported-capture.ts';
import { layOutLadder, WIDE_LADDER } from '../model/ladder-layout.ts';
import { ladderSvg } from '../model/ladder-svg.ts';
import { connectionName } from './connection-name.ts';
import { LinkPart } from './exports-link.tsx';
import { SocketsPart } from './exports-sockets.tsx';
import { endedWord } from './ladder-picture.tsx';
import { pictureStyle, pngFile, svgFile } from './picture-file.ts';
import { levelWords, type PlayLanguage, usePlay } from './play-context.ts';
import { saveFile } from './save-file.ts';
import { momentText } from './time-text.ts';
import { printSheet, WorksheetSheet } from './worksheet-sheet.tsx';
import './exports.css';

/** Enough of a hash to compare two by eye. */
const HASH_DIGITS = 12;

interface ExportsProps {
  readonly debrief: Debrief;
  readonly words: ExportsTexts;
}

/** What files of this match are named: by level and hash, so that two matches do not share a name. */
function fileName({ level, hash }: Debrief, what: string): string {
  return `syn-or-swim-${level.id}-${hash.slice(0, HASH_DIGITS)}${what}`;
}

function CapturePart({ debrief, words }: ExportsProps) {
  const language = usePlay();
  const { capture } = words;
  const [ends, setEnds] = useState<Side | 'both'>('both');
  const save = (): void => {
    const level = levelWords(debrief.level, language).name;
    const seen = ends === 'both' ? SIDES : [ends];
    const octets = exportedCapture(debrief, seen, { ...language, exports: words, level });
    saveFile(
      fileName(debrief, `-${ends}.pcapng`),
      new Blob([new Uint8Array(octets)], { type: 'application/x-pcapng' }),
    );
  };
  return (
    <article>
      <h3>{capture.heading}</h3>
      <p class="quiet">{capture.intro}</p>
      <div class="exports-row">
        <label class="exports-choice">
          {capture.end}
          <select
            value={ends}
            onChange={({ currentTarget }) =>
              setEnds(SIDES.find((side) => side === currentTarget.value) ?? 'both')
            }
          >
            {(['both', ...SIDES] as const).map((each) => (
              <option key={each} value={each}>
                {capture.ends[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button" onClick={save}>
          {capture.save}
        </button>
      </div>
    </article>
  );
}

/** The picture of `ladder` as a file; as SVG its texts bring their font along. */
async function pictureOf(
  kind: 'svg' | 'png',
  ladder: Ladder,
  props: ExportsProps,
  language: PlayLanguage,
): Promise<Blob> {
  const { debrief, words } = props;
  const { texts } = language;
  const moment = (at: number): string => texts.seconds(momentText(at));
  const layout = layOutLadder(ladder, WIDE_LADDER, { moment, ended: (boat) => endedWord(boat, texts) });
  const around = {
    title: `${levelWords(debrief.level, language).name} · ${connectionName(ladder, language)}`,
    foot: words.picture.foot(debrief.score.points, debrief.par, debrief.hash.slice(0, HASH_DIGITS)),
    sides: texts.sides,
  };
  const plain = ladderSvg(layout, around);
  return kind === 'png' ? pngFile(plain) : svgFile(ladderSvg(layout, around, await pictureStyle(plain.svg)));
}

function PicturePart({ ladder, ...props }: ExportsProps & { readonly ladder: Ladder }) {
  const language = usePlay();
  const { debrief, words } = props;
  const { picture } = words;
  const [failed, setFailed] = useState(false);
  const save = async (kind: 'svg' | 'png'): Promise<void> => {
    setFailed(false);
    try {
      const file = await pictureOf(kind, ladder, props, language);
      saveFile(fileName(debrief, `-${ladder.key.clientPort}.${kind}`), file);
    } catch (cause) {
      console.warn(cause);
      setFailed(true);
    }
  };
  return (
    <article>
      <h3>{picture.heading}</h3>
      <p class="quiet">{picture.intro}</p>
      <div class="exports-row">
        <button type="button" class="button" onClick={() => void save('svg')}>
          {picture.svg}
        </button>
        <button type="button" class="button" onClick={() => void save('png')}>
          {picture.png}
        </button>
      </div>
      {failed && <p role="alert">{picture.failed}</p>}
    </article>
  );
}

function WorksheetPart({ ladder, debrief, words }: ExportsProps & { readonly ladder: Ladder }) {
  const language = usePlay();
  const { worksheet } = words;
  const print = (solution: boolean): void => {
    const sheet = { debrief, ladder, words, language, solution };
    printSheet(<WorksheetSheet {...sheet} />);
  };
  return (
    <article>
      <h3>{worksheet.heading}</h3>
      <p class="quiet">{worksheet.intro}</p>
      <div class="exports-row">
        <button type="button" class="button" onClick={() => print(false)}>
          {worksheet.print}
        </button>
        <button type="button" class="button" onClick={() => print(true)}>
          {worksheet.printSolution}
        </button>
      </div>
    </article>
  );
}

/** The connection that teaches most: the one with the most tokens that were held back, else the most boats. */
export function firstChoice(ladders: readonly Ladder[]): number {
  const weight = ({ mistakes, boats }: Ladder): number => mistakes.length * 1000 + boats.length;
  return ladders.reduce((best, ladder, index) => {
    const known = ladders[best];
    return known !== undefined && weight(ladder) > weight(known) ? index : best;
  }, 0);
}

/** Everything by which a match leaves the page. */
export function ExportsSection({ debrief, words }: ExportsProps) {
  const language = usePlay();
  const { ladders } = debrief;
  const [chosen, setChosen] = useState(() => firstChoice(ladders));
  const ladder = ladders[chosen];
  const names = useMemo(() => ladders.map((each) => connectionName(each, language)), [ladders, language]);
  return (
    <section class="card exports" aria-labelledby="exports-heading">
      <h2 id="exports-heading">{words.heading}</h2>
      <div class="exports-parts">
        <div class="exports-column">
          <LinkPart debrief={debrief} words={words} fileName={fileName(debrief, '.json')} />
          <CapturePart debrief={debrief} words={words} />
        </div>
        {ladder !== undefined && (
          <div class="exports-column">
            <label class="exports-choice">
              {words.connection}
              <select value={chosen} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
                {names.map((name, index) => (
                  <option key={name} value={index}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <PicturePart debrief={debrief} words={words} ladder={ladder} />
            <WorksheetPart debrief={debrief} words={words} ladder={ladder} />
          </div>
        )}
      </div>
      <SocketsPart debrief={debrief} words={words} />
    </section>
  );
}
