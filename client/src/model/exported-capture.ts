// A match as a capture, with its comments in the language of the page. The command line makes the same file with its own.

import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Token } from '@syn-or-swim/shared/game/token.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Fate } from '@syn-or-swim/shared/network/weather.ts';
import { capturedPackets, captureFile, type PacketRemark } from '@syn-or-swim/shared/replay/match-capture.ts';
import { type ExplainedLoss, explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { TcpTexts } from '../i18n/tcp-en.ts';
import type { Debrief } from './debrief-model.ts';
import { matchLogOf } from './match-log.ts';

/** The words of the comments. */
export interface CaptureWords {
  readonly exports: ExportsTexts;
  readonly texts: PlayTexts;
  readonly tcp: TcpTexts;
  /** The name of the level. */
  readonly level: string;
}

/** Game time 0 in the file: a recording does not say on which day it was played. */
const BEGAN = Date.UTC(2000, 0, 1);

function clockOf(at: Milliseconds, { texts }: CaptureWords): string {
  return texts.seconds((at / 1000).toFixed(1));
}

function fateText(fate: Fate, words: CaptureWords): string {
  const { sea } = words.exports.capture;
  switch (fate.kind) {
    case 'sinks':
      return fate.cause === 'wall' || fate.cause === 'outage' ? sea[fate.cause] : sea.lost;
    case 'corrupted':
    case 'rejected':
      return sea[fate.kind];
    case 'arrives':
      return fate.copies.length > 0 ? sea.copied : sea.heldUp(clockOf(fate.crossing, words));
  }
}

function tokenText({ flags, seq, ack, crates }: Token, { texts }: CaptureWords): string {
  const cargo = crates > 0 ? `, ${texts.crates(crates)}` : '';
  return `${flagsText(flags)} seq ${seq}${flags.ack ? ` ack ${ack}` : ''}${cargo}`;
}

function whatText({ what }: ExplainedLoss, words: CaptureWords): string {
  const { capture } = words.exports;
  switch (what.kind) {
    case 'token':
    case 'boat':
      return tokenText(what.token, words);
    case 'stuck':
      return capture.stuck(what.socket.state);
    case 'entry':
      return capture.entry;
  }
}

function lossText(loss: ExplainedLoss, sailed: boolean, words: CaptureWords): string {
  const { capture } = words.exports;
  const fact = loss.misconception === undefined ? '' : words.tcp.misconceptions[loss.misconception].fact;
  const { works } = loss;
  const token = 'token' in works && works.token !== undefined ? works.token : undefined;
  const parts = [
    `${capture.loss(loss.cost, loss.seat, clockOf(loss.at, words))}${sailed ? '' : ` (${capture.near})`}`,
    whatText(loss, words),
    ...(fact === '' ? [] : [fact]),
    ...(loss.section === undefined ? [] : [words.texts.refusal.section(loss.section)]),
    ...(token === undefined ? [] : [`→ ${tokenText(token, words)}`]),
  ];
  return parts.join(' · ');
}

function remarkText(remark: PacketRemark, words: CaptureWords): string {
  const { capture } = words.exports;
  switch (remark.kind) {
    case 'fate':
      return fateText(remark.fate, words);
    case 'network-act':
      return capture.acts[remark.act];
    case 'copy':
      return capture.copy;
    case 'earlier-life':
      return capture.earlierLife;
    case 'ghost':
      return capture.ghost;
    case 'loss':
      return lossText(remark.loss, remark.sailed, words);
  }
}

/** The match of `debrief` as a pcapng file, seen at `ends`. */
export function exportedCapture(debrief: Debrief, ends: readonly Side[], words: CaptureWords): Uint8Array {
  const { match, losses } = explained(matchLogOf(debrief.recording, debrief.level));
  const { capture } = words.exports;
  return captureFile(capturedPackets(match, losses), {
    ends,
    began: BEGAN,
    title: capture.title(words.level),
    harbour: capture.harbour,
    remark: (remark) => remarkText(remark, words),
  });
}
