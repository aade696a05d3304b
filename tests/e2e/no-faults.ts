// After each browser test: nothing went wrong in any of its windows, whether the test looked there or not.
import { appendFileSync } from 'node:fs';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { isBreach, takeFaults, watchCount } from './page-watch.ts';

let breaches = 0;

afterEach(() => {
  const faults = takeFaults();
  breaches += faults.filter(isBreach).length;
  expect(faults).toEqual([]);
});

// build-page.ts adds up what the files write.
afterAll(() => appendFileSync(inject('watchFile'), `${JSON.stringify({ ...watchCount(), breaches })}\n`));
