// The worker that reads captures: a file of 50 MB would hold the page up.

import type { CaptureRequest } from '../model/capture-messages.ts';
import { createCaptureHost } from './capture-host.ts';

const handle = createCaptureHost((reply) => self.postMessage(reply));

self.addEventListener('message', (event: MessageEvent<CaptureRequest>) => handle(event.data));
