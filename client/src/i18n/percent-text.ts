/** A share in whole percent as it is written in English and in Korean, with a true minus sign. */
export function percentText(percent: number): string {
  return `${percent < 0 ? '−' : ''}${Math.abs(percent)}%`;
}
