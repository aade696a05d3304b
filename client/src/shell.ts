import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Language } from './i18n/language.ts';

/** What the page lends to the parts that it loads later: its stage, and the language in use. */
export interface Shell {
  readonly language: ReadonlySignal<Language>;
  /** Shows `screen` in place of what was there; undefined shows the title. */
  show(screen: ComponentType | undefined): void;
  /** Makes a room that plays the level named `level`, and sits down in it. */
  playWithFriend(level: string): void;
  /** Opens what lies beyond the fifteen levels: the endless storm, or a level from a file. */
  beyond(part: 'storm' | 'file'): void;
  /** Shows the title with `problem` on it. */
  fail(problem: string): void;
}
