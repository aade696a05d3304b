// The parts of docs/tcp.md that are drawn from the code: the state diagram and the table of profiles.
import { CONNECTION_STATES, type Connection } from '../../shared/src/tcp/connection.ts';
import { gameProfile, linuxProfile, type Profile, strictProfile } from '../../shared/src/tcp/profile.ts';
import { step } from '../../shared/src/tcp/step.ts';
import { connectionIn, crossingConnection } from '../../shared/src/tcp/testing/connection-in.ts';
import { EVENTS, eventFor, promptProfile } from '../../shared/src/tcp/testing/every-event.ts';
import { timers } from '../../shared/src/tcp/timers.ts';

/** Times of a level as rules.md section 4 gives them, milliseconds. */
const LEVEL_TIMES = { rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000, orphanFinWait2: 45_000 };

/** The state diagram in Mermaid: every change of state that one event makes in the strict profile. */
export function stateDiagram(): string {
  const edges = new Map<string, string[]>();
  const addFrom = (given: Connection, remark: string) => {
    const now = timers(given, promptProfile)[0]?.at ?? 0;
    for (const name of EVENTS) {
      if (name === 'host lost') continue;
      const moment = name === 'first timer' ? now : 0;
      const next = step(given, eventFor(name, given), moment, promptProfile).connection;
      if (next.state === given.state) continue;
      const edge = `  ${given.state} --> ${next.state}`;
      const label = `${name}${remark}`;
      const labels = edges.get(edge) ?? [];
      if (!labels.includes(label) && !labels.includes(name)) edges.set(edge, [...labels, label]);
    }
  };
  for (const state of CONNECTION_STATES) addFrom(connectionIn(state, promptProfile), '');
  addFrom(crossingConnection(promptProfile), ' (simultaneous open)');
  const lines = [...edges].map(([edge, labels]) => `${edge}: ${labels.join(' / ')}`);
  return ['stateDiagram-v2', '  [*] --> CLOSED', ...lines].join('\n');
}

function shown(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  return Object.values(value).map(String).join(' ');
}

/** The table of everything in which the three profiles differ; times in milliseconds. */
export function profileTable(): string {
  const profiles: readonly Profile[] = [strictProfile, gameProfile(LEVEL_TIMES), linuxProfile];
  const fields = Object.keys(strictProfile).filter((field) => field !== 'name') as (keyof Profile)[];
  const rows = fields
    .map((field) => [`\`${field}\``, ...profiles.map((profile) => shown(profile[field]))])
    .filter(([, ...values]) => new Set(values).size > 1);
  const table = [['field', 'strict', 'game', 'linux'], ['---', '---', '---', '---'], ...rows];
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
