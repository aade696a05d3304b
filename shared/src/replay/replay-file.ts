// The file of a match: its recording, packed, with the hash of the match that it gives and a checksum over all of it.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LoggedCommand } from '../game/command.ts';
import type { Side } from '../game/seat.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { nestsWithin } from '../kernel/json-depth.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import type { Flags } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceNumber } from '../tcp/sequence-number.ts';
import type { Recording } from './recording.ts';

/** Changes when older programs can no longer read the file. */
export const REPLAY_FILE_VERSION = 1;

const FORMAT = 'syn-or-swim-replay';

/** A token: serial, moment in ms, seat, `seen`, ports of client and server, flags as letters, seq, ack, crates. */
type PackedToken = readonly [
  number,
  number,
  Side,
  number,
  number,
  number,
  string,
  SequenceNumber,
  SequenceNumber,
  number,
];
/** How many values that are. */
const TOKEN_ENTRY = 10;
/** Any other command, as it is: serial, moment in ms, command. */
type PackedOther = readonly [number, number, LoggedCommand['command']];

/** Characters of a replay file at most: some hundred times of what the longest match has needed. */
export const LARGEST_REPLAY = 16_000_000;

/** A recording nests a kernel's table of sockets in a command: 9 deep. */
const DEPTH_MAX = 16;

/** What a replay file holds, as JSON. */
export interface ReplayFile {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly rulesVersion: number;
  readonly setup: Recording['setup'];
  readonly endedAt: Recording['endedAt'];
  readonly commands: readonly (PackedToken | PackedOther)[];
  /** SHA-256 of the match at `endedAt`, as `matchHash` gives it. */
  readonly hash: string;
  /** SHA-256 over the canonical JSON of all the other fields. */
  readonly checksum: string;
}

/** Why a file can't be taken for a replay. */
export type ReplayFileProblem =
  | { readonly kind: 'no-json' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown-version'; readonly version: number; readonly known: number }
  | { readonly kind: 'changed' }
  /** Its checksum fits, but it holds what no recording holds. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'too-large'; readonly most: number };

const LETTERS = [
  ['syn', 'S'],
  ['ack', 'A'],
  ['fin', 'F'],
  ['rst', 'R'],
] as const;

function packedFlags(flags: Flags): string {
  return LETTERS.map(([name, letter]) => (flags[name] ? letter : '')).join('');
}

function flagsFrom(letters: string): Flags {
  const has = (letter: string) => letters.includes(letter);
  return { syn: has('S'), ack: has('A'), fin: has('F'), rst: has('R') };
}

function packed({ serial, at, command }: LoggedCommand): PackedToken | PackedOther {
  if (command.kind !== 'token') return [serial, at, command];
  const { seat, seen, token } = command;
  const { key, flags, seq, ack, crates } = token;
  return [serial, at, seat, seen, key.clientPort, key.serverPort, packedFlags(flags), seq, ack, crates];
}

function unpacked(entry: PackedToken | PackedOther): LoggedCommand {
  if (entry.length === 3) {
    const [serial, at, command] = entry;
    return { serial, at, command };
  }
  const [serial, at, seat, seen, clientPort, serverPort, letters, seq, ack, crates] = entry;
  const token = {
    key: { clientPort, serverPort },
    flags: flagsFrom(letters),
    seq: sequenceNumber(seq),
    ack: sequenceNumber(ack),
    crates,
  };
  return { serial, at, command: { kind: 'token', seat, token, seen } };
}

const UINT32 = 2 ** 32;

/** True where `entry` can be {@link unpacked}; whether its values may stand there is the recording schema's matter. */
function isEntry(entry: unknown): entry is PackedToken | PackedOther {
  if (!Array.isArray(entry)) return false;
  if (entry.length === 3) return true;
  const [, , , , , , letters, ...numbers] = entry as readonly unknown[];
  const isNumber = (number: unknown) =>
    Number.isInteger(number) && Number(number) >= 0 && Number(number) < UINT32;
  return entry.length === TOKEN_ENTRY && typeof letters === 'string' && numbers.slice(0, 2).every(isNumber);
}

function checksumOf(file: object): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ ...file, checksum: undefined }))));
}

/** The text of the file that keeps `recording`, which gives a match of this `hash`. */
export function replayFileText(recording: Recording, hash: string): string {
  const { rulesVersion, setup, endedAt, commands } = recording;
  const body = {
    format: FORMAT,
    version: REPLAY_FILE_VERSION,
    rulesVersion,
    setup,
    endedAt,
    commands: commands.map(packed),
    hash,
  } as const;
  const file: ReplayFile = { ...body, checksum: checksumOf(body) };
  return `${JSON.stringify(file)}\n`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/**
 * The recording in the file with the contents `text`, and the hash that its match must have. Refuses what is cut
 * off, foreign, of another version, or changed since it was written. The checksum tells what was damaged; whoever means harm
 * reckons it anew, so what the recording holds is still to be checked by its schema.
 */
export function parsedReplayFile(
  text: string,
): Result<{ readonly recording: Recording; readonly hash: string }, ReplayFileProblem> {
  if (text.length > LARGEST_REPLAY) return failure({ kind: 'too-large', most: LARGEST_REPLAY });
  const json = jsonOf(text);
  if (json === undefined) return failure({ kind: 'no-json' });
  if (!isObject(json) || json['format'] !== FORMAT) return failure({ kind: 'foreign' });
  const { version } = json;
  if (version !== REPLAY_FILE_VERSION) {
    const shown = typeof version === 'number' ? version : 0;
    return failure({ kind: 'unknown-version', version: shown, known: REPLAY_FILE_VERSION });
  }
  if (!nestsWithin(json, DEPTH_MAX)) return failure({ kind: 'malformed' });
  if (json['checksum'] !== checksumOf(json)) return failure({ kind: 'changed' });
  const entries = json['commands'];
  const isWhole = typeof json['hash'] === 'string' && Array.isArray(entries) && entries.every(isEntry);
  if (!isWhole) return failure({ kind: 'malformed' });
  const { rulesVersion, setup, endedAt, commands, hash } = json as unknown as ReplayFile;
  const recording: Recording = {
    format: 'syn-or-swim-recording',
    rulesVersion,
    setup,
    commands: commands.map(unpacked),
    endedAt,
  };
  return success({ recording, hash });
}
