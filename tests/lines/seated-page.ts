// The page's way into a room without a page: the client's own code, in Node.
import { PairRoom } from '../../client/src/connection/pair-room.ts';
import type { RoomProblem } from '../../client/src/connection/room-problem.ts';
import { createRoomClock } from '../../client/src/model/game-clock.ts';
import type {
  CommandAnswer,
  RoomPublic,
  RoomSeat,
  ServerMessages,
} from '../../shared/src/protocol/messages.ts';

/** What a page knows at a moment. */
export interface PageNews {
  readonly line: 'up' | 'reconnecting';
  readonly seat: RoomSeat | undefined;
  readonly told: RoomPublic | undefined;
  /** The newest view that came over the line that stands now. */
  readonly view: ServerMessages['view'] | undefined;
  readonly debrief: ServerMessages['debrief'] | undefined;
}

/** Words that stand in nobody's way. */
type SmallWord = 'thanks' | 'yes' | 'no' | 'wait';

/** A page that sits in a room. */
export interface SeatedPage {
  readonly room: PairRoom;
  readonly news: () => PageNews;
  /** Waits until the page knows what is `wanted`. */
  readonly until: (wanted: (news: PageNews) => boolean) => Promise<PageNews>;
  readonly sendSignal: (word: SmallWord) => Promise<CommandAnswer>;
  /** Why the room was over for this page; nothing while it is not. */
  readonly gone: readonly RoomProblem[];
}

/** What a browser keeps for a tab; without methods of its own that nobody asks for. */
export function tabStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: () => null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}

/** Takes a seat in the room `code` of the server at `origin`, and waits until the page has been told which. */
export async function sitDownAt(origin: string, code: string): Promise<SeatedPage> {
  const { page, join } = pageAt(origin, code);
  const problem = await join();
  if (problem !== undefined) throw new Error(`No seat: ${problem}`);
  await page.until(({ line, told }) => line === 'up' && told !== undefined);
  return page;
}

/** Takes the seat of `seatToken` in a class's match, as soon as the line to the server at `origin` lets it. */
export function sitDownInClass(origin: string, code: string, seatToken: string): SeatedPage {
  const { page, joinSurely } = pageAt(origin, code, seatToken);
  void joinSurely();
  return page;
}

/** A page in the tab of `storage` that has not sat down yet, with `seatToken` for a seat that is kept for it. */
export function pageAt(origin: string, code: string, seatToken?: string, storage = tabStorage()) {
  let news: PageNews = {
    line: 'reconnecting',
    seat: undefined,
    told: undefined,
    view: undefined,
    debrief: undefined,
  };
  const gone: RoomProblem[] = [];
  const watchers = new Set<() => void>();
  const learn = (more: Partial<PageNews>): void => {
    news = { ...news, ...more };
    for (const watcher of [...watchers]) watcher();
  };
  const wall = () => performance.timeOrigin + performance.now();
  const surroundings = { origin, storage, wall, onWake: () => () => undefined };
  const room = new PairRoom(code, seatToken, createRoomClock(wall), surroundings, {
    onSeat: (seat) => learn({ seat }),
    onPublic: (told) => learn({ told }),
    onView: (view) => learn({ view }),
    onNetworkView: () => undefined,
    onOwnLevel: () => undefined,
    onDebrief: (debrief) => learn({ debrief }),
    onMatchFailed: () => undefined,
    onBlame: () => undefined,
    onReadyKept: () => undefined,
    onLine: (line) => learn(line === 'up' ? { line } : { line, view: undefined }),
    onGone: (problem) => void gone.push(problem),
  });
  const page: SeatedPage = {
    room,
    gone,
    news: () => news,
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!wanted(news)) return;
          watchers.delete(look);
          resolve(news);
        };
        watchers.add(look);
        look();
      }),
    sendSignal: (kind) => room.send({ kind: 'signal', signal: { kind }, seen: news.view?.number ?? 0 }),
  };
  const asked = async (problem: Promise<RoomProblem | undefined>): Promise<RoomProblem | undefined> => {
    const told = await problem;
    if (told !== undefined) gone.push(told);
    return told;
  };
  return { page, join: () => asked(room.join()), joinSurely: () => asked(room.joinSurely()) };
}
