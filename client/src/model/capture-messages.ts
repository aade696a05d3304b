// What goes between the page of real captures and the worker that reads them. The file never leaves the browser.
import type { Endpoint } from '@syn-or-swim/shared/capture/captured-connection.ts';
import type { LadderRow } from '@syn-or-swim/shared/capture/ladder-rows.ts';
import type { CapturePlace, FoundPlace } from '@syn-or-swim/shared/capture/own-end.ts';
import type { Ending, ToldConnection } from '@syn-or-swim/shared/capture/told-connection.ts';
import type { CaptureProblem } from '@syn-or-swim/shared/network/capture-file.ts';

/** One connection of the file, as the list shows it. */
export interface ListedConnection {
  readonly ends: readonly [Endpoint, Endpoint];
  readonly seenAt: number;
  readonly count: number;
  /** Octets of data that each end sent. */
  readonly octets: readonly [number, number];
  /** Microseconds since the beginning of the capture. */
  readonly from: number;
  readonly until: number;
  readonly ending: Ending;
  readonly joined: boolean;
  readonly retransmissions: number;
  readonly found: FoundPlace;
}

/** All that a file holds. */
export interface ListedCapture {
  readonly connections: readonly ListedConnection[];
  /** Connections beyond those that are listed. */
  readonly more: number;
  readonly packets: number;
  readonly others: number;
  readonly unknownLinks: readonly number[];
  readonly interfaces: number;
  readonly cutOff: boolean;
}

/** One connection with its ladder. */
export interface ShownConnection extends Omit<ToldConnection, 'segments'> {
  readonly rows: readonly LadderRow[];
  readonly count: number;
  /** Microseconds at which it begins. */
  readonly began: number;
}

/** What the page asks. */
export type CaptureRequest =
  | { readonly kind: 'read'; readonly file: Blob }
  | { readonly kind: 'show'; readonly index: number; readonly place: CapturePlace; readonly whole: boolean };

/** Why a file shows nothing; `failed`: it could not be read at all. */
export type FileProblem = CaptureProblem | { readonly kind: 'failed' };

/** What the worker answers; `match`: the file holds a match of the game. */
export type CaptureReply =
  | { readonly kind: 'capture'; readonly capture: ListedCapture }
  | { readonly kind: 'match'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  | { readonly kind: 'shown'; readonly index: number; readonly shown: ShownConnection };
