// The report of a class, and its tables: from its log, its running matches, and those that the store has.
import { FORMS } from '@syn-or-swim/shared/classroom/class-event.ts';
import { present } from '@syn-or-swim/shared/classroom/class-state.ts';
import { answersOf, questionStatistics } from '@syn-or-swim/shared/classroom/gain.ts';
import { type ClassReport, classReport, type MatchOutcome } from '@syn-or-swim/shared/classroom/report.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { levelOf } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import type { ClassTable } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { ideaTries } from '@syn-or-swim/shared/scoring/mastery.ts';
import { networkScoreOf } from '@syn-or-swim/shared/scoring/network-score.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { starsOf } from '@syn-or-swim/shared/scoring/stars.ts';
import { stringify } from 'csv-stringify/sync';
import type { ClassHost } from './open-class.ts';

/** What the matches of a class came to, by their rooms; a match that is over is run again once. */
export type Outcomes = Map<string, MatchOutcome>;

/** The report of `host`; `known` keeps what was reckoned before. */
export async function reportOf(host: ClassHost, known: Outcomes): Promise<ClassReport> {
  const { state, matches, services } = host;
  const outcomes: MatchOutcome[] = [];
  const stored = new Map((await storedRecordings(host)).map(({ room, recording }) => [room, recording]));
  for (const { match: room } of state.rounds.flatMap((round) => round.matches)) {
    const kept = known.get(room);
    if (kept !== undefined) {
      outcomes.push(kept);
      continue;
    }
    const recording = stored.get(room);
    const level = recording && services.levelById(recording.setup.levelId);
    const running = matches.get(room);
    if (running !== undefined && !running.isOver()) {
      const now = running.now();
      if (now !== undefined) outcomes.push(outcomeOf(room, now.match, running.order.par));
    } else if (recording !== undefined && level !== undefined) {
      const outcome = replayed(room, recording, level, host);
      if (outcome === undefined) continue;
      known.set(room, outcome);
      outcomes.push(outcome);
    }
  }
  return classReport(state, outcomes);
}

/** The recording of the class's match in the room `room`; undefined where the store has none. */
export async function recordingOf(host: ClassHost, room: string): Promise<Recording | undefined> {
  return (await storedRecordings(host)).find((stored) => stored.room === room)?.recording;
}

async function storedRecordings({
  services,
  stored,
}: ClassHost): Promise<readonly { readonly room: string; readonly recording: Recording }[]> {
  const ids = await services.store.classMatchIds(stored.id);
  const matches = await Promise.all(ids.map((id) => services.store.readMatch(id)));
  return matches.flatMap((match) => {
    if (match === undefined) return [];
    const endedAt = match.end?.endedAt ?? match.commands.at(-1)?.at ?? 0;
    const recording = createRecording(match.setup, match.commands, endedAt);
    return [{ room: match.roomId, recording: { ...recording, rulesVersion: match.rulesVersion } }];
  });
}

function replayed(
  room: string,
  recording: Recording,
  level: Level,
  { services }: ClassHost,
): MatchOutcome | undefined {
  const run = replay(recording, level, services.drivers);
  // Played by older rules, or a level that has changed since: it counts for nothing, and is not judged anew.
  if (!run.ok) return undefined;
  return outcomeOf(room, run.value, parOf(levelOf(recording.setup, level), recording.setup.seed));
}

function outcomeOf(room: string, match: Match, par: number): MatchOutcome {
  const score = scoreOf(match);
  const stars = starsOf(match, par, score);
  const outcome = { match: room, tries: ideaTries(match), points: score.points, par, stars };
  return match.rules.network === undefined ? outcome : { ...outcome, network: networkScoreOf(match) };
}

type Row = readonly (string | number | undefined)[];

/** `table` as CSV (RFC 4180). What a spreadsheet would take for a formula stands behind an apostrophe. */
export function tableText(host: ClassHost, report: ClassReport, table: ClassTable): string {
  const rows: Readonly<Record<ClassTable, () => readonly Row[]>> = {
    students: () => studentRows(report),
    answers: () => answerRows(host),
    questions: () => questionRows(host),
  };
  return stringify(
    rows[table]().map((row) => [...row]),
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}

function studentRows({ students, gain }: ClassReport): readonly Row[] {
  const head = ['name', 'matches', 'before', 'after', 'of', 'gain %'];
  const ideas = Array.from({ length: 10 }, (_, index) => index + 1);
  const ideaHead = ideas.flatMap((idea) => [
    `idea ${idea} tried`,
    `idea ${idea} right`,
    `idea ${idea} mistake`,
    `idea ${idea} before right`,
    `idea ${idea} before of`,
    `idea ${idea} after right`,
    `idea ${idea} after of`,
  ]);
  return [
    [...head, ...ideaHead],
    ...students.map(({ student, name, matches, ideas: cells, questions }): Row => {
      const own = gain.students.find((each) => each.student === student);
      const ideaCells = cells.flatMap(({ idea, tried, right, mistakes }) => {
        const asked = questions.find((each) => each.idea === idea);
        const answered = FORMS.flatMap((form) => [asked?.[form].right ?? 0, asked?.[form].of ?? 0]);
        return [tried, right, mistakes[0]?.misconception ?? '', ...answered];
      });
      return [name, matches, own?.before, own?.after, own?.of, own?.gain, ...ideaCells];
    }),
  ];
}

/** One row an answer, by the students' numbers in the class: no names, so that the inventory itself can be judged. */
function answerRows({ state }: ClassHost): readonly Row[] {
  return [
    ['student', 'form', 'question', 'idea', 'option', 'meaning', 'right'],
    ...present(state).flatMap((student) =>
      FORMS.flatMap((form) =>
        answersOf(student, form).map(({ item, version, choice, meaning }): Row => {
          const question = `${item.id}-${version}`;
          return [student.id, form, question, item.idea, choice + 1, meaning, meaning === 'right' ? 1 : 0];
        }),
      ),
    ),
  ];
}

function questionRows({ state }: ClassHost): readonly Row[] {
  return [
    [
      'question',
      'form',
      'answers',
      'right %',
      'discrimination',
      'option 1',
      'option 2',
      'option 3',
      'option 4',
    ],
    ...questionStatistics(present(state), FORMS).map(
      ({ question, form, answers, right, discrimination, options }): Row => [
        question,
        form,
        answers,
        right,
        discrimination,
        ...options,
      ],
    ),
  ];
}
