import type { Signal } from '@preact/signals';
import type { MatchModel } from '../model/match-model.ts';
import { COVERED, shownState } from '../model/open-guess.ts';
import { Dialog } from './dialog.tsx';
import { useMenu } from './menu-context.ts';
import { usePlay } from './play-context.ts';
import { useDialogs } from './play-dialogs.ts';
import { StateDiagram } from './state-diagram.tsx';
import './help.css';

function Keys({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl class="keys">
      {rows.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The state diagram with the chosen socket's state marked: "you are here". */
function Here({ model }: { readonly model: MatchModel }) {
  const { diagram } = usePlay().texts.harbour;
  const entry = model.selected.value;
  const state = entry && shownState(entry, model.guess.value);
  const line =
    entry === undefined || state === undefined ? diagram.none : diagram.of(model.labelOf(entry), state);
  return (
    <section>
      <h3>{diagram.heading}</h3>
      <p>{line}</p>
      <StateDiagram label={line} here={state === COVERED ? undefined : state} />
    </section>
  );
}

/** Help over the match: where one is, what the pictures mean, and the keys, which can be turned off (WCAG 2.1.4). */
export function HelpDialog({
  model,
  singleKeys,
}: {
  readonly model: MatchModel;
  readonly singleKeys: Signal<boolean>;
}) {
  const { texts } = usePlay();
  const { texts: menuTexts, openSettings } = useMenu();
  return (
    <Dialog name="help" heading={texts.help.heading} open={useDialogs().help}>
      <div class="help-columns">
        <section>
          <h3>{texts.help.ideas}</h3>
          <ul>
            {texts.help.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{texts.help.scoring}</p>
          <h3>{texts.help.keys}</h3>
          <Keys rows={[...texts.help.rows, ...texts.harbour.keys]} />
          <label class="check">
            <input
              type="checkbox"
              checked={singleKeys.value}
              onChange={(event) => {
                singleKeys.value = event.currentTarget.checked;
              }}
            />
            {texts.help.lettersOn}
          </label>
          <button type="button" class="button small" onClick={openSettings}>
            {menuTexts.settings}
          </button>
        </section>
        <Here model={model} />
      </div>
    </Dialog>
  );
}
