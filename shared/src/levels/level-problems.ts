// What the parts of a level say of each other: times (rules.md section 4), orders that others name, texts and lesson.
import type { Level, LevelTiming, NamedBoat } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import type { Lesson } from './texts/lesson.ts';
import { briefingFor, type LevelText } from './texts/level-texts.ts';

/** Something wrong in a file: where, as keys and indices from its root, and why. */
export interface FileProblem {
  readonly path: readonly (string | number)[];
  readonly reason: string;
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
  const refuse = (key: keyof LevelTiming, reason: string) => problems.push({ path: ['timing', key], reason });
  const least = 2 * crossing + HANDS;
  if (rto < least) refuse('rto', `is ${rto}, below two crossings and 8 s: ${least}`);
  if (rtoMax < rto) refuse('rtoMax', `is ${rtoMax}, below the rto: ${rto}`);
  const quiet = rto + HANDS + crossing;
  if (2 * msl < quiet)
    refuse('msl', `makes a TIME_WAIT of ${2 * msl}, below rto, 8 s and a crossing: ${quiet}`);
  const patience = 4 * rto + SLACK;
  if (walled && userTimeout <= patience) {
    refuse('userTimeout', `is ${userTimeout}; where walls stand it is more than 4 rto and 2 s: ${patience}`);
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
      place < count
        ? []
        : [{ path: [...path, index], reason: `is ${place}, but the last order is ${count - 1}` }],
    ),
  );
  const boats = (level.incidents ?? []).flatMap(({ from, boat, among }, index) => {
    const without = among.find((place) => {
      const task = level.orders[place];
      return task !== undefined && !boatIsOrdered(boat, from, task);
    });
    if (without === undefined) return [];
    return [
      { path: ['incidents', index, 'boat'], reason: `never sails in order ${without}: it has fewer crates` },
    ];
  });
  return [...outside, ...boats];
}

function wallProblems(level: Level): readonly FileProblem[] {
  const walls = level.walls ?? [];
  if (walls.length === 0) return [];
  if (!('gap' in level.pace)) return [{ path: ['walls'], reason: 'stand at fixed times, so pace is a gap' }];
  const places = new Set(walls.flatMap((wall) => wall.places)).size;
  return places < walls.length
    ? [{ path: ['walls'], reason: 'are more than the places that they name' }]
    : [];
}

function orderProblems(level: Level): readonly FileProblem[] {
  const { pilot, goal, coffees, orphanFinWait2 } = level;
  const problems: FileProblem[] = [];
  if (pilot.closes === (goal === 'closed')) {
    const reason = pilot.closes
      ? 'is done by the pilot, so the goal is not "closed"'
      : `is left to nobody: the goal is "${goal}"`;
    problems.push({ path: ['pilot', 'closes'], reason });
  }
  for (const [index, order] of level.orders.entries()) {
    const refuse = (key: keyof OrderTask, reason: string) =>
      problems.push({ path: ['orders', index, key], reason });
    if ((order.closesFirst === 'pilot') !== pilot.closes) {
      refuse(
        'closesFirst',
        pilot.closes ? 'is "pilot" where the pilot closes' : 'is "pilot", who does not close',
      );
    }
    if (order.sleeps !== undefined && coffees === undefined) {
      refuse('sleeps', 'asks for coffees in the level, if only 0');
    }
    if (order.orphan && orphanFinWait2 === undefined)
      refuse('orphan', 'asks for orphanFinWait2 in the level');
    if (order.bothOpenAt !== undefined && order.bothOpenAt > level.timing.round - LAST_SLIP) {
      refuse('bothOpenAt', 'is in the last 30 s of the round');
    }
    if (order.bothOpenAt !== undefined && pilot.opens)
      refuse('bothOpenAt', 'is for people, and the pilot opens');
  }
  return problems;
}

/** Places and moments that do not fit each other. */
function harbourProblems(level: Level): readonly FileProblem[] {
  const { berths, clientBerths, nightShift = 0, isn, ports, timing } = level;
  const problems: FileProblem[] = [];
  const refuse = (path: FileProblem['path'], reason: string) => problems.push({ path, reason });
  if (clientBerths !== undefined && clientBerths < berths)
    refuse(['clientBerths'], `is below berths: ${berths}`);
  if (nightShift > berths) refuse(['nightShift'], `is more than the server's berths: ${berths}`);
  if (isn.low > isn.high) refuse(['isn', 'low'], `is above high: ${isn.high}`);
  if (new Set(ports).size < ports.length) refuse(['ports'], 'names a port twice');
  for (const [index, crash] of (level.crashes ?? []).entries()) {
    if (crash.at + crash.dark >= timing.round)
      refuse(['crashes', index, 'at'], 'leaves its host dark at the horn');
  }
  if (level.flood !== undefined && level.flood.from >= timing.round)
    refuse(['flood', 'from'], 'is after the horn');
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
    problems.push({ path: ['questions'], reason: `are ${count}; a level has 2 or 3` });
  }
  for (const [index, id] of provokes.entries()) {
    if (provokes.indexOf(id) < index)
      problems.push({ path: ['provokes', index], reason: `names ${id} again` });
  }
  return problems;
}

/** Where the texts of a level do not fit its lesson. */
export function textProblems(text: LevelText, lesson: Lesson): readonly FileProblem[] {
  const problems: FileProblem[] = [];
  const refuse = (path: FileProblem['path'], reason: string) => problems.push({ path, reason });
  const steps = lesson.example.steps.length;
  if (text.example.length !== steps) {
    refuse(['example'], `has ${text.example.length} sentences for the ${steps} steps of the worked example`);
  }
  for (const [name, { wrong }] of Object.entries(lesson.questions)) {
    const said = text.questions[name];
    if (said === undefined) refuse(['questions'], `have no "${name}"`);
    else if (said.wrong.length !== wrong.length) {
      refuse(['questions', name, 'wrong'], `has ${said.wrong.length} answers, the lesson ${wrong.length}`);
    }
  }
  for (const name of Object.keys(text.questions)) {
    if (lesson.questions[name] === undefined) refuse(['questions', name], 'is no question of the lesson');
  }
  for (const side of SIDES) {
    const lines = briefingFor(text, side).length;
    if (lines < BRIEFING_LINES.least || lines > BRIEFING_LINES.most) {
      refuse(['briefing', side], `gives the ${side} ${lines} lines with those for both; 3 to 5 are read`);
    }
  }
  return problems;
}
