import type { Ending } from '@syn-or-swim/shared/capture/told-connection.ts';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { CaptureTexts } from '../i18n/capture-en.ts';
import type { CapturePageTexts } from '../i18n/load-capture.ts';
import type { ListedCapture, ListedConnection } from '../model/capture-messages.ts';
import {
  type CaptureDesk,
  type CaptureSight,
  endpointText,
  SAMPLE_CAPTURES,
} from '../model/capture-sight.ts';
import { AroundBar } from './around-bar.tsx';
import { CaptureLadder } from './capture-ladder.tsx';
import './around.css';
import './capture.css';

/** What is chosen from: captures of sniffers, and matches that were saved as files. */
const ACCEPTED = '.pcap,.pcapng,.cap,.json,application/vnd.tcpdump.pcap,application/x-pcapng';
const MEGA = 1_000_000;

/** Where a file is dropped or chosen. The browser's own words for choosing follow its language, not the page's. */
function DropField({ desk, words, again }: { desk: CaptureDesk; words: CaptureTexts; again: boolean }) {
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) desk.read(file);
  };
  return (
    <section
      aria-label={words.drop}
      class={`capture-drop ${over ? 'over' : ''} ${again ? 'again' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      {!again && <p aria-hidden="true">{words.drop}</p>}
      <label class={`button ${again ? '' : 'main'}`} for={id}>
        {again ? words.another : words.choose}
      </label>
      <input
        id={id}
        class="unseen"
        type="file"
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // The same file may be chosen once more.
          currentTarget.value = '';
        }}
      />
    </section>
  );
}

/** What to do without a capture at hand. */
function Samples({ desk, words }: { readonly desk: CaptureDesk; readonly words: CaptureTexts }) {
  return (
    <section class="card">
      <p>
        {words.how} <code>tcpdump -i any -w my.pcap tcp</code>
      </p>
      <p>{words.samples}</p>
      <div class="capture-row">
        {SAMPLE_CAPTURES.map((name) => (
          <button key={name} type="button" class="button small" onClick={() => desk.readSample(name)}>
            {words.sampleNames[name]}
          </button>
        ))}
      </div>
    </section>
  );
}

function problemText(
  problem: Extract<CaptureSight, { kind: 'problem' }>['problem'],
  { problems }: CaptureTexts,
): string {
  switch (problem.kind) {
    case 'too-big':
      return problems['too-big']((problem.octets / MEGA).toFixed(0), (problem.most / MEGA).toFixed(0));
    case 'broken':
      return problems.broken(problem.at);
    default:
      return problems[problem.kind];
  }
}

/** In a few words how a connection ended. */
function endingText(ending: Ending, { ends }: ListedConnection, words: CaptureTexts): string {
  switch (ending.kind) {
    case 'half-closed':
      return words.halfClosed(endpointText(ends[ending.closed]));
    case 'reset':
      return words.reset(endpointText(ends[ending.by]));
    default:
      return words.endings[ending.kind];
  }
}

/** Microseconds as seconds. */
function secondsText(time: number, words: CaptureTexts): string {
  return words.seconds((time / MEGA).toFixed(3));
}

function ListedRow({
  listed,
  words,
  several,
  chosen,
  onChoose,
}: {
  readonly listed: ListedConnection;
  readonly words: CaptureTexts;
  readonly several: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { ends, count, octets, from, until, ending, joined, retransmissions, seenAt } = listed;
  const marks = [
    ...(retransmissions > 0 ? [words.list.repeats(retransmissions)] : []),
    ...(joined ? [words.list.joined] : []),
    ...(several ? [words.list.interface(seenAt + 1)] : []),
  ];
  return (
    <tr class={chosen ? 'chosen' : ''}>
      <th scope="row">
        <button type="button" class="button small" aria-pressed={chosen} onClick={onChoose}>
          <span class="number">{endpointText(ends[0])}</span> <span aria-hidden="true">→</span>{' '}
          <span class="number">{endpointText(ends[1])}</span>
        </button>
      </th>
      <td class="number" data-label={words.list.segments}>
        {count}
      </td>
      <td class="number" data-label={words.list.octets}>
        {octets[0]} / {octets[1]}
      </td>
      <td class="number" data-label={words.list.lasted}>
        {secondsText(until - from, words)}
      </td>
      <td>
        {endingText(ending, listed, words)}
        {marks.length > 0 && <span class="quiet"> · {marks.join(' · ')}</span>}
      </td>
    </tr>
  );
}

function ConnectionList({
  capture,
  words,
  chosen,
  onChoose,
}: {
  readonly capture: ListedCapture;
  readonly words: CaptureTexts;
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
}) {
  const { list } = words;
  const heads = [`${list.opener} → ${list.peer}`, list.segments, list.octets, list.lasted, list.ended];
  return (
    <section class="card" aria-labelledby="capture-list">
      <h2 id="capture-list">{list.heading}</h2>
      <p class="quiet">
        {words.summary(capture.packets, capture.connections.length + capture.more)}
        {capture.others > 0 && ` · ${words.others(capture.others)}`}
        {capture.cutOff && ` · ${words.cutOff}`}
        {capture.unknownLinks.length > 0 && ` · ${words.unknownLinks(capture.unknownLinks.join(', '))}`}
        {capture.more > 0 && ` · ${words.more(capture.more)}`}
      </p>
      <div class="table-scroll capture-list">
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {capture.connections.map((listed, index) => (
              <ListedRow
                key={`${listed.seenAt} ${endpointText(listed.ends[0])} ${endpointText(listed.ends[1])}`}
                {...{ listed, words }}
                several={capture.interfaces > 1}
                chosen={index === chosen}
                onChoose={() => onChoose(index)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Found({
  sight,
  desk,
  texts,
}: {
  readonly sight: Extract<CaptureSight, { kind: 'capture' }>;
  readonly desk: CaptureDesk;
  readonly texts: CapturePageTexts;
}) {
  const { capture, shown } = sight;
  const { page: words } = texts;
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const choose = (index: number): void => {
    const listed = capture.connections[index];
    if (listed === undefined) return;
    setChosen(index);
    desk.show(index, listed.found.place, false);
  };
  // The first connection is shown at once: a small capture has no other.
  useEffect(() => choose(0), [capture]);
  if (capture.connections.length === 0) {
    const links = capture.unknownLinks;
    return (
      <p class="problem" role="alert">
        {words.problems['nothing-found']} {links.length > 0 && words.unknownLinks(links.join(', '))}
      </p>
    );
  }
  const listed = chosen === undefined ? undefined : capture.connections[chosen];
  return (
    <>
      <ConnectionList capture={capture} words={words} chosen={chosen} onChoose={choose} />
      {listed !== undefined && shown !== undefined && shown.index === chosen && (
        <CaptureLadder
          key={chosen}
          {...{ listed, texts }}
          shown={shown.shown}
          onAsk={(place, whole) => desk.show(shown.index, place, whole)}
        />
      )}
    </>
  );
}

/** Captures of real connections, read in the browser: choose a file, choose a connection, see its ladder. */
export function CaptureScreen({
  desk,
  texts,
  onBack,
}: {
  readonly desk: CaptureDesk;
  readonly texts: CapturePageTexts;
  readonly onBack: () => void;
}) {
  const { page: words } = texts;
  const sight = desk.sight.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="around capture">
      <AroundBar label={words.back} onBack={onBack} />
      <h1 ref={heading} tabIndex={-1}>
        {words.heading}
      </h1>
      {sight.kind !== 'capture' && <p class="lead">{words.intro}</p>}
      <DropField desk={desk} words={words} again={sight.kind === 'capture'} />
      {sight.kind === 'reading' && <p role="status">{words.reading}</p>}
      {sight.kind === 'problem' && (
        <p class="problem" role="alert">
          {problemText(sight.problem, words)}
        </p>
      )}
      {sight.kind === 'capture' ? (
        <Found sight={sight} desk={desk} texts={texts} />
      ) : (
        <Samples desk={desk} words={words} />
      )}
    </main>
  );
}
