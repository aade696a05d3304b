import type { ReadonlySignal } from '@preact/signals';
import { ACT_COSTS, type BoatHeader, ENERGY_MAX } from '@syn-or-swim/shared/game/network-act.ts';
import { peerOf } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import type { NetworkTexts } from '../i18n/network-en.ts';
import type { NetworkModel, NetworkWord } from '../model/network-model.ts';
import { headerLanes } from '../model/open-strait.ts';
import type { Presence } from '../model/presence.ts';
import { FlagRow } from './flag-picture.tsx';
import { OpenStrait } from './open-strait.tsx';
import { levelWords, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import { useNow } from './use-now.ts';
import './around.css';
import './network.css';

interface NetworkProps {
  readonly model: NetworkModel;
  readonly words: NetworkTexts;
}

/** What became of the last act, in words. */
function wordText({ kind, refused }: NetworkWord, words: NetworkTexts): string {
  if (refused === undefined) return words.done[kind];
  if (refused === 'not-sent') return words.notSent;
  if (refused === 'paused') return words.paused;
  return Object.hasOwn(words.refused, refused)
    ? words.refused[refused as keyof NetworkTexts['refused']]
    : words.refusedElse;
}

function headerText({ flags, seq, ack, crates }: BoatHeader): string {
  const boat = segmentText({
    flags,
    seq: sequenceNumber(seq),
    ack: sequenceNumber(ack),
    dataLength: 0,
    window: 0,
  });
  return crates === 0 ? boat : `${boat} + ${crates * 100}`;
}

function Energy({ model, words, now }: NetworkProps & { readonly now: Milliseconds }) {
  const energy = model.energy(now);
  return (
    <p class="network-energy" role="img" aria-label={words.energyOf(energy, ENERGY_MAX)}>
      <span aria-hidden="true">{words.energy}</span>
      {Array.from({ length: ENERGY_MAX }, (_, index) => (
        <span key={index} aria-hidden="true" class={index < energy ? 'unit full' : 'unit'} />
      ))}
    </p>
  );
}

const KINDS = ['sink', 'hold', 'copy'] as const;

function Boat({
  model,
  words,
  boat,
  now,
}: NetworkProps & { readonly boat: BoatHeader; readonly now: Milliseconds }) {
  const way = model.way(boat, now);
  const left = boat.from === 'client' ? way : 1 - way;
  const text = headerText(boat);
  const marked = model.toSwap.value === boat.boat;
  return (
    <li class={`network-boat ${boat.from} ${marked ? 'marked' : ''}`}>
      <div class="network-course" aria-hidden="true">
        <span class="network-hull" style={{ left: `${Math.round(left * 100)}%` }}>
          <FlagRow flags={boat.flags} />
        </span>
      </div>
      <p>
        <strong class="number">{text}</strong> {words.to(peerOf(boat.from))}{' '}
        <span class="quiet number">
          :{boat.key.clientPort} – :{boat.key.serverPort}
        </span>
      </p>
      <div class="network-acts">
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            class="button small"
            aria-label={words.actOn(words.acts[kind], ACT_COSTS[kind], text)}
            aria-disabled={!model.canPay(kind, now)}
            onClick={() => void model.act({ kind, boat: boat.boat })}
          >
            {words.acts[kind]} <span class="cost">{ACT_COSTS[kind]}</span>
          </button>
        ))}
        <button
          type="button"
          class="button small"
          aria-pressed={marked}
          aria-label={words.actOn(words.acts.swap, ACT_COSTS.swap, text)}
          aria-disabled={!model.canPay('swap', now)}
          onClick={() => model.swap(boat.boat)}
        >
          {words.acts.swap} <span class="cost">{ACT_COSTS.swap}</span>
        </button>
      </div>
    </li>
  );
}

function Horn({ model, words, now }: NetworkProps & { readonly now: Milliseconds }) {
  return (
    <p class="network-horn">
      <span class="unseen">{words.horn}: </span>
      <span class="number">{clockText(model.hornAt - now)}</span>
    </p>
  );
}

/** The screen of whoever is the weather: headers under way, energy, and what may be done to boats. */
export function NetworkScreen({
  model,
  words,
  line,
  onLeave,
}: NetworkProps & {
  readonly line: ReadonlySignal<Presence['line']>;
  /** Left out in a class, which alone leads somewhere else. */
  readonly onLeave: (() => void) | undefined;
}) {
  const language = usePlay();
  const now = useNow(model.link.clock);
  const word = model.word.value;
  const boats = model.boats.value;
  return (
    <main class="around network">
      <header class="network-head">
        <div>
          <h1>{words.heading}</h1>
          <p class="quiet">{levelWords(model.link.level, language).name}</p>
        </div>
        <Energy model={model} words={words} now={now} />
        <Horn model={model} words={words} now={now} />
        {onLeave !== undefined && (
          <button type="button" class="button small" onClick={onLeave}>
            {words.leave}
          </button>
        )}
      </header>
      {line.value === 'reconnecting' && (
        <p class="problem" role="alert">
          {language.texts.link.reconnecting}
        </p>
      )}
      <p role="status" class="network-word">
        {model.toSwap.value !== undefined ? words.swapWith : word === undefined ? '' : wordText(word, words)}
      </p>
      <HowTo words={words} open={word === undefined} />
      <section class="card" aria-labelledby="network-boats">
        <h2 id="network-boats">{words.boats}</h2>
        <OpenStrait
          lanes={headerLanes(boats, (boat) => model.way(boat, now))}
          label={words.strait}
          covered={words.unknown}
        />
        {boats.length === 0 && <p class="quiet">{words.none}</p>}
        <ul class="network-boats">
          {boats.map((boat) => (
            <Boat key={boat.boat} model={model} words={words} boat={boat} now={now} />
          ))}
        </ul>
      </section>
    </main>
  );
}

function Rules({ words }: { readonly words: NetworkTexts }) {
  return (
    <>
      <ul>
        {words.role.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <dl class="network-notes">
        {([...KINDS, 'swap'] as const).map((kind) => (
          <div key={kind}>
            <dt>
              {words.acts[kind]} <span class="cost">{ACT_COSTS[kind]}</span>
            </dt>
            <dd>{words.actNotes[kind]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How this seat is played: open until something was done, and whenever it is asked for. */
function HowTo({ words, open }: { readonly words: NetworkTexts; readonly open: boolean }) {
  return (
    <details class="card network-role" open={open}>
      <summary>{words.howTo}</summary>
      <Rules words={words} />
    </details>
  );
}

/** What the network's player sees, spends and scores by. */
export function NetworkRole({ words }: { readonly words: NetworkTexts }) {
  return (
    <section class="card network-role" aria-label={words.heading}>
      <Rules words={words} />
    </section>
  );
}
