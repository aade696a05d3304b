// The golden files: what an exploration found, as text that a person can read and compare.
import { CONNECTION_STATES, type Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import type { Findings } from './explore.ts';
import type { Scenario } from './scenario.ts';

type State = Connection['state'];

/** The golden text of one exploration. */
export function goldenText(scenario: Scenario, findings: Findings, counts: readonly number[]): string {
  const { states, moves, endpoints, depth, complete, waiting, storms } = findings;
  return [
    `${scenario.name}: at most ${scenario.capacity} different segments each way, any of which is lost, late or copied`,
    `${states} states, ${moves} moves, ${endpoints} different ends, depth ${depth}, ${complete ? 'complete' : 'not complete'}`,
    '',
    'sequences of 1, 2, 3, ... moves',
    counts.join(' '),
    '',
    'client: states of the server that were met with it',
    ...pairLines(findings.pairs),
    '',
    'waits for ever although both applications are done (client, server, what was done to them)',
    ...(waiting.length === 0 ? ['nobody'] : waiting),
    '',
    'between them ACKs can go to and fro until a timer rings',
    ...(storms.length === 0 ? ['nobody'] : storms),
    '',
  ].join('\n');
}

function pairLines(pairs: readonly string[]): string[] {
  const met = new Set(pairs);
  const withClient = (client: State) => CONNECTION_STATES.filter((server) => met.has(`${client} ${server}`));
  return CONNECTION_STATES.filter((client) => withClient(client).length > 0).map(
    (client) => `${client}: ${withClient(client).join(' ')}`,
  );
}

/** `open and close, game` as a file name. */
export function goldenPath(scenario: Scenario, long: boolean): string {
  const name = scenario.name.replaceAll(/[^a-z0-9]+/g, '-');
  return `./golden/${long ? 'long' : 'short'}/${name}.txt`;
}
