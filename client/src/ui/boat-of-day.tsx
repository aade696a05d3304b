import type { BoatOfTheDay } from '@syn-or-swim/shared/scoring/boat-of-the-day.ts';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { BoatPicture } from './boat-picture.tsx';
import { shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import './boat-of-day.css';

function sentence(boat: BoatOfTheDay, { boat: words }: AfterwardsTexts): string {
  if (boat.kind === 'finest') return words.finestKinds[boat.finest];
  const { blooper, reach } = boat;
  if (blooper.kind === 'beyond-par') return `${words.bloopers[blooper.why]} ${words.reach[reach]}`;
  const { verdict } = blooper;
  switch (verdict.kind) {
    case 'wrong':
      return `${words.bloopers[verdict.refusal.reason]} ${words.reach[reach]}`;
    case 'held': {
      const known: Readonly<Partial<Record<typeof verdict.reason, string>>> = words.bloopers;
      return `${known[verdict.reason] ?? ''} ${words.reach[reach]}`;
    }
    default:
      return `${words.bloopers[verdict.kind === 'repeat' ? 'hasty' : 'idle']} ${words.reach[reach]}`;
  }
}

/** The round's best blooper, or where there was none its finest boat: a picture and a friendly word. */
export function BoatOfDay({
  boat,
  debrief,
  words,
}: {
  readonly boat: BoatOfTheDay;
  readonly debrief: Debrief;
  readonly words: AfterwardsTexts;
}) {
  const { texts } = usePlay();
  const { at, seat, order: id, key, token } = boat;
  const order = debrief.orders.find((other) => other.id === id);
  const ship = order === undefined ? `:${key.clientPort}` : shipName(texts, order.name);
  return (
    <section class="card boat-of-day" aria-labelledby="boat-heading">
      <h2 id="boat-heading">{boat.kind === 'finest' ? words.boat.finest : words.boat.heading}</h2>
      <figure>
        <BoatPicture token={token} label={words.boat.picture('')} />
        <figcaption>
          <p class="boat-sentence">{sentence(boat, words)}</p>
          <p class="quiet">{words.boat.from(ship, seat, texts.seconds(momentText(at)))}</p>
        </figcaption>
      </figure>
    </section>
  );
}
