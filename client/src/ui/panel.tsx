import type { ComponentChildren } from 'preact';

/** A part of the play screen under a heading of its own. It may scroll, so the keyboard can come to it. */
export function Panel({
  name,
  heading,
  children,
}: {
  /** A word of CSS and ids: `slips`. */
  readonly name: string;
  readonly heading: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where nothing in it takes the focus, the keyboard could not scroll it
    <section class={`${name} panel`} aria-labelledby={`${name}-heading`} tabIndex={0}>
      <h2 id={`${name}-heading`}>{heading}</h2>
      {children}
    </section>
  );
}
