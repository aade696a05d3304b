// Watches a hand that has no pointer: whether the focus can be seen at every stop, and whether any key ever traps it.
import type { Page } from 'playwright-core';

/** What was wrong at the stops of the focus so far. */
export interface FocusWatch {
  /** One line for each stop at which the focus could not be seen, or lay under something. */
  readonly faults: () => Promise<readonly string[]>;
  /** How many stops there were. */
  readonly stops: () => Promise<number>;
  /** How often a pointer was used. */
  readonly pointers: () => Promise<number>;
}

interface Watched {
  faults: string[];
  stops: number;
  pointers: number;
}

declare global {
  interface Window {
    watchedFocus: Watched;
    /** The stops of the focus in the order in which they were first seen. */
    namedStops?: Element[];
  }
}

/** Begins to watch `page`, from its next document on. */
export async function watchFocus(page: Page): Promise<FocusWatch> {
  await page.addInitScript(watchInPage);
  const read = <Key extends keyof Watched>(key: Key): Promise<Watched[Key]> =>
    page.evaluate((name) => window.watchedFocus[name], key) as Promise<Watched[Key]>;
  return { faults: () => read('faults'), stops: () => read('stops'), pointers: () => read('pointers') };
}

/** Runs in the page, so it uses nothing from outside itself. */
function watchInPage(): void {
  const watched: Watched = { faults: [], stops: 0, pointers: 0 };
  window.watchedFocus = watched;

  const nameOf = (element: Element): string => {
    const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} "${text.replaceAll(/\s+/g, ' ').trim().slice(0, 40)}"`;
  };

  /** What may show the focus of `element`: itself, and for a field that is not drawn its label and what follows it. */
  const bearers = (element: Element): Element[] => [
    element,
    ...(element.matches('input')
      ? [element.closest('label'), element.nextElementSibling].filter((one) => one !== null)
      : []),
  ];

  const showsFocus = (element: Element): boolean =>
    bearers(element).some((bearer) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(bearer);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    });

  /** WCAG 2.4.11: at least a part of what has the focus is in sight and uncovered. */
  const isInSight = (element: Element): boolean =>
    bearers(element).some((bearer) => {
      const { left, top, right, bottom } = bearer.getBoundingClientRect();
      const [x1, x2] = [Math.max(0, left), Math.min(innerWidth, right)];
      const [y1, y2] = [Math.max(0, top), Math.min(innerHeight, bottom)];
      if (x2 - x1 < 1 || y2 - y1 < 1) return false;
      return [0.1, 0.5, 0.9].some((across) =>
        [0.15, 0.5, 0.85].some((down) => {
          const found = document.elementFromPoint(x1 + (x2 - x1) * across, y1 + (y2 - y1) * down);
          return found !== null && (bearer.contains(found) || found.contains(bearer));
        }),
      );
    });

  const look = (): void => {
    const element = document.activeElement;
    if (element === null || element === document.body || element.matches('main')) return;
    watched.stops += 1;
    if (!element.matches(':focus-visible')) watched.faults.push(`not :focus-visible: ${nameOf(element)}`);
    else if (!showsFocus(element)) watched.faults.push(`no ring: ${nameOf(element)}`);
    else if (!isInSight(element)) watched.faults.push(`out of sight: ${nameOf(element)}`);
  };

  addEventListener('keyup', (event) => {
    if (event.key === 'Tab' || event.key.startsWith('Arrow')) look();
  });
  addEventListener('pointerdown', () => {
    watched.pointers += 1;
  });
}

/** More stops than any screen has. */
const STOPS_MAX = 200;

/** Names what has the focus, each element by a name of its own; nothing where the focus has left the page. */
function focused(): string {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return '';
  window.namedStops ??= [];
  const stops = window.namedStops;
  if (!stops.includes(activeElement)) stops.push(activeElement);
  return `${activeElement.tagName.toLowerCase()} ${stops.indexOf(activeElement) + 1}`;
}

/**
 * Goes round the page with `key` from where the focus is until it is there again, and gives every stop.
 *
 * @throws where the focus never comes back, or stays at one stop: a trap (WCAG 2.1.2)
 */
export async function roundOf(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const stops: string[] = [];
  await page.keyboard.press(key);
  const first = await page.evaluate(focused);
  for (let at = first; stops.length < STOPS_MAX; at = await page.evaluate(focused)) {
    if (at !== '' && at === stops.at(-1)) throw new Error(`${key} stays at ${at}`);
    if (stops.length > 0 && at === first) return stops;
    stops.push(at);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not come round: ${stops.slice(-6).join(', ')}`);
}
