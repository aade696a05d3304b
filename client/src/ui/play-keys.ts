import type { ReadonlySignal } from '@preact/signals';
import { CRATES_MAX } from '@syn-or-swim/shared/game/token.ts';
import { isKernelLevel } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { Presence } from '../model/presence.ts';
import type { PlayDialogs } from './play-dialogs.ts';

const FLAG_KEYS: Readonly<Record<string, keyof Flags>> = { s: 'syn', a: 'ack', f: 'fin', r: 'rst' };

/** True where Enter already means something: on a button that is no flag, a link, a summary. */
function ownsEnter(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('a, summary, dialog, button:not(.flag-button)') !== null;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text' && !target.readOnly;
}

/** What builds a boat: a flag, a crate more. */
function pressPart(key: string, model: MatchModel): boolean {
  const flag = FLAG_KEYS[key];
  if (flag !== undefined) {
    model.hand.toggleFlag(flag);
    // Or Enter, the next key, would press again whatever button was pressed last.
    document.querySelector<HTMLElement>(`.flag-button.${flag}`)?.focus();
    return true;
  }
  if (key !== 'd') return false;
  const { crates } = model.draft.peek();
  model.hand.setCrates(crates === CRATES_MAX ? 0 : crates + 1);
  return true;
}

function pressLetter(key: string, model: MatchModel): boolean {
  if (key !== 'h') return pressPart(key, model);
  model.hint();
  return true;
}

/** Builds and sends a boat by `event` where no match is on; true where the key meant something. */
export function pressBuildingKey(event: KeyboardEvent, model: MatchModel, singleKeys: boolean): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target) || event.repeat)
    return false;
  if (event.key === 'Enter') {
    if (ownsEnter(event.target)) return false;
    model.send();
    return true;
  }
  return singleKeys && pressPart(event.key.toLowerCase(), model);
}

function pressDigit(event: KeyboardEvent, model: MatchModel): boolean {
  // A digit in the crate field is a number of crates.
  if (event.target instanceof HTMLInputElement && event.target.type === 'number') return false;
  const entry = model.entries.peek().find(({ number }) => String(number) === event.key);
  if (entry === undefined) return false;
  model.select(entry.id);
  return true;
}

/** What the keys of the play screen move. */
export interface KeyBoard {
  readonly model: MatchModel;
  readonly dialogs: PlayDialogs;
  readonly presence: ReadonlySignal<Presence>;
  readonly singleKeys: boolean;
}

const DIALOG_KEYS: Readonly<Record<string, keyof PlayDialogs>> = { '?': 'help', l: 'log', t: 'list' };

function turnDialog(key: string, dialogs: PlayDialogs, { link }: MatchModel): boolean {
  const name = DIALOG_KEYS[key];
  if (name === undefined || (name === 'log' && isKernelLevel(link.level))) return false;
  dialogs[name].value = !dialogs[name].peek();
  return true;
}

/** Stops the clock of the match, or lets it go on. */
export function turnPause(model: MatchModel, { stop }: Presence): void {
  model.ask({ kind: stop.kind === 'paused' ? 'resume' : 'pause' });
}

/** Plays the match by `event`; true where the key meant something here. */
export function pressKey(event: KeyboardEvent, { model, dialogs, presence, singleKeys }: KeyBoard): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return false;
  const key = event.key.toLowerCase();
  if (event.target instanceof HTMLElement && event.target.closest('dialog') !== null) {
    // The key that opened a dialog closes it again.
    return singleKeys && !event.repeat && turnDialog(key, dialogs, model);
  }
  if (event.key === 'Enter') {
    if (ownsEnter(event.target) || event.repeat) return false;
    model.send();
    // A digit chooses a socket again, and no longer goes into the field in which the number was written.
    if (event.target instanceof HTMLInputElement) event.target.blur();
    return true;
  }
  if (!singleKeys || event.repeat) return false;
  if (key === 'p') {
    if (isKernelLevel(model.link.level)) return false;
    turnPause(model, presence.peek());
    return true;
  }
  return pressLetter(key, model) || pressDigit(event, model) || turnDialog(key, dialogs, model);
}
