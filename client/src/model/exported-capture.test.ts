import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capturedConnections } from '@syn-or-swim/shared/capture/captured-connection.ts';
import { toldConnection } from '@syn-or-swim/shared/capture/told-connection.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { readCapture } from '@syn-or-swim/shared/network/capture-file.ts';
import { describe, expect, it } from 'vitest';
import { loadExportsTexts } from '../i18n/load-exports.ts';
import { loadPlayTexts } from '../i18n/load-play.ts';
import { exportedCapture } from './exported-capture.ts';
import { matchFromFile } from './shared-match.ts';

const FILE = join(import.meta.dirname, '../../../tests/golden/06-fog/person-person.json');

describe('a match as a capture', () => {
  it.each(['en', 'ko'] as const)(
    'is read back with the states of the match, its comments in %s',
    async (language) => {
      const found = matchFromFile(readFileSync(FILE, 'utf8'));
      if (!found.ok) throw new Error(found.problem);
      const [exports, { texts, tcp }] = await Promise.all([
        loadExportsTexts(language),
        loadPlayTexts(language),
      ]);
      const words = { exports, texts, tcp, level: '6' };
      const octets = exportedCapture(found.value, SIDES, words);
      const said = new TextDecoder().decode(octets);
      expect(said).toContain(exports.capture.sea.lost);
      expect(said).toContain(exports.capture.harbour('client'));
      const capture = readCapture(octets);
      if (!capture.ok) throw new Error(capture.problem.kind);
      const { connections, interfaces } = capturedConnections(capture.value);
      expect(interfaces).toBe(2);
      for (const ladder of found.value.ladders) {
        for (const [seenAt, side] of SIDES.entries()) {
          const connection = connections.find(
            (one) => one.seenAt === seenAt && one.ends.some(({ port }) => port === ladder.key.clientPort),
          );
          if (connection === undefined)
            throw new Error(`No packet of ${ladder.key.clientPort} at the ${side}`);
          const { last } = toldConnection(connection, seenAt === 0 ? 0 : 1);
          const state = last[seenAt === 0 ? 0 : 1].proven;
          const own = ladder.states.filter((one) => one.side === side).map((one) => one.state);
          // What ends by a clock ends without a packet.
          expect(state === own.at(-1) || (own.at(-1) === 'CLOSED' && state === own.at(-2))).toBe(true);
        }
      }
    },
  );
});
