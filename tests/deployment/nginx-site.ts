// nginx with one of the configurations of deploy/proxy, on free ports and with a certificate of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Running, run, startProgram } from './program.ts';

const PROXY = join(import.meta.dirname, '../../deploy/proxy');

/** An nginx that runs. */
export interface NginxSite extends Running {
  /** The address without encryption. */
  readonly plain: string;
  readonly url: string;
}

/** Starts nginx in `folder` with `file`, in which each of `changes` stands for what it is at home. */
export async function startNginx(
  folder: string,
  file: string,
  changes: Readonly<Record<string, string>>,
): Promise<NginxSite> {
  const [plain, encrypted] = [await freePort(), await freePort()];
  const pem = join(folder, 'site.pem');
  const key = join(folder, 'site.key');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  await run('openssl', [...request, ...subject, '-keyout', key, '-out', pem]);
  const own = {
    'listen 80;': `listen 127.0.0.1:${plain};`,
    'listen 443 ': `listen 127.0.0.1:${encrypted} `,
    '/etc/ssl/play.example.org.pem': pem,
    '/etc/ssl/play.example.org.key': key,
    'play.example.org': '127.0.0.1',
    ...changes,
  };
  const atHome = readFileSync(join(PROXY, file), 'utf8').replaceAll(/listen \[::\].*\n/g, '');
  const site = Object.entries(own).reduce((text, [from, to]) => text.replaceAll(from, to), atHome);
  writeFileSync(join(folder, 'site.conf'), site);
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const paths = kinds.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const http = `http { access_log off; ${paths} include site.conf; }`;
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; events { worker_connections 4096; } ${http}\n`,
  );
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  const { stop } = await startProgram('nginx', args, `http://127.0.0.1:${plain}/healthz`);
  return { plain: `http://127.0.0.1:${plain}`, url: `https://127.0.0.1:${encrypted}`, stop };
}
