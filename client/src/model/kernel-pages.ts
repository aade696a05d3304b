import type { KernelPage } from '@syn-or-swim/shared/game/kernel-end.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { replay } from '@syn-or-swim/shared/replay/replay.ts';
import { knownLevel } from './debrief-model.ts';

/** The octets of `page` as text: a character each there, UTF-8 here. What has come in part ends in a part. */
export function pageText({ octets }: KernelPage): string {
  return new TextDecoder().decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)));
}

/** What the client fetched from a real kernel's web server in the match of `recording`; none where there was none. */
export function fetchedPages(recording: Recording): readonly KernelPage[] {
  const level = knownLevel(recording.setup.levelId);
  const run = level && replay(recording, level, DRIVERS);
  return run?.ok === true ? (run.value.seats.client.kernel?.pages ?? []) : [];
}
