// The worker in which a solo match runs: the page never knows more of it than a seat may (rules.md section 7).
import type { SoloRequest } from '@syn-or-swim/shared/protocol/messages.ts';
import { createSoloHost } from './solo-host.ts';

const handle = createSoloHost((reply) => self.postMessage(reply));

self.addEventListener('message', (event: MessageEvent<SoloRequest>) => handle(event.data));
