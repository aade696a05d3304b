import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';

/** The flags in the order in which they stand on the builder. */
export const FLAG_NAMES = [
  ['syn', 'SYN'],
  ['ack', 'ACK'],
  ['fin', 'FIN'],
  ['rst', 'RST'],
] as const satisfies readonly (readonly [keyof Flags, string])[];

/** Shape and pattern of each flag, 64 by 36: swallow-tail, burgee with a tick, square in a square, saltire. */
function Shape({ flag }: { readonly flag: keyof Flags }) {
  switch (flag) {
    case 'syn':
      return <path d="M2 2h60L48 18l14 16H2z" fill="#4cc9f0" />;
    case 'ack':
      return (
        <>
          <path d="M2 2h44l16 16-16 16H2z" fill="#80ed99" />
          <path d="m46 17 4 5 7-9" fill="none" stroke="#0b1020" stroke-width="2.5" opacity="0.75" />
        </>
      );
    case 'fin':
      return (
        <>
          <path d="M2 2h60v32H2z" fill="#ff7ab8" />
          <path d="M7 6.500h50v23H7z" fill="none" stroke="#0b1020" stroke-width="2" opacity="0.55" />
        </>
      );
    case 'rst':
      return (
        <>
          <path d="M2 2h60v32H2z" fill="#ff9f1c" />
          <path d="m2 2 12 8M62 2 50 10M2 34l12-8M62 34l-12-8" stroke="#0b1020" stroke-width="3" />
        </>
      );
  }
}

/** One signal flag with its letters inside a drawing, 64 by 36. */
export function FlagDrawing({ flag, name }: { readonly flag: keyof Flags; readonly name: string }) {
  return (
    <>
      <Shape flag={flag} />
      <text
        x={flag === 'fin' || flag === 'rst' ? 32 : 25}
        y="23.500"
        text-anchor="middle"
        font-size="15"
        font-weight="800"
        fill="#0b1020"
      >
        {name}
      </text>
    </>
  );
}

/** One signal flag with its letters, told apart by shape and pattern as well as by colour. */
export function FlagPicture({ flag, name }: { readonly flag: keyof Flags; readonly name: string }) {
  return (
    <svg class="flag-picture" viewBox="0 0 64 36" aria-hidden="true">
      <FlagDrawing flag={flag} name={name} />
    </svg>
  );
}

/** The flags of a segment as small pictures in a row, for lists; the text beside them says the same. */
export function FlagRow({ flags }: { readonly flags: Flags }) {
  return (
    <span class="flag-row" aria-hidden="true">
      {FLAG_NAMES.filter(([flag]) => flags[flag]).map(([flag, name]) => (
        <FlagPicture key={flag} flag={flag} name={name} />
      ))}
    </span>
  );
}
