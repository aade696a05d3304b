// Imported before the first schema is made: a page may forbid making code of text, and the library would try.
import { z } from 'zod';

z.config({ jitless: true });
