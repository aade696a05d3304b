import type { WrittenEntry } from '@syn-or-swim/shared/game/log-entry.ts';
import { expect, test } from 'vitest';
import { agreementOn, ownerOf } from './stuck-sockets.ts';

const MINE: WrittenEntry = {
  ...{ clientPort: 50_000, cause: 'network', remedy: 'resend-at-the-bell' },
  ...{ by: 'client', at: 20_000 },
};
const PARTNERS: WrittenEntry = { ...MINE, by: 'server', at: 24_000 };

test('both agree once cause and remedy are the same, for each socket by itself', () => {
  const other = { ...PARTNERS, remedy: 'give-up' } as const;
  expect(agreementOn([MINE], 50_000, 'client')).toEqual({ mine: MINE, partners: undefined, agreed: false });
  expect(agreementOn([MINE, other], 50_000, 'client').agreed).toBe(false);
  expect(agreementOn([MINE, PARTNERS], 50_000, 'server')).toEqual({
    mine: PARTNERS,
    partners: MINE,
    agreed: true,
  });
  expect(agreementOn([MINE, PARTNERS], 50_001, 'server').mine).toBe(undefined);
});

test('an application is mine or the partner’s, by the seat', () => {
  expect([ownerOf('client-application', 'client'), ownerOf('client-application', 'server')]).toEqual([
    'mine',
    'theirs',
  ]);
  expect(ownerOf('nobody', 'client')).toBe('nobody');
});
