import type { ReadonlySignal } from '@preact/signals';
import type { HeardSound } from '../model/match-sounds.ts';
import { usePlay } from './play-context.ts';
import './sound-caption.css';

/** What has just sounded, in writing at the strait's edge. The live region says the same, so it is silent there. */
export function SoundCaption({ heard }: { readonly heard: ReadonlySignal<readonly HeardSound[]> }) {
  const words = usePlay().texts.harbour.heard;
  return (
    <ul class="sound-caption" aria-hidden="true">
      {heard.value.map(({ sound, ship }) => {
        const text = words[isChord(sound) ? 'chord' : sound];
        return <li key={sound}>♪ {text(ship)}</li>;
      })}
    </ul>
  );
}

type Chord = Extract<HeardSound['sound'], `chord-${string}`>;

function isChord(sound: HeardSound['sound']): sound is Chord {
  return sound.startsWith('chord-');
}
