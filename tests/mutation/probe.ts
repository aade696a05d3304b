// The quickest tests of an engine, without a test runner: prints what is broken and ends with code 1.
import { explore } from '../exhaustive/explore.ts';
import { DEEP_SCENARIOS } from '../exhaustive/scenario.ts';
import { playEpisode } from '../random/episode.ts';

const DEPTH = 9;
const EVENTS = 400;
const HISTORIES = 150;

for (let seed = 0; seed < HISTORIES; seed += 1) playEpisode(seed, EVENTS);
for (const scenario of DEEP_SCENARIOS) explore(scenario, DEPTH);
console.log('no rule is broken');
