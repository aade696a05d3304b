import type { Token } from '@syn-or-swim/shared/game/token.ts';
import { FLAG_NAMES, FlagDrawing } from './flag-picture.tsx';
import { tokenText } from './notice-card.tsx';
import { usePlay } from './play-context.ts';

const FLAG = { width: 62, height: 35 };
const CRATE = 26;

/** One boat at night: its flags on the mast, its crates on deck, its numbers on the hull. `label` says it all. */
export function BoatPicture({ token, label }: { readonly token: Token; readonly label: string }) {
  const { texts } = usePlay();
  const { flags, seq, ack, crates } = token;
  const flown = FLAG_NAMES.filter(([flag]) => flags[flag]);
  return (
    <svg
      class="boat-picture"
      viewBox="0 0 360 210"
      role="img"
      aria-label={`${label} ${tokenText(token, texts)}`}
    >
      <rect class="boat-sky" width="360" height="210" rx="12" />
      <circle class="boat-moon" cx="316" cy="40" r="15" />
      <path class="boat-mast" d="M150 150V18" />
      {flown.map(([flag, name], index) => (
        <svg
          key={flag}
          x="152"
          y={18 + index * (FLAG.height + 1)}
          width={FLAG.width}
          height={FLAG.height}
          viewBox="0 0 64 36"
          aria-hidden="true"
        >
          <FlagDrawing flag={flag} name={name} />
        </svg>
      ))}
      {[...Array(crates).keys()].map((crate) => (
        <path
          key={crate}
          class="boat-crate"
          d={`M${106 - crate * (CRATE + 3)} ${150 - CRATE}h${CRATE}v${CRATE}h-${CRATE}z m0 ${CRATE / 2}h${CRATE}`}
        />
      ))}
      <path class="boat-hull" d="M22 150H330L296 190H58z" />
      <text class="boat-plate" x="176" y="175" text-anchor="middle">
        {`seq ${seq}${flags.ack ? `  ack ${ack}` : ''}`}
      </text>
      <path class="boat-water" d="M0 186q30-10 60 0t60 0 60 0 60 0 60 0 60 0v12q0 12-12 12H12Q0 210 0 198z" />
    </svg>
  );
}
