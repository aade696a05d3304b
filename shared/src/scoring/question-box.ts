// What was answered, and when it comes again: boxes after Leitner. A wrong answer puts its topic into box 0, and it is due
// in the very next match; each right one moves it a box on, and it rests for 1, 2, 4, 8, then always 16 matches.
// Plain data and a pure function: whoever keeps it counts matches, not days, since practice goes by matches here.

/** What is kept of one topic. */
export interface AskedTopic {
  /** From 0, for what was answered wrongly last, to {@link LAST_BOX}. */
  readonly box: number;
  /** The number of the match from which on it is due. */
  readonly due: number;
}

/** All that was answered so far. */
export interface QuestionHistory {
  /** Matches after which questions were answered. */
  readonly matches: number;
  readonly topics: Readonly<Record<string, AskedTopic>>;
}

/** Of somebody who was never asked. */
export const NO_HISTORY: QuestionHistory = { matches: 0, topics: {} };

/** Matches for which a topic rests in each box. */
const RESTS = [0, 1, 2, 4, 8, 16] as const;

/** The box beyond which nothing moves. */
export const LAST_BOX = RESTS.length - 1;

/** One answer. */
export interface Answered {
  readonly topic: string;
  readonly right: boolean;
}

/** `history` after one more match with these answers. */
export function withAnswers(history: QuestionHistory, answers: readonly Answered[]): QuestionHistory {
  const matches = history.matches + 1;
  const topics: Record<string, AskedTopic> = { ...history.topics };
  for (const { topic, right } of answers) {
    const box = right ? Math.min(LAST_BOX, (topics[topic]?.box ?? 0) + 1) : 0;
    topics[topic] = { box, due: matches + (RESTS[box] ?? 0) };
  }
  return { matches, topics };
}

/** How urgent `topic` is now: 0 was wrong and is due, 1 was never asked, 2 is due again, 3 rests. */
export function urgency({ matches, topics }: QuestionHistory, topic: string): 0 | 1 | 2 | 3 {
  const asked = topics[topic];
  if (asked === undefined) return 1;
  if (asked.due > matches) return 3;
  return asked.box === 0 ? 0 : 2;
}
