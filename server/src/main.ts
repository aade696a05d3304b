// Starts the server: `npm start`, and `npm run -s cli -- serve`.
import { serve } from './serve.ts';

await serve(process.argv.slice(2));
