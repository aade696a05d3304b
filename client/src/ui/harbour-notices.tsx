import { berthsOf } from '@syn-or-swim/shared/game/level.ts';
import type { SeatView, WallNotice } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import { usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import { useNow } from './use-now.ts';
import './harbour-notices.css';

interface NoticeProps {
  readonly model: MatchModel;
  readonly view: SeatView;
  readonly now: Milliseconds;
}

/** From this level on berths can run short. */
const BERTH_LEVEL = 8;

/** What a sea wall stops, for whom, and until when. */
export function wallText(wall: WallNotice, model: MatchModel, { harbour }: PlayTexts): string {
  const { notices } = harbour;
  const { until, clientPort, stops, sentBy } = wall;
  const way = sentBy === 'both' ? 'both' : sentBy === model.link.seat ? 'out' : 'in';
  const end = until === undefined ? notices.forGood : notices.until(clockText(until));
  return notices.wall(model.shipAt(clientPort), stops, way, end);
}

function Wall({ model, wall }: { readonly model: MatchModel; readonly wall: WallNotice }) {
  const { texts } = usePlay();
  const { notices } = texts.harbour;
  const { until, clientPort } = wall;
  const ship = model.shipAt(clientPort);
  const order = model.slipsSeen().find((slip) => slip.clientPort === clientPort)?.order;
  return (
    <li class="harbour-notice wall">
      <p>{wallText(wall, model, texts)}</p>
      {until !== undefined && (
        <button type="button" class="button small" onClick={() => model.say({ kind: 'chain-until', until })}>
          {notices.tellChain(clockText(until))}
        </button>
      )}
      {until === undefined && order !== undefined && (
        <button type="button" class="button small" onClick={() => model.say({ kind: 'give-up', order })}>
          {notices.tellGiveUp(ship)}
        </button>
      )}
    </li>
  );
}

/** SYN cookies: a switch that works once. */
function Cookies({ model, view, now }: NoticeProps) {
  const { notices } = usePlay().texts.harbour;
  if (view.side === 'client' || model.link.level.flood === undefined) return null;
  const { cookiesUntil } = view;
  if (cookiesUntil === undefined) {
    return (
      <li class="harbour-notice">
        <button
          type="button"
          class="button small"
          aria-label={notices.cookiesLabel}
          onClick={() => model.act({ kind: 'cookies' })}
        >
          {notices.cookies}
        </button>
      </li>
    );
  }
  const on = now < cookiesUntil;
  return (
    <li class="harbour-notice">{on ? notices.cookiesUntil(clockText(cookiesUntil)) : notices.cookiesOver}</li>
  );
}

/** How full the harbour is, where that matters. */
function Room({ model, view }: NoticeProps) {
  const { notices } = usePlay().texts.harbour;
  const { level } = model.link;
  if (level.number < BERTH_LEVEL) return null;
  const alive = view.sockets.filter(({ connection }) => connection.state !== 'CLOSED');
  const at = (place: 'berth' | 'anchorage') => alive.filter((socket) => socket.place === place).length;
  return (
    <li class="harbour-notice room">
      <span>{notices.berths(at('berth'), berthsOf(level, view.side))}</span>
      {view.side === 'server' && <span>{notices.anchorage(at('anchorage'), level.anchorage)}</span>}
      {(level.coffees ?? 0) > 0 && view.side === 'server' && <span>{notices.coffees(view.coffees)}</span>}
    </li>
  );
}

/** What befalls this harbour: walls at its mouth, darkness, cookies, berths and coffees that are left. */
export function HarbourNotices({ model }: { readonly model: MatchModel }) {
  const { notices } = usePlay().texts.harbour;
  const now = useNow(model.link.clock);
  const view = model.view.value;
  if (view === undefined) return null;
  const walls = view.walls.filter(({ until }) => until === undefined || now < until);
  const scene = { model, view, now };
  return (
    <ul class="harbour-notices" aria-label={notices.heading}>
      {view.darkUntil !== undefined && (
        <li class="harbour-notice dark">{notices.dark(clockText(view.darkUntil))}</li>
      )}
      {walls.map((wall) => (
        <Wall key={`${wall.clientPort}-${wall.from}`} model={model} wall={wall} />
      ))}
      <Cookies {...scene} />
      <Room {...scene} />
    </ul>
  );
}
