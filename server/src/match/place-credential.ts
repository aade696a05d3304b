import { createHmac, timingSafeEqual } from 'node:crypto';

/** The two places at the harbours, whichever sides they play. */
export type HarbourPlace = 0 | 1;

/** The places of a room: the third is the network's. */
export type PlaceIndex = HarbourPlace | 2;

/** What a credential says: which place, and the how-manieth person on it. */
export interface PlaceClaim {
  readonly place: PlaceIndex;
  readonly epoch: number;
}

/** Makes and checks the credentials of one room's places. */
export interface PlaceCredentials {
  /** Text that proves `claim` to this room, also after the server was started anew. */
  readonly seal: (claim: PlaceClaim) => string;
  /** What `text` proves; undefined where it is damaged, forged, or of another room. */
  readonly open: (text: string) => PlaceClaim | undefined;
  /** By what the room knows a page's joining id again, without keeping it. */
  readonly markOf: (joining: string) => string;
}

const FORM = /^([012])\.(\d{1,9})\.([\w-]{43})$/;

/** Credentials of the room `roomId`: an HMAC-SHA-256 of room, place and epoch with the server's `secret`. */
export function createPlaceCredentials(secret: Uint8Array, roomId: string): PlaceCredentials {
  const mac = (text: string) => createHmac('sha256', secret).update(`${roomId} ${text}`).digest();
  const digest = ({ place, epoch }: PlaceClaim) => mac(`${place} ${epoch}`);
  return {
    markOf: (joining) => mac(`joining ${joining}`).toString('base64url'),
    seal: (claim) => `${claim.place}.${claim.epoch}.${digest(claim).toString('base64url')}`,
    open: (text) => {
      const [, place, epoch, mac] = FORM.exec(text) ?? [];
      if (place === undefined || epoch === undefined || mac === undefined) return undefined;
      const claim: PlaceClaim = { place: place === '0' ? 0 : place === '1' ? 1 : 2, epoch: Number(epoch) };
      const given = Buffer.from(mac, 'base64url');
      const expected = digest(claim);
      return given.length === expected.length && timingSafeEqual(given, expected) ? claim : undefined;
    },
  };
}
