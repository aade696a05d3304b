// On a Korean page every word is Korean but the words of TCP and of ss, the ship that gives the game its name, and what
// keys are called.
import type { Page } from 'playwright-core';

/** Latin words that stand in Korean texts too: TCP's, those of ss and netstat, names of programs and formats. */
const LATIN =
  /^(?:IP|HTTP|proc|net|tcp|REAL_KERNEL|local|rem|tx_queue|rx_queue|tr|retrnsmt|Recv|Send|State|Local|Address|Port|Peer|accept|cookie|NAT|LAST|WAIT|TIME|ESTAB|RECV|SENT|SYN|ACK|FIN|RST|or|Swim|TCP|OPEN|SEND|CLOSE|Apache|nginx|Java|Node|js|Socket|shutdownOutput|shutdown|fd|SHUT_WR|ssh|lnt|tcpdump|Wi|Fi|Wireshark|netstat|grep|pcap|pcapng|CSV|SVG|PNG|timer|orphan|keepalive|persist|RECEIVE|established|passive|active|close|RFC|RTO|RTT|MSL|MSS|ISN|ISS|IRS|SND|RCV|UNA|NXT|WND|MUST|SHLD|MAY|QR|seq|ack|par|EN|English|Linux|Enter|Tab|Shift|Home|End|ss|tan|Cadet|Mate|Captain|[A-Z]\d{0,2}|CLOSED|LISTEN|SYN_SENT|SYN_RECEIVED|ESTABLISHED|FIN_WAIT_1|FIN_WAIT_2|CLOSE_WAIT|CLOSING|LAST_ACK|TIME_WAIT)$/;

/** Words in Latin letters on `page` that no Korean text has; addresses, codes and hashes left out. */
export async function leftOverWords(page: Page): Promise<readonly string[]> {
  const text = await page.evaluate(() => {
    const names = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].map((element) =>
      ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '').join('\n'),
    );
    // What a machine printed stands there letter by letter.
    const printed = [...document.querySelectorAll<HTMLElement>('pre, code')].map(
      (element) => element.innerText,
    );
    const shown = printed.reduce((text, part) => text.replace(part, ' '), document.body.innerText);
    return [shown, ...names].join('\n');
  });
  // What a machine says is quoted as it says it: its messages, and a command.
  const own = text.replaceAll(
    /“[^”가-힣]*”|\btcpdump -\w [^\n가-힣]*|\b(?:ss -tano?|ss -o|netstat -tano?)(?: state| \| grep)?(?: [A-Za-z0-9_-]+)?|timer:\([a-z-]*/g,
    ' ',
  );
  const terms = own.replaceAll(
    /\b[a-z]+\(\)|\bhalf-open\b|\bkeep-alive\b|\btcp_[a-z_]+|\bSO_[A-Z]+|(?<!\w)-p\b/g,
    ' ',
  );
  // Keys of a level's file, and its name.
  const said = terms.replaceAll(/\brules(?:\.[A-Za-z0-9]+|\[\d+\])*|\.json\b/g, ' ');
  const plain = said.replaceAll(/https?:\S+|\b[\d.]+:\d+\/\w+|\b[2-9A-Z]{6}\b|\b[0-9a-f]{12,}\b/g, ' ');
  const words = plain.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [];
  return [...new Set(words)].filter((word) => !LATIN.test(word));
}
