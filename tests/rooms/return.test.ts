// The page's own way into a room, in Node, over lines that are cut: it comes back by itself, and nothing counts twice.
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BadLine, type Cut, startBadLine } from '../lines/bad-line.ts';
import { type SeatedPage, sitDownAt } from '../lines/seated-page.ts';
import { makeRoom } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
let line: BadLine;
beforeAll(async () => {
  server = await startRoomServer();
  line = await startBadLine(server.url);
});
afterAll(async () => {
  await line.stop();
  await server.stop();
});

/** Two pages in a match: one over the bad line, its partner over a good one. */
async function inMatch(): Promise<{ readonly page: SeatedPage; readonly partner: SeatedPage }> {
  const code = await makeRoom(server.url);
  const [page, partner] = [await sitDownAt(line.url, code), await sitDownAt(server.url, code)];
  for (const each of [page, partner]) each.room.ready(true);
  await partner.until(({ told }) => told?.phase === 'countdown');
  await server.pass(3000);
  for (const each of [page, partner]) await each.until(({ view }) => view !== undefined);
  return { page, partner };
}

describe.each<Cut>(['reset', 'swallow', 'hold'])('a line that is cut (%s) and comes back', (how) => {
  it('is told, and heals with all that was said meanwhile; each command counts once or never', async () => {
    const { page, partner } = await inMatch();
    line.cut(how);
    const sent = page.sendSignal('yes');
    await partner.sendSignal('thanks');
    await page.until(({ line: state }) => state === 'reconnecting');
    await expect(page.sendSignal('wait')).rejects.toThrow('There is no line to the room.');
    line.restore();
    const healed = await page.until(({ line: state, view }) => {
      return state === 'up' && view?.seat.signals.some(({ signal }) => signal.kind === 'thanks') === true;
    });
    const own = healed.view?.seat.signals.filter(({ from }) => from === 'client').map(({ signal }) => signal);
    const answer = await sent.catch(() => undefined);
    expect(own).toEqual(answer === undefined ? [] : [{ kind: 'yes' }]);
    expect(await page.sendSignal('no')).toMatchObject({ kind: 'done' });
    await partner.until(({ view }) => view?.seat.signals.at(-1)?.signal.kind === 'no');
    expect(page.gone).toEqual([]);
    for (const each of [page, partner]) each.room.leave();
  });
});

describe.each<Cut>(['reset', 'swallow'])('a lobby whose line is cut (%s)', (how) => {
  it('hears on return what was chosen and that one is ready, in this order', async () => {
    const code = await makeRoom(server.url);
    const [page, partner] = [await sitDownAt(line.url, code), await sitDownAt(server.url, code)];
    line.cut(how);
    // The page does not know yet, and says it into a dead line where nobody has closed it.
    page.room.choose(levelId('fog'), true);
    await page.until(({ line: state }) => state === 'reconnecting');
    page.room.ready(true);
    line.restore();
    const heard = await partner.until(({ told }) => told?.roster.server.ready === true);
    expect(heard.told).toMatchObject({ level: 'fog', roster: { client: { ready: false } } });
    const { line: state } = await page.until(({ seat }) => seat === 'server');
    expect(state).toBe('up');
    for (const each of [page, partner]) each.room.leave();
  });
});
