// The two pages of the web server behind the kernel. A response fills whole crates, so that a hand can move it: its
// last header is ballast.
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';

/** A response, header and body, of a whole number of crates. */
export interface WebResponse {
  readonly status: number;
  /** In the order in which they are sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const LIGHTHOUSE = `
          .      *       .
     .       ___      .
   _ _ _ _ _|(o)|_ _ _ _ _
  - - - - - |___| - - - - -
            |   |
            | # |     __|__
            |   |     \\___/
  ~~~~~~~~~/_____\\~~~~~~~~~~~~~
  You spoke TCP with a real
  kernel, by hand. It took you
  for a machine. Welcome home!
  손으로 진짜 커널과 TCP로
  말했습니다. 커널은 당신을
  기계로 알았습니다. 어서 와요!
`;

const LOG_BOOK = `
The keeper waits for more
requests: close first.
등대지기는 더 기다립니다.
먼저 닫으세요. ~~~
`;

const LOST = '\nNo such page. 그런 쪽은 없습니다.\n';

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 404: 'Not Found' };

/** Octets of `response` as Node sends it: status line, headers, an empty line, body. */
function octetsOf({ status, headers, body }: WebResponse): number {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.byteLength(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${lines}\r\n${body}`);
}

function filled(status: number, body: string, crates: number, closes: boolean): WebResponse {
  const headers = (ballast: string) => [
    ['Content-Type', 'text/plain; charset=utf-8'] as const,
    ['Content-Length', String(Buffer.byteLength(body))] as const,
    ['Connection', closes ? 'close' : 'keep-alive'] as const,
    ['X-Ballast', ballast] as const,
  ];
  const missing = crates * CRATE_OCTETS - octetsOf({ status, headers: headers(''), body });
  if (missing < 1) throw new Error(`a page is ${1 - missing} octets too long for its ${crates} crates`);
  return { status, headers: headers('~'.repeat(missing)), body };
}

/** What is answered to a request for `path`; `closes` where the server closes afterwards, as HTTP/1.0 has it. */
export function webResponse(path: string, closes: boolean): WebResponse {
  if (path === '/') return filled(200, LIGHTHOUSE, 6, closes);
  if (path === '/lighthouse') return filled(200, LOG_BOOK, 3, closes);
  return filled(404, LOST, 3, closes);
}
