// What the parts of a level say of each other: times (rules.md section 4), orders that others name, texts and lesson.
import type { Level, LevelTiming, NamedBoat } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { type Fault, fault } from './level-fault.ts';
import type { Lesson } from './texts/lesson.ts';
import { briefingFor, type LevelText } from './texts/level-texts.ts';

/** Something wrong in a file: where, as keys and indices from its root, and why. */
export interface FileProblem {
  readonly path: readonly (string | number)[];
  readonly fault: Fault;
}

/** A resend after the bell has so long for the answer of a person, ms (rules.md section 4). */
const HANDS = 8_000;
const SLACK = 2_000;
/** In the last half minute no slip comes (rules.md section 5). */
const LAST_SLIP = 30_000;

/** What rules.md section 4 asks of the times of a level; `walled` where a wall or an outage stands in it. */
export function timingProblems(timing: LevelTiming, walled: boolean): readonly FileProblem[] {
  const { crossing, rto, rtoMax, msl, userTimeout } = timing;
  const problems: FileProblem[] = [];
  const refuse = (key: keyof LevelTiming, wrong: Fault) =>
    problems.push({ path: ['timing', key], fault: wrong });
  const least = 2 * crossing + HANDS;
  if (rto < least) refuse('rto', fault('rto-short', rto, least));
  if (rtoMax < rto) refuse('rtoMax', fault('rto-max-short', rtoMax, rto));
  const quiet = rto + HANDS + crossing;
  if (2 * msl < quiet) refuse('msl', fault('time-wait-short', 2 * msl, quiet));
  const patience = 4 * rto + SLACK;
  if (walled && userTimeout <= patience) {
    refuse('userTimeout', fault('user-timeout-short', userTimeout, patience));
  }
  return problems;
}

function boatIsOrdered(boat: NamedBoat, from: Side, task: OrderTask): boolean {
  const sent = (side: Side) => task.crates[side] + task.cratesAfterFin[side];
  if (boat.kind === 'crate') return boat.number <= sent(from);
  return boat.kind !== 'ACK' || boat.of !== 'crate' || boat.number <= sent(peerOf(from));
}

/** Whatever names orders by their place in the level's list, with the path of that list of places. */
function namedPlaces(level: Level): readonly (readonly [FileProblem['path'], readonly number[]])[] {
  return [
    ...(level.incidents ?? []).map(({ among }, index) => [['incidents', index, 'among'], among] as const),
    ...(level.oldSyns ?? []).map(({ among }, index) => [['oldSyns', index, 'among'], among] as const),
    ...(level.walls ?? []).map((wall, index) => [['walls', index, 'places'], wall.places] as const),
    ...(level.nearWrap === undefined ? [] : [[['nearWrap', 'among'], level.nearWrap.among] as const]),
  ];
}

function placeProblems(level: Level): readonly FileProblem[] {
  const count = level.orders.length;
  const outside = namedPlaces(level).flatMap(([path, places]) =>
    places.flatMap((place, index) =>
      place < count ? [] : [{ path: [...path, index], fault: fault('no-such-order', place, count - 1) }],
    ),
  );
  const boats = (level.incidents ?? []).flatMap(({ from, boat, among }, index) => {
    const without = among.find((place) => {
      const task = level.orders[place];
      return task !== undefined && !boatIsOrdered(boat, from, task);
    });
    if (without === undefined) return [];
    return [{ path: ['incidents', index, 'boat'], fault: fault('never-sails', without) }];
  });
  return [...outside, ...boats];
}

function wallProblems(level: Level): readonly FileProblem[] {
  const walls = level.walls ?? [];
  if (walls.length === 0) return [];
  if (!('gap' in level.pace)) return [{ path: ['walls'], fault: fault('walls-without-gap') }];
  const places = new Set(walls.flatMap((wall) => wall.places)).size;
  return places < walls.length ? [{ path: ['walls'], fault: fault('walls-crowd') }] : [];
}

/** What is wrong with an order by itself. */
type OrderFault =
  | 'pilot-must-close'
  | 'pilot-never-closes'
  | 'needs-coffees'
  | 'needs-orphan-clock'
  | 'last-half-minute'
  | 'pilot-opens';

function orderProblems(level: Level): readonly FileProblem[] {
  const { pilot, goal, coffees, orphanFinWait2 } = level;
  const problems: FileProblem[] = [];
  if (pilot.closes === (goal === 'closed')) {
    const wrong = pilot.closes ? fault('pilot-closes') : fault('nobody-closes', goal);
    problems.push({ path: ['pilot', 'closes'], fault: wrong });
  }
  for (const [index, order] of level.orders.entries()) {
    const refuse = (key: keyof OrderTask, code: OrderFault) =>
      problems.push({ path: ['orders', index, key], fault: fault(code) });
    if ((order.closesFirst === 'pilot') !== pilot.closes) {
      refuse('closesFirst', pilot.closes ? 'pilot-must-close' : 'pilot-never-closes');
    }
    if (order.sleeps !== undefined && coffees === undefined) {
      refuse('sleeps', 'needs-coffees');
    }
    if (order.orphan && orphanFinWait2 === undefined) refuse('orphan', 'needs-orphan-clock');
    if (order.bothOpenAt !== undefined && order.bothOpenAt > level.timing.round - LAST_SLIP) {
      refuse('bothOpenAt', 'last-half-minute');
    }
    if (order.bothOpenAt !== undefined && pilot.opens) refuse('bothOpenAt', 'pilot-opens');
  }
  return problems;
}

/** Places and moments that do not fit each other. */
function harbourProblems(level: Level): readonly FileProblem[] {
  const { berths, clientBerths, nightShift = 0, isn, ports, timing } = level;
  const problems: FileProblem[] = [];
  const refuse = (path: FileProblem['path'], wrong: Fault) => problems.push({ path, fault: wrong });
  if (clientBerths !== undefined && clientBerths < berths)
    refuse(['clientBerths'], fault('below-berths', berths));
  if (nightShift > berths) refuse(['nightShift'], fault('night-shift-large', berths));
  if (isn.low > isn.high) refuse(['isn', 'low'], fault('range-upside-down', isn.high));
  if (new Set(ports).size < ports.length) refuse(['ports'], fault('port-twice'));
  for (const [index, crash] of (level.crashes ?? []).entries()) {
    if (crash.at + crash.dark >= timing.round) refuse(['crashes', index, 'at'], fault('dark-at-horn'));
  }
  if (level.flood !== undefined && level.flood.from >= timing.round)
    refuse(['flood', 'from'], fault('after-horn'));
  return problems;
}

/** All that a well-shaped level contradicts itself in; none in a level that can be played. Paths begin at the rules. */
export function rulesProblems(level: Level): readonly FileProblem[] {
  const walled = (level.walls ?? []).length > 0 || (level.barriers ?? []).length > 0;
  return [
    ...timingProblems(level.timing, walled),
    ...placeProblems(level),
    ...wallProblems(level),
    ...orderProblems(level),
    ...harbourProblems(level),
  ];
}

const QUESTIONS = { least: 2, most: 3 };
const BRIEFING_LINES = { least: 3, most: 5 };

/** What a well-shaped lesson contradicts itself in. */
export function lessonProblems({ provokes, questions }: Lesson): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const count = Object.keys(questions).length;
  if (count < QUESTIONS.least || count > QUESTIONS.most) {
    problems.push({ path: ['questions'], fault: fault('question-count', count) });
  }
  for (const [index, id] of provokes.entries()) {
    if (provokes.indexOf(id) < index)
      problems.push({ path: ['provokes', index], fault: fault('named-again', id) });
  }
  return problems;
}

/** Where the texts of a level do not fit its lesson. */
export function textProblems(text: LevelText, lesson: Lesson): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const refuse = (path: FileProblem['path'], wrong: Fault) => problems.push({ path, fault: wrong });
  const steps = lesson.example.steps.length;
  if (text.example.length !== steps) {
    refuse(['example'], fault('example-length', text.example.length, steps));
  }
  for (const [name, { wrong }] of Object.entries(lesson.questions)) {
    const said = text.questions[name];
    if (said === undefined) refuse(['questions'], fault('question-without-text', name));
    else if (said.wrong.length !== wrong.length) {
      refuse(['questions', name, 'wrong'], fault('answer-count', said.wrong.length, wrong.length));
    }
  }
  for (const name of Object.keys(text.questions)) {
    if (lesson.questions[name] === undefined) refuse(['questions', name], fault('no-such-question'));
  }
  for (const side of SIDES) {
    const lines = briefingFor(text, side).length;
    if (lines < BRIEFING_LINES.least || lines > BRIEFING_LINES.most) {
      refuse(['briefing', side], fault('briefing-length', side, lines));
    }
  }
  return problems;
}
