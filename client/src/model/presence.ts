/** Who is there besides this page, and whether the line and the clock run. */
export interface Presence {
  readonly partner: 'stack' | 'here' | 'away';
  readonly line: 'up' | 'reconnecting';
  /** Alone, the clock stands until the first move. */
  readonly clockStands: boolean;
}
