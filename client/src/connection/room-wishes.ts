import type { ClientMessages, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';

/** What a person says to the room before and after a match. */
export type Wish =
  | { readonly kind: 'ready'; readonly message: ClientMessages['ready'] }
  /** `seat` is where the person sat: a swap that has come about is not asked for again. */
  | {
      readonly kind: 'choose';
      readonly message: ClientMessages['choose'];
      readonly seat: RoomSeat | undefined;
    }
  | { readonly kind: 'blame'; readonly message: ClientMessages['blame'] };

/** Tells the room a wish over one line. Fails where it is not certain that the room has heard it. */
export type TellRoom = (wish: Wish) => Promise<unknown>;

/** Wishes that the room has perhaps not heard yet, in the order in which they count. */
export interface RoomWishes {
  /** Says `wish` over the line `tell`, or keeps it until one is there. */
  readonly say: (wish: Wish, tell: TellRoom | undefined) => void;
  /**
   * A new line is there, on which this page sits at `seat`: what was kept is said. What was said over this line
   * already is left alone.
   */
  readonly resume: (seat: RoomSeat, tell: TellRoom) => void;
  /** Another match is on, or none ever will be: what was kept is over. */
  readonly forget: () => void;
}

/**
 * No wish is kept. `isUp` tells whether a line still stands: if so, the room has refused what fails over it.
 * `onReady` hears what this page has said last of being ready as long as it is kept; undefined once it no longer is.
 */
export function createRoomWishes(
  isUp: (tell: TellRoom) => boolean,
  onReady: (ready: boolean | undefined) => void,
): RoomWishes {
  let kept: Wish[] = [];
  const keep = (wishes: Wish[]): void => {
    kept = wishes;
    onReady(kept.find((wish) => wish.kind === 'ready')?.message.ready);
  };
  const drop = (wish: Wish): void => {
    if (kept.includes(wish)) keep(kept.filter((other) => other !== wish));
  };
  /** Over which line a wish was told last. */
  const lines = new WeakMap<Wish, TellRoom>();
  const put = (wish: Wish, tell: TellRoom): void => {
    lines.set(wish, tell);
    tell(wish).then(
      () => drop(wish),
      () => {
        if (isUp(tell) && lines.get(wish) === tell) drop(wish);
      },
    );
  };
  return {
    say: (wish, tell) => {
      // What was said before of being ready counts no more, nor whom somebody blamed first.
      const over = wish.kind === 'blame' ? 'blame' : 'ready';
      keep([...kept.filter(({ kind }) => kind !== over), wish]);
      if (tell !== undefined) put(wish, tell);
    },
    resume: (seat, tell) => {
      const cameAbout = (wish: Wish): boolean =>
        wish.kind === 'choose' && wish.message.swap && wish.seat !== undefined && wish.seat !== seat;
      keep(kept.filter((wish) => !cameAbout(wish)));
      for (const wish of kept) if (lines.get(wish) !== tell) put(wish, tell);
    },
    forget: () => keep([]),
  };
}
