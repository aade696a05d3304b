import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePlay } from './play-context.ts';
import './dialog.css';

/** A dialog over the match, with its heading and a button that closes it. What it holds is drawn while it is open. */
export function Dialog({
  name,
  heading,
  open,
  children,
}: {
  /** A word of CSS and ids: `help`. */
  readonly name: string;
  readonly heading: string;
  readonly open: Signal<boolean>;
  readonly children: ComponentChildren;
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
    <dialog ref={dialog} class={`over-play ${name}`} aria-labelledby={`${name}-heading`} onClose={close}>
      <header>
        <h2 id={`${name}-heading`}>{heading}</h2>
        <button type="button" class="button small" onClick={close}>
          {texts.close}
        </button>
      </header>
      {open.value && children}
    </dialog>
  );
}
