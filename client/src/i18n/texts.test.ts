import { GUESS_QUESTIONS } from '@syn-or-swim/shared/game/guess.ts';
import { HINT_SECTIONS } from '@syn-or-swim/shared/game/hints.ts';
import { LOG_REMEDIES } from '@syn-or-swim/shared/game/log-entry.ts';
import { SHIP_NAMES } from '@syn-or-swim/shared/game/order-book.ts';
import { MISCONCEPTION_IDS } from '@syn-or-swim/shared/tcp/misconceptions.ts';
import { describe, expect, it } from 'vitest';
import { afterwardsEn } from './afterwards-en.ts';
import { afterwardsKo } from './afterwards-ko.ts';
import { aroundEn } from './around-en.ts';
import { aroundKo } from './around-ko.ts';
import { beyondEn } from './beyond-en.ts';
import { beyondKo } from './beyond-ko.ts';
import { captureEn } from './capture-en.ts';
import { captureKo } from './capture-ko.ts';
import { classEn } from './class-en.ts';
import { classKo } from './class-ko.ts';
import { debriefEn } from './debrief-en.ts';
import { debriefKo } from './debrief-ko.ts';
import { explainEn } from './explain-en.ts';
import { explainKo } from './explain-ko.ts';
import { exportsEn } from './exports-en.ts';
import { exportsKo } from './exports-ko.ts';
import { menuEn } from './menu-en.ts';
import { menuKo } from './menu-ko.ts';
import { networkEn } from './network-en.ts';
import { networkKo } from './network-ko.ts';
import { playEn } from './play-en.ts';
import { playKo } from './play-ko.ts';
import { sandboxEn } from './sandbox-en.ts';
import { sandboxKo } from './sandbox-ko.ts';
import { settingsEn } from './settings-en.ts';
import { settingsKo } from './settings-ko.ts';
import { tcpEn } from './tcp-en.ts';
import { tcpKo } from './tcp-ko.ts';

/** Every text of a dictionary with its path. Functions are called with numbers and words that fit most of them. */
function textsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return textsOf(value(...sampleArguments(path)), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

function sampleArguments(path: string): readonly unknown[] {
  if (path.startsWith('.refusals')) return [{ expected: '4101', actual: '4100' }];
  if (/didArrive$/.test(path)) return ['SYN'];
  if (/said\.arrived$/.test(path)) return ['Ship', 'SYN'];
  if (/closeFirst$/.test(path)) return ['Ship', 'you'];
  if (/news\.arrived$/.test(path)) return ['SYN+ACK', 5200, 4101, 2];
  if (/works\.(does|token)$|walk\.by$|operator\.line$/.test(path)) return ['client', 80, 'CLOSED', '94'];
  if (/blame\.(stood|quiet)$|questions\.cause$/.test(path)) return ['Ship', 'client', 'CLOSED', '94'];
  if (/questions\.ss$/.test(path)) return ['Ship', '94', 'client', 'server', 'CLOSED'];
  if (/blame\.lost$/.test(path)) return ['FIN', 'client', '94'];
  if (/boat\.from$/.test(path)) return ['Ship', 'client', '94'];
  if (/questions\.(state|token|what-if)$/.test(path)) return ['Ship', '94', 'client', 'CLOSED'];
  if (/blame\.(notClosed|slept|bells|clock|otherEnd)$|again\.standing$/.test(path))
    return ['client', 'CLOSED'];
  if (/(straitSide|playing|stateChange|boatTo)$|^\.to$/.test(path)) return ['client', 'CLOSED'];
  if (/notices\.wall$/.test(path)) return ['Ship', 'FIN', 'out', '1:20'];
  if (/capture\.harbour$/.test(path)) return ['client'];
  if (/capture\.loss$/.test(path)) return [10, 'client', '5'];
  if (/levels\.level$/.test(path)) return [4, '4'];
  if (path === '.faults.no-json') return ['CommaExpected'];
  if (path === '.faults.other-type') return ['int'];
  if (/review\.section$/.test(path)) return ['RFC 9293, 3.6'];
  if (/saw\.passed$/.test(path)) return ['SYN seq 1', 'client'];
  return [1, 2, 3, 4];
}

/** TCP's own words, program and key names, and names of things that are written so in every language. */
const KEPT_WORDS = new Set(
  (
    'SYN ACK FIN RST TCP RFC ISN RTO MSL MSS TIME WAIT CLOSE CLOSED LISTEN ESTABLISHED SENT RECEIVED LAST CLOSING ' +
    'seq ack close keep alive persist tcp fin timeout tw reuse Linux Cadet Enter QR or Swim client server ' +
    'S A F R D H L T P ISS cookie Mate Captain OPEN ss tan Recv Send Q accept ' +
    'orphan retries syn synack syncookies keepalive SO KEEPALIVE ETIMEDOUT connect shutdown backlog flood time ' +
    'half open Home End orphan p timer on timewait keepalive nstat TcpExtListenOverflows TcpExtSyncookiesSent RECV SEND RECEIVE ' +
    'Wireshark pcap pcapng tcpdump r w big small port MB UTC MUST ICMP destination unreachable SVG PNG ' +
    'B Keep Challenge par CSV ' +
    // Keys and values of a level's file.
    'JSON rto pace gap goal closed pilot coffees orphanFinWait berths high true false'
  ).split(' '),
);

const DICTIONARIES = [
  ['menu', menuEn, menuKo],
  ['exports', exportsEn, exportsKo],
  ['capture', captureEn, captureKo],
  ['play', playEn, playKo],
  ['debrief', debriefEn, debriefKo],
  ['afterwards', afterwardsEn, afterwardsKo],
  ['explain', explainEn, explainKo],
  ['around', aroundEn, aroundKo],
  ['beyond', beyondEn, beyondKo],
  ['network', networkEn, networkKo],
  ['sandbox', sandboxEn, sandboxKo],
  ['settings', settingsEn, settingsKo],
  ['tcp', tcpEn, tcpKo],
  ['class', classEn, classKo],
] as const;

describe.each(DICTIONARIES)('the %s texts', (_name, english, korean) => {
  it('are the same texts in both languages, and none is empty', () => {
    const inEnglish = textsOf(english);
    const inKorean = textsOf(korean);
    expect(inKorean.map(([path]) => path)).toEqual(inEnglish.map(([path]) => path));
    expect([...inEnglish, ...inKorean].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('leave no English in the Korean but the words of TCP', () => {
    const leftOver = textsOf(korean)
      .filter(([path]) => !/\.examples\./.test(path))
      .flatMap(([path, text]) =>
        (text.match(/[A-Za-z]+/g) ?? [])
          .filter((word) => !KEPT_WORDS.has(word) && word !== 'Ship')
          .map((word) => `${path}: ${word}`),
      );
    expect(leftOver).toEqual([]);
  });

  it('have no particle left undecided', () => {
    const undecided = textsOf(korean).filter(([, text]) =>
      /[은는이가을를과와]\(|\([은는이가을를와과으로]+\)/.test(text),
    );
    expect(undecided).toEqual([]);
  });
});

describe('the ships', () => {
  it('are as many as a match chooses from, each once', () => {
    expect([playEn.ships.length, playKo.ships.length]).toEqual([SHIP_NAMES, SHIP_NAMES]);
    expect(new Set(playEn.ships).size).toBe(SHIP_NAMES);
    expect(new Set(playKo.ships).size).toBe(SHIP_NAMES);
  });
});

describe('Korean sentences', () => {
  it('take the particle that fits what they are given', () => {
    expect(playKo.signals.said.arrived('북풍호', 'SYN')).toBe('북풍호: 제 SYN이 도착했나요?');
    expect(playKo.signals.said.arrived('북풍호', 'crate')).toBe('북풍호: 제 상자가 도착했나요?');
    expect(playKo.news.state('북풍호', 'SYN_SENT', 'ESTABLISHED')).toBe('북풍호: SYN_SENT에서 ESTABLISHED로');
    expect(playKo.news.state('북풍호', 'LAST_ACK', 'CLOSED')).toBe('북풍호: LAST_ACK에서 CLOSED로');
    expect(tcpKo.refusals['ack-wrong']({ expected: '4101', actual: '4100' })).toBe(
      'ack는 다음에 받고 싶은 번호예요. 4100이 아니라 4101이 맞아요.',
    );
  });
});

describe.each([
  ['English', playEn, tcpEn],
  ['Korean', playKo, tcpKo],
] as const)('every id of the rules has its words in %s', (_language, play, tcp) => {
  it.each([
    ['misconception', tcp.misconceptions, MISCONCEPTION_IDS],
    ['rule of a hint', play.harbour.hint.rules, Object.keys(HINT_SECTIONS)],
    ['remedy of the harbour log', play.harbour.log.remedies, LOG_REMEDIES],
    ['guess', play.guess.questions, GUESS_QUESTIONS],
  ] as const)('%s', (_what, words, ids) => {
    expect(Object.keys(words).toSorted()).toEqual([...ids].toSorted());
  });
});
