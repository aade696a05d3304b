import type { ReadonlySignal, Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MatchModel } from '../model/match-model.ts';
import type { HeardSound } from '../model/match-sounds.ts';
import type { Presence } from '../model/presence.ts';
import type { MountStrait } from '../model/strait-model.ts';
import { Announcer } from './announcer.tsx';
import { GuessCard } from './guess-card.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { ListDialog } from './list-dialog.tsx';
import { LogDialog } from './log-dialog.tsx';
import { NextLine } from './next-line.tsx';
import { NoticeCard } from './notice-card.tsx';
import { usePlay } from './play-context.ts';
import { closedDialogs, DialogContext } from './play-dialogs.ts';
import { pressKey } from './play-keys.ts';
import { PlayPanels } from './play-panels.tsx';
import { SoundCaption } from './sound-caption.tsx';
import { StopLine } from './stop-line.tsx';
import { TokenBuilder } from './token-builder.tsx';
import { TopBar } from './top-bar.tsx';
import './play.css';
import './large-text.css';

/** What the play screen needs: the match, who is there, and the picture, which may still be loading. */
export interface PlayProps {
  readonly model: MatchModel;
  readonly presence: ReadonlySignal<Presence>;
  readonly loadStrait: () => Promise<MountStrait>;
  /** Left out in a class, which alone leads somewhere else. */
  readonly onLeave: (() => void) | undefined;
  readonly soundOn: Signal<boolean>;
  /** Whether letters and digits are keys of the match. */
  readonly singleKeys: Signal<boolean>;
  /** Lets the match be heard; gives what makes it silent again. */
  readonly listen: (model: MatchModel) => () => void;
  /** What has just sounded; empty where nobody wants to read it. */
  readonly captions: ReadonlySignal<readonly HeardSound[]>;
  /** The first key or tap: alone, the clock starts with it. */
  readonly onTouch: () => void;
}

/** How soon the picture is asked for again where it did not come, ms. */
const ASK_AGAIN = 3000;

/** The picture of the strait. Everything in it is also said and done beside it, so it is an image to assistive tools. */
function Strait({ model, loadStrait }: Pick<PlayProps, 'model' | 'loadStrait'>) {
  const { texts } = usePlay();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let destroy: (() => void) | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const load = (): void => {
      loadStrait().then(
        (mount) => {
          if (gone || place.current === null) return;
          destroy = mount(place.current, model.strait, model).destroy;
        },
        // The line broke while it came. The match goes on beside it.
        () => {
          if (!gone) again = setTimeout(load, ASK_AGAIN);
        },
      );
    };
    load();
    return () => {
      gone = true;
      clearTimeout(again);
      destroy?.();
    };
  }, [model, loadStrait]);
  return (
    <div
      class="strait"
      ref={place}
      role="img"
      aria-label={`${texts.strait}. ${texts.straitSide(model.link.seat)}`}
    />
  );
}

/** The screen on which a match is played. */
export function PlayScreen(props: PlayProps) {
  const { model, presence, loadStrait, onLeave, onTouch, listen, captions, soundOn, singleKeys } = props;
  const { texts } = usePlay();
  const [dialogs] = useState(closedDialogs);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      onTouch();
      if (!pressKey(event, { model, dialogs, presence, singleKeys: singleKeys.peek() })) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onTouch);
    // What works the page for somebody else, such as a screen reader, may click alone.
    window.addEventListener('click', onTouch);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onTouch);
      window.removeEventListener('click', onTouch);
    };
  }, [model, onTouch, dialogs, presence, singleKeys]);
  useEffect(() => listen(model), [model, listen]);
  const reconnecting = presence.value.line === 'reconnecting';
  const wasLost = useRef(false);
  if (reconnecting) wasLost.current = true;
  const line = reconnecting ? texts.link.reconnecting : wasLost.current ? texts.link.back : '';
  return (
    <DialogContext.Provider value={dialogs}>
      <main class="play">
        <TopBar model={model} presence={presence} onLeave={onLeave} soundOn={soundOn} />
        <Strait model={model} loadStrait={loadStrait} />
        <SoundCaption heard={captions} />
        {reconnecting && <p class="reconnecting">{texts.link.reconnecting}</p>}
        <NextLine model={model} stands={presence.value.clockStands} />
        <GuessCard model={model} />
        <StopLine model={model} presence={presence} />
        <NoticeCard model={model} />
        <PlayPanels model={model} />
        <TokenBuilder model={model} />
        <Announcer model={model} line={line} />
        <HelpDialog model={model} singleKeys={singleKeys} />
        <LogDialog model={model} />
        <ListDialog model={model} />
      </main>
    </DialogContext.Provider>
  );
}
