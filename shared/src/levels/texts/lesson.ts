// What a level teaches, as far as it is the same in every language: a worked example and questions.
import type { LevelId } from '../../game/level.ts';
import type { Side } from '../../game/seat.ts';
import type { ConnectionState } from '../../tcp/connection.ts';
import type { TimerName } from '../../tcp/events.ts';
import type { MisconceptionId } from '../../tcp/misconceptions.ts';

/** The ids of the fifteen levels, in the order in which they are learnt. */
export const LEVEL_NAMES = [
  'first-light',
  'count-the-waves',
  'cargo',
  'fair-winds-home',
  'half-a-goodbye',
  'fog',
  'echoes',
  'overstayers',
  'the-sea-wall',
  'the-silent-harbour',
  'still-waters',
  'crossing-boats',
  'man-overboard',
  'ghost-fleet',
  'the-perfect-storm',
] as const;

/** One of {@link LEVEL_NAMES}. */
export type LevelName = (typeof LEVEL_NAMES)[number];

/** The name of the level `id`; undefined for a level that is not one of the fifteen, as a test's. */
export function levelNameOf(id: LevelId): LevelName | undefined {
  return LEVEL_NAMES.find((name) => name === id);
}

/** A segment of a worked example. */
export interface ExampleSegment {
  readonly flags: 'SYN' | 'SYN+ACK' | 'ACK' | 'FIN+ACK' | 'RST';
  readonly seq: number;
  /** Left out where the ACK flag does not fly. */
  readonly ack?: number;
  /** Whole crates; left out: none. */
  readonly crates?: number;
}

/** What comes to one end before it acts. */
export type ExampleEvent =
  /** `from` left out: the other end sent it in an earlier step. */
  | {
      readonly kind: 'arrives';
      readonly segment: ExampleSegment;
      readonly from?: 'an earlier life' | 'a ghost';
    }
  | { readonly kind: 'rings'; readonly timer: TimerName }
  /** The host loses its memory, and its TCBs with it. */
  | { readonly kind: 'crash' };

/** What one end sends: TCP owes it, the player calls for it, or the bell asks for it once more. */
export interface ExampleSending {
  readonly segment: ExampleSegment;
  readonly as: 'due' | 'initiative' | 'repeat';
  /** Lost on the way. */
  readonly sinks?: true;
}

/** One picture of a worked example: one end, what comes to it, what it sends, and its states before and after. */
export interface ExampleStep {
  readonly side: Side;
  readonly before: ConnectionState;
  /** Left out where the end acts of its own accord. */
  readonly happens?: ExampleEvent;
  /** Left out where nothing is to be sent: then nothing is owed. */
  readonly sends?: ExampleSending;
  readonly after: ConnectionState;
  /** The timers that run at this end afterwards, where the step is about them. */
  readonly timers?: readonly TimerName[];
}

/** A worked example that the player steps through; true by the project's own TCP (a test). */
export interface Example {
  /** `ESTABLISHED`: both ends are, each end's SYN had the number in `iss`. `LISTEN`: the server's lamp burns. */
  readonly begins:
    | { readonly state: 'LISTEN' }
    | { readonly state: 'ESTABLISHED'; readonly iss: Readonly<Record<Side, number>> };
  readonly steps: readonly ExampleStep[];
}

/** Where a fact stands: a section of an RFC, or an entry of Linux' documentation. */
export type Source =
  | { readonly rfc: 9293 | 4987 | 6298; readonly section: string }
  | { readonly linux: 'ip-sysctl'; readonly entry: string };

/** A question's answers without their words: the right one, and what each tempting wrong one would show. */
export interface Question {
  readonly wrong: readonly MisconceptionId[];
  readonly sources: readonly Source[];
}

/** What one level teaches. */
export interface Lesson {
  /** The misconceptions that this level provokes, by a token, a resend, a stuck socket, a guess or a question. */
  readonly provokes: readonly MisconceptionId[];
  readonly example: Example;
  /** Two or three, by a name of their own. */
  readonly questions: Readonly<Record<string, Question>>;
}
