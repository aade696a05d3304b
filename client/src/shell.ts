import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Language } from './i18n/language.ts';

/** What the page lends to the parts that it loads later: its stage, and the language in use. */
export interface Shell {
  readonly language: ReadonlySignal<Language>;
  /** Shows `screen` in place of what was there; undefined shows the title. */
  show(screen: ComponentType | undefined): void;
  /** Shows the title with `problem` on it. */
  fail(problem: string): void;
}

/** Where a rule of the browser or of the person says that nothing should fly about. */
export function prefersReducedMotion(): MediaQueryList {
  return window.matchMedia('(prefers-reduced-motion: reduce)');
}
