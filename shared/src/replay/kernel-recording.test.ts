// The match against a real kernel that ships with the game, so that everybody can watch one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Match } from '../game/match-state.ts';
import { webRequest } from '../game/web-request.ts';
import { KERNEL_LEVEL } from '../levels/kernel-level.ts';
import { DRIVERS } from '../players/drivers.ts';
import { scoreOf } from '../scoring/score.ts';
import { capturedPackets, captureFile } from './match-capture.ts';
import { matchHash, replay } from './replay.ts';
import { parsedReplayFile } from './replay-file.ts';

const FILE = join(import.meta.dirname, 'recordings/real-kernel.json');
/** What to do where the rules have changed since it was made; it needs a host with a TUN device. */
const RENEW = 'npm run -s cli -- kernel --seed 249 --record shared/src/replay/recordings/real-kernel.json';

function run(): { readonly match: Match; readonly hash: string } {
  const file = parsedReplayFile(readFileSync(FILE, 'utf8'));
  if (!file.ok) throw new Error(JSON.stringify(file.problem));
  const { recording, hash } = file.value;
  const again = replay(recording, KERNEL_LEVEL, DRIVERS);
  if (!again.ok) throw new Error(`${JSON.stringify(again.problem)}: renew it by ${RENEW}`);
  return { match: again.value, hash };
}

describe('the match against a kernel that ships with the game', () => {
  const { match, hash } = run();

  it('gives the same match where there is no such kernel', () => {
    expect(matchHash(match), `renew it by ${RENEW}`).toBe(hash);
  });

  it('fetches both pages whole, with a third of the boats lost', () => {
    const boats = match.journal.flatMap(({ event }) => (event.kind === 'departed' ? [event.fate.kind] : []));
    expect(boats.filter((fate) => fate !== 'arrives').length * 3).toBeGreaterThanOrEqual(boats.length);
    const pages = match.seats.client.kernel?.pages.map(({ octets }) => octets.length);
    expect(pages?.toSorted()).toEqual([300, 600]);
    expect(scoreOf(match).points).toBe(200);
  });

  it('goes through the states that Linux went through', () => {
    const paths = match.orders.map(({ clientPort }) =>
      match.journal.flatMap(({ event }) =>
        event.kind === 'state' && event.side === 'server' && event.key.clientPort === clientPort
          ? [event.to]
          : [],
      ),
    );
    const opened = ['SYN_RECEIVED', 'ESTABLISHED'];
    // The ACK of Linux' own FIN sank; the client's FIN, which came later, told the same.
    const closing = {
      client: ['CLOSE_WAIT', 'LAST_ACK', 'CLOSED'],
      server: ['FIN_WAIT_1', 'TIME_WAIT'],
    };
    expect(paths).toEqual(
      match.orders.map(({ closesFirst }) => [
        ...opened,
        ...closing[closesFirst === 'client' ? 'client' : 'server'],
      ]),
    );
  });

  it('is exported with the octets that the kernel read and wrote', () => {
    const capture = captureFile(capturedPackets(match, []), {
      ends: ['client'],
      began: 0,
      harbour: (side) => side,
      title: '',
      remark: () => '',
    });
    const text = Buffer.from(capture).toString('latin1');
    for (const order of match.orders) expect(text).toContain(webRequest(order));
    for (const page of match.seats.client.kernel?.pages ?? [])
      expect(text).toContain(page.octets.slice(0, 300));
  });
});
