import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from './sqlite-store.ts';
import type { NewMatch, Store, StoredRoom } from './store.ts';

// On a busy machine the disk and the sockets take their time.
vi.setConfig({ testTimeout: 30_000 });

const room: StoredRoom = { id: 'room-1', code: 'ABC234', madeAt: 1_700_000_000_000 };
const match: NewMatch = {
  id: 'match-1',
  roomId: 'room-1',
  number: 1,
  rulesVersion: 1,
  setup: {
    levelId: levelId('first-light'),
    levelHash: 'f00d',
    seed: 4_294_967_295,
    players: { client: 'person', server: 'holder' },
  },
  startedAt: 1_700_000_003_000,
};
const commandAt = (serial: number): LoggedCommand => ({
  serial,
  at: serial * 10,
  command: { kind: 'signal', signal: { kind: 'thanks' }, seen: serial, seat: 'client' },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened(): Promise<Store> {
  const result = await openSqliteStore(folder);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe('the SQLite store', () => {
  it('gives back after a reopening exactly what was written', async () => {
    const first = await opened();
    await first.addRoom(room);
    await first.addMatch(match);
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => first.append('match-1', commandAt(index + 1))),
    );
    await first.endMatch('match-1', { endedAt: 2500, failure: undefined });
    await first.close();

    const second = await opened();
    const ids = await second.matchIds();
    const stored = await second.readMatch('match-1');
    await second.close();
    expect(ids).toEqual(['match-1']);
    expect(stored).toEqual({
      ...match,
      commands: Array.from({ length: 200 }, (_, index) => commandAt(index + 1)),
      end: { endedAt: 2500, failure: undefined },
    });
  });

  it('fails the one write that is wrong and keeps those of the same moment', async () => {
    const store = await opened();
    await store.addRoom(room);
    await store.addMatch(match);
    const outcomes = await Promise.allSettled([
      store.append('match-1', commandAt(1)),
      store.append('match-1', commandAt(1)),
      store.append('no-such-match', commandAt(1)),
      store.append('match-1', commandAt(2)),
    ]);
    const stored = await store.readMatch('match-1');
    await store.close();
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(stored?.commands).toEqual([commandAt(1), commandAt(2)]);
  });

  it('knows no match that was never begun', async () => {
    const store = await opened();
    const stored = await store.readMatch('nothing');
    await store.close();
    expect(stored).toBeUndefined();
  });

  it('finishes what was asked before it closes, and refuses what comes after', async () => {
    const store = await opened();
    const written = store.addRoom(room);
    const closed = store.close();
    await expect(written).resolves.toBeUndefined();
    await closed;
    await expect(store.matchIds()).rejects.toThrow('the store is closed');
  });

  it('refuses a folder that another server has open', async () => {
    const store = await opened();
    const second = await openSqliteStore(folder);
    await store.close();
    expect(second).toEqual({ ok: false, problem: { kind: 'in-use' } });
  });

  it('refuses a folder that is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const result = await openSqliteStore(file);
    expect(result).toMatchObject({ ok: false, problem: { kind: 'not-writable' } });
  });

  it('refuses a database file that is none', async () => {
    writeFileSync(join(folder, 'matches.sqlite'), 'this is no database'.repeat(100));
    const result = await openSqliteStore(folder);
    expect(result).toMatchObject({ ok: false, problem: { kind: 'unusable' } });
  });
});
