// Two server processes, each under its own path, and the proxy that makes one address of them.
import { join } from 'node:path';
import type { Many } from '../rooms/many.ts';
import type { ServerProcess } from '../rooms/server-process.ts';
import { freePort, type Running, startProgram } from './program.ts';

const CADDYFILE = join(import.meta.dirname, '../../deploy/proxy/Caddyfile.many');

/** One of two processes behind a proxy. */
export interface BehindProxy {
  readonly server: ServerProcess;
  /** Its own path on the address of the page. */
  readonly path: string;
}

/** Both of them. */
export type BothBehindProxy = readonly [BehindProxy, BehindProxy];

/** Starts two processes, each with the public address that `pathOf` gives for its number, 1 or 2, and its port. */
export async function startBoth(
  many: Many,
  pathOf: (number: number, port: string) => string,
  options: readonly string[] = [],
): Promise<BothBehindProxy> {
  const start = async (number: number): Promise<BehindProxy> => {
    const port = `${await freePort()}`;
    const path = pathOf(number, port);
    const settings = { PORT: port, PUBLIC_ADDRESS: path, TRUST_PROXY: 'loopback' };
    return { server: await many.start(settings, options), path };
  };
  return [await start(1), await start(2)];
}

/** The process that has the one match which is on. */
export async function ownerOf(both: readonly BehindProxy[]): Promise<ServerProcess> {
  for (const { server } of both) {
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    if (/^syn_or_swim_rooms\{phase="playing"\} 1$/m.test(figures)) return server;
  }
  throw new Error('none of the processes has a match');
}

/** Starts Caddy with `Caddyfile.many`, without encryption, before processes under `/p/1` and `/p/2`; it keeps its own in `folder`. */
export async function startCaddyBefore(
  [first, second]: BothBehindProxy,
  folder: string,
): Promise<Running & { readonly url: string }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const args = ['run', '--config', CADDYFILE, '--adapter', 'caddyfile'];
  const home = join(folder, 'caddy');
  const caddy = await startProgram('caddy', args, `${url}/healthz`, {
    SITE: url,
    GAME_1: new URL(first.server.url).host,
    GAME_2: new URL(second.server.url).host,
    CADDY_ADMIN: 'off',
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    HOME: folder,
  });
  return { ...caddy, url };
}
