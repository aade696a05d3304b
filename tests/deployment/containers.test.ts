// Dockerfile and compose file, read: what they copy, set, ask and open is what the package and its settings have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../server/src/settings.ts';

const ROOT = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The lines of a block of the compose file, without its indentation: all that stands deeper than `head`. */
function block(text: string, head: string): readonly string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.trimStart().startsWith(head));
  if (at < 0) throw new Error(`compose.yaml has no ${head}`);
  const depth = (line: string) => line.length - line.trimStart().length;
  const own = depth(lines[at] ?? '');
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && depth(line) <= own);
  return rest.slice(0, end < 0 ? rest.length : end).map((line) => line.trim());
}

/** `NAME: value` lines as settings, with the variables of the `.env` file put in. */
function settingsOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines.flatMap((line) => {
    const [, name, value] = /^([A-Z][A-Z_\d]*): (.+)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, unquoted(value)] as const];
  });
  return Object.fromEntries(pairs);
}

const unquoted = (value: string) =>
  value
    .replace(/^'(.*)'$/, '$1')
    .replaceAll(
      /\$\{(\w+):[?-][^}]*\}/g,
      (_whole, name: string) => `${name.toLowerCase().replaceAll('_', '')}0`,
    );

describe('the Dockerfile', () => {
  const text = textOf('Dockerfile').replaceAll('\\\n', ' ');
  const steps = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const of = (word: string) => steps.filter((step) => step.startsWith(`${word} `));

  it('runs the program of the package, not as root, on the port and in the folder that the server knows', () => {
    const bin = /bin: \{ '([a-z-]+)': 'bin\.js' \}/.exec(textOf('tools/package.ts'))?.[1];
    expect(of('CMD').at(-1)).toBe(`CMD ["${bin}"]`);
    expect(of('USER')).toEqual(['USER node']);
    // Everything after it runs as that user.
    expect(steps.indexOf('USER node')).toBeGreaterThan(
      steps.findLastIndex((step) => step.startsWith('RUN ')),
    );
    expect(of('EXPOSE')).toEqual(['EXPOSE 2567']);
    expect(of('VOLUME')).toEqual(['VOLUME /data']);
    const environment = Object.fromEntries(
      of('ENV').flatMap((step) =>
        step
          .slice(4)
          .split(' ')
          .map((pair) => pair.split('=')),
      ),
    );
    const parsed = parseSettings(environment, []);
    expect(parsed).toMatchObject({ ok: true, value: { port: 2567, dataFolder: '/data', host: undefined } });
    expect(of('FROM').every((step) => /^FROM node:24[.\w-]*( AS build)?$/.test(step))).toBe(true);
  });

  it('has a health check that asks what the server answers', async () => {
    const script = /CMD \["node", "-e", "(.+)"\]\s*$/m.exec(
      text.split('\n').find((line) => line.startsWith('HEALTHCHECK')) ?? '',
    )?.[1];
    const asked: string[] = [];
    const run = async (answer: boolean | 'none') => {
      const codes: number[] = [];
      const fetched = async (url: string) => {
        asked.push(url);
        if (answer === 'none') throw new Error('refused');
        return { ok: answer };
      };
      const process = { env: {}, exit: (code: number) => void codes.push(code) };
      await new Function('fetch', 'process', `return ${script}`)(fetched, process);
      return codes;
    };
    expect([await run(true), await run(false), await run('none')]).toEqual([[0], [1], [1]]);
    expect(new Set(asked)).toEqual(new Set(['http://127.0.0.1:2567/readyz']));
    expect(textOf('server/src/http/health.ts')).toContain("app.get('/readyz'");
  });

  it('copies sources without what is built, kept or installed on this machine', () => {
    const ignored = textOf('.dockerignore').split('\n');
    for (const path of ['**/node_modules', '.git']) expect(ignored).toContain(path);
  });
});

describe('the compose file', () => {
  const text = textOf('deploy/compose.yaml');
  const common = settingsOf(block(text, 'x-settings:'));
  const games = ['game-1:', 'game-2:'].map((name) => ({ ...common, ...settingsOf(block(text, name)) }));

  it('gives each process settings that the server takes, and a path of its own that Caddy knows', () => {
    const parsed = games.map((settings) => parseSettings(settings, []));
    expect(parsed).toMatchObject(
      ['/p/1', '/p/2'].map((publicAddress) => ({
        ok: true,
        value: {
          databaseUrl: 'postgres://game:databasepassword0@database:5432/game',
          shared: { redisUrl: 'redis://redis:6379', publicAddress },
          drainSeconds: 90,
        },
      })),
    );
    const known = new Set(
      [...textOf('docs/hosting.md').matchAll(/^\| `([A-Z_\d]+)` \|/gm)].map(([, name]) => name),
    );
    for (const settings of games) for (const name of Object.keys(settings)) expect(known).toContain(name);
    const caddyfile = textOf('deploy/proxy/Caddyfile.many');
    const caddy = settingsOf(block(text, 'caddy:'));
    expect(Object.keys(caddy)).toEqual(['SITE', 'GAME_1', 'GAME_2']);
    for (const name of Object.keys(caddy)) expect(caddyfile).toContain(`{$${name}:`);
    for (const path of ['/p/1', '/p/2']) expect(caddyfile).toContain(`handle_path ${path}/*`);
    expect([caddy['GAME_1'], caddy['GAME_2']]).toEqual(['game-1:2567', 'game-2:2567']);
    expect(block(text, 'caddy:')).toContain('- ./proxy/Caddyfile.many:/etc/caddy/Caddyfile:ro');
  });

  it('lets the game write nowhere, gain nothing, and drain before it is killed', () => {
    const game = block(text, 'x-game:');
    for (const line of [
      'read_only: true',
      'tmpfs: [/tmp, /data]',
      'cap_drop: [ALL]',
      "security_opt: ['no-new-privileges:true']",
    ]) {
      expect(game).toContain(line);
    }
    const grace = Number(/stop_grace_period: (\d+)s/.exec(text)?.[1]);
    expect(grace).toBeGreaterThan(Number(common['DRAIN_SECONDS']));
    const address = /ipv4_address: ([\d.]+)/.exec(text)?.[1];
    expect(common['TRUST_PROXY']).toBe(address);
    // Only Caddy is reached from outside.
    expect(text.match(/^ +ports:/gm)).toHaveLength(1);
  });
});
