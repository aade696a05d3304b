import type { KernelPage } from '@syn-or-swim/shared/game/kernel-end.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { replay } from '@syn-or-swim/shared/replay/replay.ts';
import { knownLevel } from './debrief-model.ts';

/** Status line and header fields end with an empty line (RFC 9112 section 2.1). */
const HEAD_ENDS = '\r\n\r\n';

/**
 * Head and body of `page` as text: a character each octet there, UTF-8 here. What has come in part ends in a part: of a
 * character that is not whole yet nothing is shown.
 */
export function pageParts({ octets }: KernelPage): { readonly head: string; readonly body: string } {
  const bytes = Uint8Array.from(octets, (octet) => octet.charCodeAt(0));
  const text = new TextDecoder().decode(bytes, { stream: true });
  const end = text.indexOf(HEAD_ENDS);
  if (end < 0) return { head: text, body: '' };
  return { head: text.slice(0, end), body: text.slice(end + HEAD_ENDS.length) };
}

/** What the client fetched from a real kernel's web server in the match of `recording`; none where there was none. */
export function fetchedPages(recording: Recording): readonly KernelPage[] {
  const level = knownLevel(recording.setup.levelId);
  const run = level && replay(recording, level, DRIVERS);
  return run?.ok === true ? (run.value.seats.client.kernel?.pages ?? []) : [];
}
