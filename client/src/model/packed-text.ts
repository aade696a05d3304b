// Text that goes into the fragment of a link: compressed, and in letters that no address has to escape. What stands
// behind # is never sent to a server.

/** `bytes` as base64url without padding (RFC 4648 section 5). */
function base64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    // Its length is none that base64 has.
    return undefined;
  }
}

/** Reads `stream` to its end; undefined once it gives more than `maxOctets`. @throws where the stream fails */
async function readUpTo(
  stream: ReadableStream<Uint8Array>,
  maxOctets: number,
): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let octets = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    octets += value.length;
    if (octets > maxOctets) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(octets);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `text` as DEFLATE (RFC 1951) in base64url: letters, digits, hyphen and underscore. */
export async function packedText(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * The text that {@link packedText} has packed; undefined where `packed` is broken, or unpacks to more than `maxOctets`
 * octets, so that a short link cannot fill the memory.
 */
export async function unpackedText(packed: string, maxOctets: number): Promise<string | undefined> {
  const bytes = bytesOf(packed);
  if (bytes === undefined) return undefined;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const whole = await readUpTo(stream, maxOctets);
    return whole && new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    // Cut off, or never what packedText gives.
    return undefined;
  }
}
