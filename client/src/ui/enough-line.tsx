import type { MatchModel } from '../model/match-model.ts';
import { usePlay } from './play-context.ts';

/** Once this seat's own orders are done: the way to end the round before the horn, and whether the partner wants to. */
export function EnoughLine({ model }: { readonly model: MatchModel }) {
  const { encore } = usePlay().texts.harbour;
  const view = model.view.value;
  const { level, seat } = model.link;
  if (view === undefined) return null;
  const reached = view.orders.filter((order) => order.reached).length;
  const mine = view.enough.includes(seat);
  const partners = view.enough.some((side) => side !== seat);
  const offered = reached >= level.orders.length && !mine;
  if (!offered && !mine && !partners) return null;
  return (
    <div class="enough">
      {offered && (
        <button type="button" class="button small" onClick={() => model.ask({ kind: 'enough' })}>
          {encore.enough}
        </button>
      )}
      {mine && !partners && <p>{encore.said}</p>}
      {partners && !mine && <p>{encore.partnerSaid}</p>}
    </div>
  );
}
