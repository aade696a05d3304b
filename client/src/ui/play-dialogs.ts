import { type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The dialogs over a match; each is open while its signal is true. */
export interface PlayDialogs {
  readonly help: Signal<boolean>;
  readonly log: Signal<boolean>;
  readonly list: Signal<boolean>;
}

/** Dialogs that are all closed. */
export function closedDialogs(): PlayDialogs {
  return { help: signal(false), log: signal(false), list: signal(false) };
}

/** Given to the parts of the play screen. */
export const DialogContext = createContext<PlayDialogs>(closedDialogs());

/** The dialogs of the match that is on the screen. */
export function useDialogs(): PlayDialogs {
  return useContext(DialogContext);
}
