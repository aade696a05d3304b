// The page's first script: title and language, nothing else. The game, Phaser and the SDK come afterwards.
import { signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { LANGUAGES, type Language, languageOf } from './i18n/language.ts';
import { loadMenuTexts } from './i18n/load-menu.ts';
import type { MenuTexts } from './i18n/menu-en.ts';
import { applySettings, pageStorage } from './page-settings.ts';
import type { Shell } from './shell.ts';
import { MenuContext } from './ui/menu-context.ts';
import { type TitleActions, TitleScreen } from './ui/title-screen.tsx';
import './ui/base.css';

const LANGUAGE_KEY = 'syn-or-swim.language';
const SEAT_KEY = 'syn-or-swim.seat';

const language = signal<Language>('en');
const menu = signal<MenuTexts | undefined>(undefined);
const screen = signal<ComponentType | undefined>(undefined);
const busy = signal(false);
const problem = signal<string | undefined>(undefined);
const online = signal(navigator.onLine);

/** Storage may be forbidden; then the language is the browser's. */
function keptLanguage(): Language | undefined {
  const kept = pageStorage.getItem(LANGUAGE_KEY);
  return LANGUAGES.find((each) => each === kept);
}

async function speak(next: Language): Promise<void> {
  menu.value = await loadMenuTexts(next);
  language.value = next;
  document.documentElement.lang = next;
}

function chooseLanguage(next: Language): void {
  try {
    pageStorage.setItem(LANGUAGE_KEY, next);
  } catch {
    // Forbidden: the choice holds until the page is loaded again.
  }
  void speak(next);
}

const loadSolo = () => import('./solo.tsx');
const loadExplain = () => import('./explain.tsx');
const loadPair = () => import('./pair.tsx');
const loadBeyond = () => import('./beyond.tsx');
const loadJoin = () => import('./join.tsx');
const loadTeach = () => import('./teach.tsx');
const loadSandbox = () => import('./sandbox.tsx');
const loadSharedMatch = () => import('./shared-match.tsx');
const loadKernel = () => import('./kernel.tsx');
const loadCapture = () => import('./capture.tsx');

const shell: Shell = {
  language,
  show: (next) => {
    busy.value = false;
    problem.value = undefined;
    screen.value = next;
    // A new screen begins at its top, also for who hears it read.
    requestAnimationFrame(() => {
      window.scrollTo(0, 0);
      const main = document.querySelector('main');
      main?.setAttribute('tabindex', '-1');
      main?.focus({ preventScroll: true });
    });
  },
  playWithFriend: (level) => void begin(loadPair, (pair) => pair.openRoom(shell, level)),
  beyond: (part) => {
    void begin(loadBeyond, (beyond) =>
      part === 'storm' ? beyond.showStorm(shell) : beyond.showOwnLevel(shell),
    );
  },
  fail: (text) => {
    shell.show(undefined);
    problem.value = text;
  },
};

/** Loads a later part of the game and starts it; the title stays, busy, until the part shows a screen. */
async function begin<Part>(load: () => Promise<Part>, start: (part: Part) => Promise<void>): Promise<void> {
  busy.value = true;
  problem.value = undefined;
  try {
    await start(await load());
  } catch (cause) {
    console.error(cause);
    shell.fail(menu.value?.loadFailed ?? '');
  }
}

const settingsOver = signal<typeof import('./settings.tsx') | undefined>(undefined);
const settingsOpen = signal(false);

/** Opens the settings over whatever is shown; they are loaded the first time. */
async function openSettings(): Promise<void> {
  try {
    if (settingsOver.value === undefined) {
      const part = await import('./settings.tsx');
      part.followLanguage(language);
      settingsOver.value = part;
    }
    settingsOpen.value = true;
  } catch (cause) {
    console.error(cause);
    problem.value = menu.value?.loadFailed;
  }
}

/** A code leads to a friend's room or into a class; where the server does not say which, the room tells why not. */
async function joinByCode(code: string): Promise<void> {
  busy.value = true;
  const response = await fetch(`/api/codes/${encodeURIComponent(code)}`).catch(() => undefined);
  const { kind } = response?.ok === true ? await response.json() : { kind: 'pair' };
  if (kind === 'class') await begin(loadJoin, (part) => part.joinClass(shell, code.toUpperCase()));
  else await begin(loadPair, (pair) => pair.joinRoom(shell, code));
}

const actions: TitleActions = {
  playAlone: () => void begin(loadSolo, (solo) => solo.playNext(shell)),
  chooseLevel: () => void begin(loadSolo, (solo) => solo.showChart(shell)),
  playWithFriend: () => void begin(loadPair, (pair) => pair.openRoom(shell)),
  explain: () => void begin(loadExplain, (part) => part.explain(shell)),
  sandbox: () => void begin(loadSandbox, (part) => part.openSandbox(shell)),
  kernel: () => void begin(loadKernel, (part) => part.showKernel(shell)),
  capture: () => void begin(loadCapture, (part) => part.showCapture(shell)),
  teach: () => void begin(loadTeach, (part) => part.teach(shell)),
  join: (code) => void joinByCode(code),
};

function Settings() {
  const part = settingsOver.value;
  if (part === undefined || !settingsOpen.value) return null;
  const close = (): void => {
    settingsOpen.value = false;
  };
  return <part.SettingsOver onClose={close} />;
}

/** Where the address leads past the title: a code that somebody types into the title's field meanwhile would be lost. */
function Loading() {
  return (
    <main class="loading" aria-busy="true">
      <p role="status">{menu.value?.loading}</p>
    </main>
  );
}

function Page() {
  if (menu.value === undefined) return null;
  const Screen = screen.value;
  const context = {
    language: language.value,
    texts: menu.value,
    choose: chooseLanguage,
    openSettings: () => void openSettings(),
  };
  return (
    <MenuContext.Provider value={context}>
      {Screen === undefined ? (
        <TitleScreen
          actions={actions}
          state={{ busy: busy.value, problem: problem.value, online: online.value }}
        />
      ) : (
        <Screen />
      )}
      <Settings />
    </MenuContext.Provider>
  );
}

/** A code in the address, as a shared link or a QR code has it: `/?join=4G577X` or `/4G577X`. */
function codeInAddress(): string | undefined {
  const [, path] = /^\/([0-9A-Za-z]{6})$/.exec(location.pathname) ?? [];
  return new URLSearchParams(location.search).get('join') ?? path;
}

/** Takes the code out of the address, so that a reload does not join once more; the rest of it stays. */
function forgetCode(): void {
  const rest = new URLSearchParams(location.search);
  rest.delete('join');
  history.replaceState(null, '', rest.size === 0 ? '/' : `/?${rest}`);
}

/** What a link carries behind #: its kind and what was packed; it is taken out of the address, as a code is. */
function partInFragment(): { readonly kind: string; readonly packed: string } | undefined {
  const [, kind, packed] = /^#([a-z]+)=(.*)$/s.exec(location.hash) ?? [];
  if (kind === undefined || packed === undefined) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return { kind, packed };
}

/** Opens what a link carries behind #; false where it carries nothing that this page knows. */
function openFragment(): boolean {
  const fragment = location.hash.slice(1);
  const part = partInFragment();
  if (part?.kind === 'sandbox') {
    void begin(loadSandbox, (sandbox) => sandbox.openSandboxLink(shell, part.packed));
  } else if (part?.kind === 'level') {
    void begin(loadBeyond, (beyond) => beyond.openLevelLink(shell, part.packed));
  } else if (part?.kind === 'match') {
    void begin(loadSharedMatch, (match) => match.openSharedMatch(shell, fragment));
  } else if (fragment === 'capture') actions.capture();
  else if (fragment === 'sandbox') actions.sandbox();
  else if (fragment === 'kernel') actions.kernel();
  else return false;
  return true;
}

function heldSeat(): boolean {
  try {
    return sessionStorage.getItem(SEAT_KEY) !== null;
  } catch {
    return false;
  }
}

/**
 * Keeps the page for times without a network. Browsers allow it over HTTPS and on this machine itself only; elsewhere the
 * game needs its server at each visit.
 */
function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // A refusal changes nothing: the page goes on as it was loaded.
  navigator.serviceWorker.register('/service-worker.js').catch((cause) => console.warn(cause));
}

/** How long a page that is never idle, as on a slow machine with much to draw, puts off what can wait (ms). */
const PUT_OFF = 3000;

/** Runs `later` once the page has nothing else to do. */
function whenIdle(later: () => void): void {
  if (window.requestIdleCallback === undefined) setTimeout(later, PUT_OFF / 2);
  else requestIdleCallback(later, { timeout: PUT_OFF });
}

async function open(): Promise<void> {
  applySettings();
  for (const change of ['online', 'offline']) {
    addEventListener(change, () => {
      online.value = navigator.onLine;
    });
  }
  await speak(keptLanguage() ?? languageOf(navigator.languages));
  if (['/teach', '/join'].includes(location.pathname)) screen.value = Loading;
  const root = document.querySelector('#app');
  if (root !== null) render(<Page />, root);
  addEventListener('hashchange', openFragment);
  const code = codeInAddress();
  if (location.pathname === '/teach') actions.teach();
  else if (location.pathname === '/join') {
    const asked = new URLSearchParams(location.search).get('code') ?? undefined;
    void begin(loadJoin, (part) => part.joinClass(shell, asked));
  } else if (code !== undefined) {
    forgetCode();
    actions.join(code);
  } else if (openFragment()) {
    // The link is all that was asked for.
  } else if (heldSeat()) {
    void begin(loadPair, (pair) => pair.returnToSeat(shell));
  } else {
    // Once nothing else is to be done, fetch what the first tap will need. Without a network it is asked for then.
    whenIdle(() => void loadSolo().then((solo) => solo.prefetch(), console.warn));
  }
  whenIdle(keepForOffline);
}

void open();
