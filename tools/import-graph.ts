// The layers and who imports whom, as a Mermaid diagram: `npm run -s graph > graph.mmd`.
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { cruiseOptions, RESOLVE_OPTIONS } from './check-imports.ts';

const SOURCES = ['shared/src', 'client/src', 'server/src'];

const { output } = await cruise(
  SOURCES,
  {
    ...cruiseOptions(join(import.meta.dirname, '..')),
    validate: false,
    includeOnly: { path: '^(?:shared|client|server)/src/' },
    exclude: { path: ['[.]test[.]tsx?$', '[?]'] },
    collapse: '^(?:shared|client|server)/src/[^/]+',
    outputType: 'mermaid',
  },
  RESOLVE_OPTIONS,
);
if (typeof output !== 'string') throw new Error('dependency-cruiser gave no diagram.');
console.log(output);
