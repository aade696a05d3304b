// What the store can be asked, as data that goes to its thread, and how each is done in SQL.
import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import {
  settingsOf,
  type UnusualSettings,
  unusualSettings,
} from '@syn-or-swim/shared/game/match-settings.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import type { Kysely } from 'kysely';
import type { CommandRow, MatchRow, Tables } from './schema.ts';
import type { MatchEnd, NewMatch, StoredMatch, StoredRoom } from './store.ts';

/** One thing that the store is asked. */
export type StoreOperation =
  | { readonly kind: 'add-room'; readonly room: StoredRoom }
  | { readonly kind: 'add-match'; readonly match: NewMatch }
  | { readonly kind: 'append'; readonly matchId: string; readonly command: LoggedCommand }
  | { readonly kind: 'end-match'; readonly matchId: string; readonly end: MatchEnd }
  | { readonly kind: 'read-match'; readonly matchId: string }
  | { readonly kind: 'match-ids' };

/** Does `operation` with `tables` and gives what was asked, or undefined for a write. */
export async function runOperation(tables: Kysely<Tables>, operation: StoreOperation): Promise<unknown> {
  switch (operation.kind) {
    case 'add-room':
      return addRoom(tables, operation.room);
    case 'add-match':
      return addMatch(tables, operation.match);
    case 'append':
      return append(tables, operation.matchId, operation.command);
    case 'end-match':
      return endMatch(tables, operation.matchId, operation.end);
    case 'read-match':
      return readMatch(tables, operation.matchId);
    case 'match-ids':
      return matchIds(tables);
  }
}

async function addRoom(tables: Kysely<Tables>, room: StoredRoom): Promise<void> {
  await tables.insertInto('rooms').values({ id: room.id, code: room.code, made_at: room.madeAt }).execute();
}

async function addMatch(tables: Kysely<Tables>, match: NewMatch): Promise<void> {
  await tables
    .insertInto('matches')
    .values({
      id: match.id,
      room_id: match.roomId,
      number: match.number,
      rules_version: match.rulesVersion,
      level_id: match.setup.levelId,
      level_hash: match.setup.levelHash,
      seed: match.setup.seed,
      players: JSON.stringify(match.setup.players),
      settings: JSON.stringify(unusualSettings(settingsOf(match.setup))),
      started_at: match.startedAt,
      ended_at: null,
      failure: null,
    })
    .execute();
}

async function append(tables: Kysely<Tables>, matchId: string, logged: LoggedCommand): Promise<void> {
  await tables
    .insertInto('commands')
    .values({ match_id: matchId, serial: logged.serial, at: logged.at, json: JSON.stringify(logged.command) })
    .execute();
}

async function endMatch(tables: Kysely<Tables>, matchId: string, end: MatchEnd): Promise<void> {
  await tables
    .updateTable('matches')
    .set({ ended_at: end.endedAt, failure: end.failure ?? null })
    .where('id', '=', matchId)
    .execute();
}

async function readMatch(tables: Kysely<Tables>, matchId: string): Promise<StoredMatch | undefined> {
  const row = await tables.selectFrom('matches').selectAll().where('id', '=', matchId).executeTakeFirst();
  if (row === undefined) return undefined;
  const commands = await tables
    .selectFrom('commands')
    .selectAll()
    .where('match_id', '=', matchId)
    .orderBy('serial')
    .execute();
  return { ...matchFromRow(row), commands: commands.map(commandFromRow) };
}

async function matchIds(tables: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await tables
    .selectFrom('matches')
    .select('id')
    .orderBy('started_at')
    .orderBy('number')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

function matchFromRow(row: MatchRow): Omit<StoredMatch, 'commands'> {
  return {
    id: row.id,
    roomId: row.room_id,
    number: row.number,
    rulesVersion: row.rules_version,
    setup: {
      levelId: levelId(row.level_id),
      levelHash: row.level_hash,
      seed: row.seed,
      players: JSON.parse(row.players) as MatchSetup['players'],
      ...(JSON.parse(row.settings) as UnusualSettings),
    },
    startedAt: row.started_at,
    end: row.ended_at === null ? undefined : { endedAt: row.ended_at, failure: row.failure ?? undefined },
  };
}

function commandFromRow(row: CommandRow): LoggedCommand {
  return { serial: row.serial, at: row.at, command: JSON.parse(row.json) as Command };
}
