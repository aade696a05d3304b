import { CODE_LENGTH } from '@syn-or-swim/shared/protocol/messages.ts';
import { useId, useState } from 'preact/hooks';
import { HarbourPicture } from './harbour-picture.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { useMenu } from './menu-context.ts';
import './title.css';

/** What the title screen can start. */
export interface TitleActions {
  readonly playAlone: () => void;
  readonly playWithFriend: () => void;
  readonly chooseLevel: () => void;
  readonly explain: () => void;
  readonly sandbox: () => void;
  readonly teach: () => void;
  readonly capture: () => void;
  /** Tells of the match against the real kernel of the server. */
  readonly kernel: () => void;
  readonly join: (code: string) => void;
}

/** What is going on behind the title: the rest of the game loads, or could not be loaded, or something was refused. */
export interface TitleState {
  readonly busy: boolean;
  readonly problem: string | undefined;
  /** False where the browser knows that it has no network. */
  readonly online: boolean;
}

function Heading() {
  return (
    <h1 aria-label="SYN or Swim">
      <span aria-hidden="true">
        <span class="word-syn">SYN</span> <span class="word-or">or</span> Swim
        <svg viewBox="0 0 400 30" preserveAspectRatio="none" aria-hidden="true">
          <path
            d="M4 15c33-14 65-14 98 0s65 14 98 0 65-14 98 0 65 14 98 0"
            fill="none"
            stroke="#5a6acf"
            stroke-width="5"
            stroke-linecap="round"
          />
        </svg>
      </span>
    </h1>
  );
}

/** What a person typed, as a code: look-alikes and separators are forgiven, case does not matter. */
export function codeOf(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, CODE_LENGTH);
}

function JoinForm({ join, busy }: { readonly join: (code: string) => void; readonly busy: boolean }) {
  const { texts } = useMenu();
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const hint = useId();
  return (
    <form
      class="join"
      onSubmit={(event) => {
        event.preventDefault();
        setShort(code.length !== CODE_LENGTH);
        if (code.length === CODE_LENGTH) join(code);
      }}
    >
      <h2>{texts.joinTitle}</h2>
      <div class="join-row">
        <input
          class="field"
          aria-label={texts.code}
          aria-describedby={hint}
          aria-invalid={short}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={code}
          onInput={(event) => {
            setCode(codeOf(event.currentTarget.value));
            event.currentTarget.value = codeOf(event.currentTarget.value);
          }}
        />
        <button class="button" type="submit" disabled={busy}>
          {texts.join}
        </button>
      </div>
      <small id={hint} class="quiet" role={short ? 'alert' : undefined}>
        {short ? texts.codeTooShort : texts.codeHint}
      </small>
    </form>
  );
}

/** The first screen: one tap plays, and a code can be typed at once. */
export function TitleScreen({
  actions,
  state,
}: {
  readonly actions: TitleActions;
  readonly state: TitleState;
}) {
  const { texts, openSettings } = useMenu();
  const elsewhere = [
    [actions.chooseLevel, texts.allLevels],
    [actions.explain, texts.explain],
    [actions.sandbox, texts.sandbox],
    [actions.capture, texts.capture],
    [actions.kernel, texts.kernel],
    [actions.teach, texts.teach],
  ] as const;
  return (
    <main class="title" aria-busy={state.busy}>
      <div class="title-picture">
        <HarbourPicture label={texts.picture} />
      </div>
      <div class="title-card">
        <Heading />
        <p class="tagline">{texts.tagline}</p>
        {state.problem !== undefined && (
          <p class="problem" role="alert">
            {state.problem}
          </p>
        )}
        {!state.online && (
          <p class="problem" role="status">
            {texts.offline}
          </p>
        )}
        <div class="title-actions">
          <button type="button" class="button main" disabled={state.busy} onClick={actions.playAlone}>
            {state.busy ? texts.loading : texts.playAlone}
          </button>
          <button type="button" class="button" disabled={state.busy} onClick={actions.playWithFriend}>
            {texts.playWithFriend}
          </button>
        </div>
        <JoinForm join={actions.join} busy={state.busy} />
        <nav class="title-foot">
          {elsewhere.map(([go, label]) => (
            <button key={label} type="button" class="button small" disabled={state.busy} onClick={go}>
              {label}
            </button>
          ))}
        </nav>
      </div>
      <div class="title-corner">
        <button type="button" class="button small plain" onClick={openSettings}>
          {texts.settings}
        </button>
        <LanguageSwitch />
      </div>
    </main>
  );
}
