import { ENDS, type End } from '@syn-or-swim/shared/capture/captured-connection.ts';
import type { KnownState } from '@syn-or-swim/shared/capture/far-end.ts';
import type { LadderRow } from '@syn-or-swim/shared/capture/ladder-rows.ts';
import { MOST_ROWS } from '@syn-or-swim/shared/capture/ladder-rows.ts';
import type { CapturePlace } from '@syn-or-swim/shared/capture/own-end.ts';
import type { SegmentNote } from '@syn-or-swim/shared/capture/segment-notes.ts';
import type { Unseen } from '@syn-or-swim/shared/capture/told-connection.ts';
import { LEFT_AS } from '@syn-or-swim/shared/scoring/left-sockets.ts';
import { flagsText, type Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { useState } from 'preact/hooks';
import type { CaptureTexts } from '../i18n/capture-en.ts';
import type { CapturePageTexts } from '../i18n/load-capture.ts';
import type { ListedConnection, ShownConnection } from '../model/capture-messages.ts';
import { endpointText } from '../model/capture-sight.ts';

const MICROSECONDS = 1_000_000;
const PLACES: readonly CapturePlace[] = [0, 1, 'both'];

interface LadderProps {
  readonly listed: ListedConnection;
  readonly shown: ShownConnection;
  readonly texts: CapturePageTexts;
}

/** What is known of an end: one state, or from which to which. */
function stateText({ proven, possible }: KnownState): string {
  return proven === possible ? proven : `${proven} … ${possible}`;
}

function noteText(note: SegmentNote, words: CaptureTexts): string {
  switch (note.kind) {
    case 'retransmission':
      return words.retransmission[note.cause](note.first + 1);
    case 'duplicate-ack':
      return words.duplicateAck(note.count);
    case 'reset':
      return words.resets[note.why];
    default:
      return words.notes[note.kind];
  }
}

function kindOf({ flags, dataLength }: Segment): string {
  if (flags.rst) return 'rst';
  if (flags.syn) return 'syn';
  if (flags.fin) return 'fin';
  return dataLength > 0 ? 'data' : 'ack';
}

function timeText(at: number, words: CaptureTexts): string {
  return words.seconds((at / MICROSECONDS).toFixed(3));
}

interface RowProps {
  readonly row: LadderRow;
  readonly words: CaptureTexts;
  readonly began: number;
  readonly raw: boolean;
  /** Both ends by address and port. */
  readonly names: readonly string[];
}

/** A state beside its shore; unchanged ones are left out, so that changes are seen. */
function State({
  end,
  known,
  name,
}: {
  readonly end: End;
  readonly known: KnownState | undefined;
  name: string;
}) {
  return (
    <span class={`capture-state end-${end}`}>
      {known !== undefined && (
        <>
          <span class="unseen">{name}: </span>
          <span class={`state ${known.possible}`}>{stateText(known)}</span>
        </>
      )}
    </span>
  );
}

function SegmentRow({
  row,
  words,
  began,
  raw,
  names,
}: RowProps & { row: Extract<LadderRow, { kind: 'segment' }> }) {
  const { told, index, changed } = row;
  const { segment, from, notes, states, at } = told;
  const seq = raw ? segment.seq : row.seq;
  const ack = raw ? segment.ack : row.ack;
  const known = (end: End) => (changed.includes(end) ? states[end] : undefined);
  return (
    <li class="capture-segment">
      <span class="capture-time number quiet">
        {index + 1} · {timeText(at - began, words)}
      </span>
      <State end={0} known={known(0)} name={names[0] ?? ''} />
      <span class={`capture-arrow ${kindOf(segment)} from-${from}`}>
        <span class="unseen">{names[from]}: </span>
        <span class="number capture-label">
          {flagsText(segment.flags)} seq {seq}
          {segment.flags.ack && ` ack ${ack}`}
          {segment.dataLength > 0 && ` · ${words.ladder.octets(segment.dataLength)}`}
          {segment.window === 0 && !segment.flags.rst && ` · ${words.ladder.window(0)}`}
        </span>
        <span class="capture-line" aria-hidden="true" />
      </span>
      <State end={1} known={known(1)} name={names[1] ?? ''} />
      {notes.length > 0 && (
        <span class="capture-notes">
          {notes.map((note) => (
            <span key={note.kind}>{noteText(note, words)}</span>
          ))}
        </span>
      )}
    </li>
  );
}

function Row(props: RowProps) {
  const { row, words, began } = props;
  if (row.kind === 'segment') return <SegmentRow {...props} row={row} />;
  return (
    <li class="capture-segment capture-run">
      <span class="capture-time number quiet">
        {row.index + 1}–{row.index + row.count} · {timeText(row.until - began, words)}
      </span>
      <span class="capture-run-text quiet">{words.ladder.run(row.count, row.octets[0], row.octets[1])}</span>
    </li>
  );
}

function unseenText(unseen: Unseen, { shown, listed, texts: { page } }: LadderProps): string {
  const end = endpointText(listed.ends[unseen.end]);
  switch (unseen.kind) {
    case 'vanished': {
      const [from, until] = [unseen.after, unseen.at].map((at) => timeText(at - shown.began, page));
      return page.unseen.vanished(end, unseen.state, from ?? '', until ?? '');
    }
    case 'unanswered':
    case 'not-taken':
      return page.unseen[unseen.kind](end, unseen.index + 1);
    case 'may-have-ended':
      return page.unseen['may-have-ended'](end, unseen.state);
  }
}

/** At most so many lines of one list. */
const MOST_UNSEEN = 30;

function UnseenList(props: LadderProps) {
  const { unseen: words } = props.texts.page;
  const { unseen } = props.shown;
  return (
    <section class="card" aria-labelledby="capture-unseen">
      <h2 id="capture-unseen">{words.heading}</h2>
      <p class="quiet">{unseen.length === 0 ? words.none : words.intro}</p>
      <ul class="capture-unseen">
        {unseen.slice(0, MOST_UNSEEN).map((one) => (
          <li key={JSON.stringify(one)}>{unseenText(one, props)}</li>
        ))}
      </ul>
    </section>
  );
}

/** The sockets that stand at the end of the capture, in an operator's words. */
function Left({ listed, shown, texts: { page, operator } }: LadderProps) {
  const left = ENDS.flatMap((end) => {
    const as = LEFT_AS.find((state) => state === shown.last[end].possible);
    return as === undefined ? [] : [{ end, as }];
  });
  return (
    <section class="card" aria-labelledby="capture-left">
      <h2 id="capture-left">{page.stuck.heading}</h2>
      {left.length === 0 && <p class="quiet">{page.stuck.none}</p>}
      {left.map(({ end, as }) => {
        const said = operator.states[as];
        return (
          <article key={end}>
            <h3>{page.stuck.line(endpointText(listed.ends[end]), as)}</h3>
            <dl class="capture-operator">
              <dt>{operator.cause}</dt>
              <dd>{said.cause}</dd>
              <dt>{operator.remedy}</dt>
              <dd>{said.remedy}</dd>
              <dt>{operator.linux}</dt>
              <dd>{said.linux}</dd>
              <dt>{operator.rfc}</dt>
              <dd>{said.rfc}</dd>
            </dl>
          </article>
        );
      })}
    </section>
  );
}

function Facts({ listed, shown, texts: { page } }: LadderProps) {
  const name = (end: End) => endpointText(listed.ends[end]);
  const facts = [
    ...(shown.closedFirst === undefined ? [] : [page.facts.closedFirst(name(shown.closedFirst))]),
    ...(shown.waits === undefined ? [] : [page.facts.waits(name(shown.waits))]),
    page.facts.repeats(shown.retransmissions),
  ];
  return <p>{facts.join(' ')}</p>;
}

/** One connection as a ladder, with what it tells and what it cannot tell. */
export function CaptureLadder(
  props: LadderProps & { readonly onAsk: (place: CapturePlace, whole: boolean) => void },
) {
  const { listed, shown, texts, onAsk } = props;
  const { page: words } = texts;
  const [place, setPlace] = useState<CapturePlace>(listed.found.place);
  const [whole, setWhole] = useState(false);
  const [raw, setRaw] = useState(false);
  const names = listed.ends.map(endpointText);
  const ask = (next: CapturePlace, all: boolean): void => {
    setPlace(next);
    setWhole(all);
    onAsk(next, all);
  };
  return (
    <>
      <section class="card capture-ladder" aria-labelledby="capture-ladder">
        <h2 id="capture-ladder">
          {words.ladder.heading} <span class="quiet number">{names.join(' → ')}</span>
        </h2>
        <Facts {...props} />
        <fieldset class="choice">
          <legend>{words.place.heading}</legend>
          {PLACES.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="capture-place"
                checked={place === each}
                onChange={() => ask(each, whole)}
              />
              {words.place.choices[each]}
              {each !== 'both' && <span class="quiet number"> {names[each]}</span>}
            </label>
          ))}
        </fieldset>
        <p class="quiet">
          {words.place.by[listed.found.by]} {place !== 'both' && words.place.far}
        </p>
        <div class="choice">
          <label>
            <input
              type="checkbox"
              checked={whole}
              onChange={({ currentTarget }) => ask(place, currentTarget.checked)}
            />
            {words.ladder.whole}
          </label>
          <label>
            <input
              type="checkbox"
              checked={raw}
              onChange={({ currentTarget }) => setRaw(currentTarget.checked)}
            />
            {words.ladder.rawNumbers}
          </label>
        </div>
        <div class="capture-shores" aria-hidden="true">
          <span>{names[0]}</span>
          <span>{names[1]}</span>
        </div>
        <ol class="capture-rows">
          {shown.rows.map((row) => (
            <Row key={`${row.kind}-${row.index}`} {...{ row, words, raw, names }} began={shown.began} />
          ))}
        </ol>
        {shown.rows.length >= MOST_ROWS && <p>{words.ladder.cut(MOST_ROWS, shown.count)}</p>}
      </section>
      <Left {...props} />
      <UnseenList {...props} />
    </>
  );
}
