import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { Signal } from '@syn-or-swim/shared/game/signal.ts';
import { type PlayLanguage, shipName } from './play-context.ts';
import { clockText } from './time-text.ts';

/** What `signal` says, with the ship's name where a slip tells it and the order's number where none does. */
export function saidText(signal: Signal, slips: readonly Slip[], language: PlayLanguage): string {
  const { said, words } = language.texts.signals;
  const ship = (order: number): string => {
    const slip = slips.find((other) => other.order === order);
    return slip === undefined ? `#${order}` : shipName(language.texts, slip.name);
  };
  switch (signal.kind) {
    case 'port':
      return said.port(signal.port);
    case 'ask':
      return said.ask(ship(signal.order));
    case 'send':
      return signal.afterFin === true
        ? language.texts.harbour.slips.saidAfter(ship(signal.order), signal.crates)
        : said.send(ship(signal.order), signal.crates);
    case 'close-first':
      return said.closeFirst(ship(signal.order), signal.who);
    case 'together':
      return said.together(ship(signal.order), clockText(signal.at));
    case 'arrived':
      return said.arrived(ship(signal.order), signal.subject);
    case 'chain-until':
      return said.chain(clockText(signal.until));
    case 'give-up':
      return said.giveUp(ship(signal.order));
    case 'gone':
      return said.gone(ship(signal.order));
    default:
      return words[signal.kind];
  }
}
