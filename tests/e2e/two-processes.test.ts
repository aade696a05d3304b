// Two processes behind one proxy, two people in two browsers, and the process that has their match dies.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ownerOf, startBoth, startCaddyBefore } from '../deployment/both-processes.ts';
import { freePort, type Running } from '../deployment/program.ts';
import { eventually } from '../eventually.ts';
import { needsProgram } from '../needs.ts';
import { type Many, startMany } from '../rooms/many.ts';
import { makeRoom } from '../rooms/raw-seat.ts';
import { launchBrowser } from './browser.ts';
import { takeFaults } from './page-watch.ts';
import { act, button, look, type Player, sitDown } from './player.ts';
import { meet, typeCode } from './room.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

/** Real time passes here, on a machine that may do much else: how long two people may need for a handshake, ms. */
const PATIENCE = { patience: 60_000, interval: 200 };

let browser: Browser;
let folder: string;
let many: Many | undefined;
let caddy: (Running & { readonly url: string }) | undefined;

beforeEach((context) => {
  for (const program of ['caddy', 'redis-server'] as const) needsProgram(context, program);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-two-processes-'));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await caddy?.stop();
  await many?.stop();
  await rm(folder, { recursive: true });
});

/** Whether a boat came out of the fog that opened a connection, as the page says. */
const hasOpened = async (player: Player) =>
  (await look(player)).arrivals.some(({ after }) => after === 'ESTABLISHED');

it('both pages come back by themselves in the other process, and the handshake goes on', async () => {
  many ??= await startMany();
  const processes = await startBoth(many, (number) => `/p/${number}`, ['--test-seed', '14']);
  caddy = await startCaddyBefore(processes, folder);
  const { url } = caddy;
  const sit = async (visitor: typeof DESK) => sitDown(await visit(browser, url, visitor));
  const players = [await sit(DESK), await sit(PHONE)] as const;
  const code = await meet(...players);
  for (const player of players) await player.controls.press(button(player, player.words.play.lobby.ready));
  for (const { page, words } of players) {
    await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  }
  const [client, partner] = players;
  // The server's harbour is open and its port is told; the SYN has left, and nobody has answered it yet.
  await eventually(async () => {
    await act(partner, false);
    await act(client, false);
    expect((await look(client)).rows[0]?.state).toBe('SYN_SENT');
  }, PATIENCE);

  const owner = await ownerOf(processes);
  await owner.kill();
  const killedAt = performance.now();
  const links = players.map(({ page, words }) => page.getByText(words.play.link.reconnecting).first());
  for (const link of links) await link.waitFor();
  for (const link of links) await link.waitFor({ state: 'hidden' });
  const tookMs = Math.round(performance.now() - killedAt);
  console.log(`measured: both browsers' pages are back in another process after ${tookMs} ms`);
  await eventually(async () => {
    for (const player of players) await act(player, false);
    expect(await Promise.all(players.map(hasOpened))).toEqual([true, true]);
  }, PATIENCE);
  const others = processes.filter(({ server }) => server !== owner);
  expect([await ownerOf(others)]).toEqual(others.map(({ server }) => server));
  expect(players.map(({ page }) => new URL(page.url()).origin)).toEqual([url, url]);
  expect(await (await fetch(`${url}/api/codes/${code}`)).json()).toEqual({ kind: 'pair' });
  for (const { close } of players) await close();
});

it('pages play by sockets of another host that ORIGINS and SOCKET_HOSTS name; a page of a host without a name is kept out', async () => {
  many ??= await startMany();
  const ports = [`${await freePort()}`, `${await freePort()}`] as const;
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  const settings = {
    ORIGINS: hosts.map((host) => `http://${host}`).join(' '),
    SOCKET_HOSTS: hosts.join(' '),
  };
  const start = (port: string) =>
    many?.start({ PORT: port, PUBLIC_ADDRESS: `127.0.0.1:${port}`, ...settings });
  await Promise.all(ports.map(start));
  const owner = `http://127.0.0.1:${ports[0]}`;
  const other = `http://127.0.0.1:${ports[1]}`;
  const policy = (await fetch(other)).headers.get('content-security-policy');
  expect(policy).toContain(
    `connect-src 'self' ${hosts.map((host) => `ws://${host} wss://${host}`).join(' ')};`,
  );

  const maker = sitDown(await visit(browser, owner, DESK));
  const joiner = sitDown(await visit(browser, other, PHONE));
  const opened: string[] = [];
  joiner.page.on('websocket', (socket) => void opened.push(new URL(socket.url()).host));
  await meet(maker, joiner);
  for (const player of [maker, joiner]) {
    await player.controls.press(button(player, player.words.play.lobby.ready));
  }
  for (const { page, words } of [maker, joiner]) {
    await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  }
  expect(opened).toEqual([hosts[0]]);
  expect(takeFaults()).toEqual([]);
  // Whom nobody has named the page does not even ask.
  await joiner.page.evaluate(() => {
    setTimeout(() => new WebSocket('ws://127.0.0.1:9'));
  });
  await expect.poll(() => takeFaults().join('\n')).toContain('breach of connect-src: ws://127.0.0.1:9');

  // The same process under a name that ORIGINS leaves out: the owner of the room refuses its page.
  const stranger = sitDown(await visit(browser, `http://localhost:${ports[1]}`, DESK));
  await typeCode(stranger, await makeRoom(owner));
  const refused = 'syn_or_swim_refusals_total{door="upgrade",reason="foreign-page"}';
  await eventually(async () => {
    expect(await (await fetch(`${owner}/metrics`)).text()).toContain(`${refused} `);
  }, PATIENCE);
  expect(await button(stranger, stranger.words.play.lobby.ready).count()).toBe(0);
  expect(takeFaults()).toEqual([]);
  for (const { close } of [maker, joiner, stranger]) await close();
});
