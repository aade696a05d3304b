// What only whoever runs the server may see: its metrics, and Colyseus' monitor.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { createKeyedBuckets } from '../match/token-bucket.ts';
import { addressKey } from './address-key.ts';
import type { AddressOf } from './client-address.ts';

/** Wrong passwords of one address. */
const PASSWORD_RATE = { burst: 5, perSecond: 1 / 12 };

/** What a proxy adds to what it passes on: a request that has one of these comes from somebody else's computer. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'] as const;

/** Whether `request` was made on this computer itself, without a proxy between. */
export function isFromHere(request: Pick<Request, 'headers' | 'socket'>): boolean {
  const address = addressKey(request.socket.remoteAddress);
  const isHere = address.startsWith('127.') || request.socket.remoteAddress === '::1';
  return isHere && PROXY_HEADERS.every((name) => request.headers[name] === undefined);
}

/**
 * Lets through who says `password` (HTTP's basic authentication; any name will do), asks everybody else for it, and
 * makes an address wait that guesses. A request that the page of another server started is refused: the browser
 * would add the password to it by itself.
 */
export function passwordDoor(
  password: string,
  { monotonic, addressOf }: { readonly monotonic: () => number; readonly addressOf: AddressOf },
): RequestHandler {
  const guesses = createKeyedBuckets(PASSWORD_RATE);
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    if (site === 'cross-site' || site === 'same-site') return void response.status(403).end();
    const guess = guesses.of(addressOf(request));
    if (guess.isEmpty(monotonic())) return void response.status(429).end();
    const given = passwordOf(request.get('authorization'));
    if (given !== undefined && isSame(given, password)) return next();
    if (given !== undefined) guess.take(monotonic());
    response.set('WWW-Authenticate', 'Basic realm="SYN or Swim", charset="UTF-8"').status(401).end();
  };
}

function passwordOf(authorization: string | undefined): string | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : text.slice(colon + 1);
}

/** Compares digests, so that the time tells neither where two texts differ nor how long the right one is. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
