import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { usePlay } from './play-context.ts';
import './help.css';

/** Help over the match: what the pictures mean, and the keys, which can be turned off (WCAG 2.1.4). */
export function HelpDialog({
  open,
  singleKeys,
}: {
  readonly open: Signal<boolean>;
  readonly singleKeys: Signal<boolean>;
}) {
  const { texts } = usePlay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open.value && dialog.current?.open === false) dialog.current.showModal();
    if (!open.value) dialog.current?.close();
  }, [open.value]);
  const close = (): void => {
    open.value = false;
  };
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-heading" onClose={close}>
      <header>
        <h2 id="help-heading">{texts.help.heading}</h2>
        <button type="button" class="button small" onClick={close}>
          {texts.close}
        </button>
      </header>
      <h3>{texts.help.ideas}</h3>
      <ul>
        {texts.help.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{texts.help.scoring}</p>
      <h3>{texts.help.keys}</h3>
      <dl class="keys">
        {texts.help.rows.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
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
    </dialog>
  );
}
