// A game for two: the room of the server, and what this page shows of it.
import { batch, signal } from '@preact/signals';
import { type LeftSockets, type Level, type LevelId, levelId } from '@syn-or-swim/shared/game/level.ts';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { StudentStage } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { RoomPublic, RoomSeat, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { Blame } from '@syn-or-swim/shared/scoring/blame.ts';
import type { ComponentType } from 'preact';
import { classWords } from './class-words.ts';
import { makeRoom, type PairListener, PairRoom, type PairSurroundings } from './connection/pair-room.ts';
import type { RoomProblem } from './connection/room-problem.ts';
import { forgetSeat, keptSeat } from './connection/seat-store.ts';
import type { ClassTexts } from './i18n/class-en.ts';
import { type Debrief, debriefOf, knownLevel } from './model/debrief-model.ts';
import { createRoomClock } from './model/game-clock.ts';
import { MatchModel } from './model/match-model.ts';
import { NetworkModel } from './model/network-model.ts';
import { learnLevel, ownLevel } from './model/own-levels.ts';
import type { PairModel, RoomActions } from './model/pair-model.ts';
import type { Presence } from './model/presence.ts';
import { matchSettings } from './model/settings.ts';
import { countMatch } from './page-progress.ts';
import { debriefPage } from './page-questions.ts';
import { settings } from './page-settings.ts';
import { onWake } from './page-wake.ts';
import {
  captions,
  framed,
  heard,
  loadStrait,
  loadTexts,
  singleKeys,
  soundOn,
  surroundings,
} from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { ClassMatchGone } from './ui/class-match-gone.tsx';
import { PairScreens } from './ui/pair-screens.tsx';

const page: PairSurroundings = {
  origin: location.origin,
  storage: sessionStorage,
  wall: () => performance.timeOrigin + performance.now(),
  onWake,
};

/** The signals of a room, and what fills them from the room's words. */
class PairSession implements PairModel {
  readonly room = signal<RoomPublic | undefined>(undefined);
  readonly seat = signal<RoomSeat | undefined>(undefined);
  readonly own = signal<Level | undefined>(undefined);
  readonly line = signal<Presence['line']>('up');
  readonly readyKept = signal<boolean | undefined>(undefined);
  readonly model = signal<MatchModel | undefined>(undefined);
  readonly network = signal<NetworkModel | undefined>(undefined);
  readonly debrief = signal<Debrief | 'unreadable' | undefined>(undefined);
  readonly blames = signal<Readonly<Partial<Record<Side, Blame>>>>({});
  readonly failure = signal<ServerMessages['match-failed'] | undefined>(undefined);
  readonly clock = createRoomClock(page.wall);
  readonly link: string;
  readonly pair: PairRoom;
  #match = 0;
  /** A view that came before the room had told which level is on. */
  #early: ServerMessages['view'] | undefined;
  #earlyNetwork: ServerMessages['network-view'] | undefined;

  readonly #inherited: LeftSockets | undefined;

  /** `inherited` is what the night shift of a class left in its match. */
  constructor(
    code: string,
    seatToken: string | undefined,
    onGone: (problem: RoomProblem) => void,
    inherited?: LeftSockets,
  ) {
    this.#inherited = inherited;
    this.link = `${page.origin}/?join=${code}`;
    const listener: PairListener = {
      onSeat: (seat) => {
        this.seat.value = seat;
      },
      onOwnLevel: (own) => {
        learnLevel(own);
        this.own.value = own.level;
      },
      onPublic: (room) => this.#takeRoom(room),
      onView: (view) => this.#takeView(view),
      onNetworkView: (view) => this.#takeNetworkView(view),
      onDebrief: ({ recording, seat }) => {
        // A page that comes back is told again; whoever reads goes on reading.
        const shown = this.debrief.peek();
        if (typeof shown === 'object' && JSON.stringify(shown.recording) === JSON.stringify(recording))
          return;
        const side = seat === 'network' ? undefined : seat;
        const debrief = debriefOf(recording, side);
        if (debrief !== undefined && side !== undefined) countMatch(debrief, side);
        this.debrief.value = debrief ?? 'unreadable';
      },
      onBlame: ({ said }) => {
        this.blames.value = said;
      },
      onMatchFailed: (failure) => {
        this.failure.value = failure;
      },
      onLine: (line) => {
        this.line.value = line;
      },
      onReadyKept: (ready) => {
        this.readyKept.value = ready;
      },
      onGone,
    };
    this.pair = new PairRoom(code, seatToken, this.clock, page, listener);
  }

  #takeRoom(room: RoomPublic): void {
    this.room.value = room;
    // Nobody has to be waited for: who is here wants to play.
    if (room.level === KERNEL_LEVEL.id && room.phase === 'lobby') this.pair.ready(true);
    const early = this.#early;
    const earlyNetwork = this.#earlyNetwork;
    this.#early = undefined;
    this.#earlyNetwork = undefined;
    if (early !== undefined) this.#takeView(early);
    if (earlyNetwork !== undefined) this.#takeNetworkView(earlyNetwork);
  }

  #takeView(view: ServerMessages['view']): void {
    const room = this.room.value;
    const seat = this.seat.value;
    const level = room && knownLevel(room.level);
    if (level === undefined || seat === undefined || seat === 'network') {
      this.#early = view;
      return;
    }
    batch(() => {
      if (this.#match !== view.match || this.model.value === undefined) {
        this.#match = view.match;
        this.debrief.value = undefined;
        this.blames.value = {};
        this.failure.value = undefined;
        const { clock, pair } = this;
        const played = levelOf({ ...room?.settings, inherited: this.#inherited }, level);
        this.model.value = new MatchModel(
          { seat, level: played, clock, send: (command) => pair.send(command) },
          surroundings,
        );
      }
      this.model.value?.receive(view);
    });
  }

  #takeNetworkView(view: ServerMessages['network-view']): void {
    const level = this.room.value && knownLevel(this.room.value.level);
    if (level === undefined) {
      this.#earlyNetwork = view;
      return;
    }
    batch(() => {
      if (this.#match !== view.match || this.network.value === undefined) {
        this.#match = view.match;
        this.debrief.value = undefined;
        this.failure.value = undefined;
        const { clock, pair } = this;
        this.network.value = new NetworkModel({ level, clock, act: (act) => pair.act(act) });
      }
      this.network.value?.receive(view);
    });
  }
}

/** Takes a seat in the room with `code` and shows the room, or the title with the reason why not. */
async function enter(shell: Shell, code: string, seatToken: string | undefined): Promise<void> {
  const { texts } = await loadTexts(shell);
  const session = new PairSession(code, seatToken, (problem) => shell.fail(texts.problems[problem]));
  const problem = await session.pair.join();
  if (problem !== undefined) {
    forgetSeat(page.storage);
    shell.fail(texts.problems[problem]);
    return;
  }
  const actions: RoomActions = {
    ready: (ready) => session.pair.ready(ready),
    choose: (level, swap, settings) => session.pair.choose(level, swap, settings),
    blame: (blame) => session.pair.blame(blame),
    leave: () => {
      session.pair.leave();
      shell.show(undefined);
    },
  };
  shell.show(
    framed(() => (
      <PairScreens
        pair={session}
        actions={actions}
        page={debriefPage}
        play={{ loadStrait, soundOn, singleKeys, listen: heard, captions }}
      />
    )),
  );
}

/** What the night shift left, in which harbour, and that it counts like all that is stuck. */
function inheritanceLines(
  { left, own }: NonNullable<Extract<StudentStage, { readonly kind: 'match' }>['inherited']>,
  { nightShift }: ClassTexts['student'],
): readonly string[] {
  const sides = SIDES.filter((side) => left[side] > 0);
  return [
    own ? nightShift.own : nightShift.other,
    [...sides.map((side) => nightShift.left[side](left[side])), nightShift.close].join(' '),
  ];
}

/** Whom a student sails with, and against whom the sea: a line each. */
function companyLines(
  { side, partner, mates, inherited }: Extract<StudentStage, { readonly kind: 'match' }>,
  student: ClassTexts['student'],
): readonly string[] {
  if (side === 'network') return [student.weatherFor(mates.map(({ name }) => name).join(' · '))];
  const others = mates.filter(({ name }) => name !== partner);
  const words = others.map(({ name, seat }) => {
    if (seat === 'network') return student.weatherBy(name);
    return seat === side ? student.sharesWith(name) : student.sharedByPartner(name);
  });
  const company = partner === null ? student.stackPartner : student.partner(partner);
  return [company, ...words, ...(inherited === undefined ? [] : inheritanceLines(inherited, student))];
}

/** A pair's match in a class, as its student's page has it. */
export interface ClassMatchPage {
  readonly code: string;
  readonly Screen: ComponentType;
  readonly leave: () => void;
}

/** Sits down in the match to which a class has led this page. */
export function createClassMatch(
  shell: Shell,
  stage: Extract<StudentStage, { readonly kind: 'match' }>,
): ClassMatchPage {
  const { code, seatToken } = stage;
  const problem = signal<RoomProblem | undefined>(undefined);
  const words = classWords(shell);
  const gone = (reason: RoomProblem | undefined) => {
    problem.value = reason;
  };
  const session = new PairSession(code, seatToken, gone, stage.inherited?.left);
  void session.pair.joinSurely().then(gone);
  const actions: RoomActions = {
    // The class alone begins matches and chooses levels.
    ready: () => {},
    choose: () => {},
    blame: (blame) => session.pair.blame(blame),
    leave: () => {},
  };
  const play = { loadStrait, soundOn, singleKeys, listen: heard, captions };
  const Screen = () => {
    const student = words.value?.texts.student;
    if (problem.value !== undefined) return <ClassMatchGone problem={problem.value} student={student} />;
    if (student === undefined) return null;
    const inClass = {
      company: companyLines(stage, student),
      afterMatch: student.afterMatch,
    };
    return <PairScreens pair={session} actions={actions} page={debriefPage} play={play} inClass={inClass} />;
  };
  return { code, Screen, leave: () => session.pair.leave() };
}

/** The level that a link asks for by `?level=`, else the first. The server says whether it has it. */
function levelInAddress(): LevelId {
  const asked = new URLSearchParams(location.search).get('level');
  const [first] = LEVELS;
  if (first === undefined) throw new Error('The game has no level.');
  return asked === null ? first.id : levelId(asked);
}

/** Makes a room on the server, for `level` or the one that the address asks for, and sits down in it. */
export async function openRoom(shell: Shell, level?: string): Promise<void> {
  const { texts } = await loadTexts(shell);
  const made = await makeRoom(
    page.origin,
    level === undefined ? levelInAddress() : levelId(level),
    matchSettings(settings.peek()),
    level === undefined ? undefined : ownLevel(levelId(level)),
  );
  if ('problem' in made) shell.fail(texts.problems[made.problem]);
  else await enter(shell, made.code, undefined);
}

/** Sits down in the room with `code`; in one's own seat, where this tab held one there. */
export async function joinRoom(shell: Shell, code: string): Promise<void> {
  const kept = keptSeat(page.storage);
  await enter(shell, code, kept?.code === code ? kept.seatToken : undefined);
}

/** Sits down again where this tab sat before it was loaded anew. */
export async function returnToSeat(shell: Shell): Promise<void> {
  const kept = keptSeat(page.storage);
  if (kept === undefined) shell.show(undefined);
  else await enter(shell, kept.code, kept.seatToken);
}
