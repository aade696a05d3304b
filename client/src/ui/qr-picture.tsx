import { create } from 'qrcode';

/** Light border that QR readers need, in modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** One path with a square for each dark module. */
function modulesPath(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      squares.push(`M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`);
    }
  }
  return { path: squares.join(''), size: modules.size + 2 * QUIET_ZONE };
}

/** `text` as a QR code, dark on light as cameras want it. */
export function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = modulesPath(text);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#e8ecff" />
      <path d={path} fill="#0b1020" />
    </svg>
  );
}
