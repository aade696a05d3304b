// @vitest-environment happy-dom
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import { USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import { CARGO } from '@syn-or-swim/shared/levels/catalog.ts';
import type { RoomPublic } from '@syn-or-swim/shared/protocol/messages.ts';
import { render } from 'preact';
import { expect, test } from 'vitest';
import { loadMenuTexts } from '../i18n/load-menu.ts';
import { loadPlayTexts } from '../i18n/load-play.ts';
import { createRoomClock } from '../model/game-clock.ts';
import { LobbyScreen } from './lobby-screen.tsx';
import { MenuContext } from './menu-context.ts';
import { PlayContext } from './play-context.ts';

type Player = RoomPublic['roster']['server']['player'];

/** What the client reads in a room where `server` and `network` have these players. */
async function lobby(server: Player, network: Player, settings = USUAL_SETTINGS): Promise<string> {
  const entry = (player: Player) => ({ player, connected: player === 'person', ready: false });
  const room: RoomPublic = {
    code: 'QNFHAA',
    phase: 'lobby',
    level: CARGO.id,
    match: 0,
    clock: { gameAnchor: 0, wallAnchor: 0, rate: 0 },
    stop: NO_STOP,
    settings,
    roster: { client: entry('person'), server: entry(server), network: entry(network) },
  };
  const root = document.createElement('div');
  const nothing = () => undefined;
  const texts = await loadMenuTexts('en');
  const menu = { language: 'en', texts, choose: nothing, openSettings: nothing } as const;
  render(
    <MenuContext.Provider value={menu}>
      <PlayContext.Provider value={await loadPlayTexts('en')}>
        <LobbyScreen
          {...{
            room,
            level: CARGO,
            own: undefined,
            link: '/?join=',
            reconnecting: false,
            readyKept: undefined,
          }}
          seat="client"
          clock={createRoomClock(() => 0)}
          actions={{ ready: nothing, choose: nothing, blame: nothing, leave: nothing }}
        />
      </PlayContext.Provider>
    </MenuContext.Provider>,
    root,
  );
  return root.textContent ?? '';
}

test('the code is shown for as long as somebody may come in', async () => {
  const three = { ...USUAL_SETTINGS, network: 'person' } as const;
  expect(await lobby('nobody', 'nobody')).toContain('QNFHAA');
  expect(await lobby('person', 'nobody')).not.toContain('QNFHAA');
  expect(await lobby('person', 'nobody', three)).toContain('QNFHAA');
  expect(await lobby('person', 'person', three)).not.toContain('QNFHAA');
});
