// By what a room or a class knows a page again that it has let in, and that has not heard so. A browser may forbid even to
// look at its storage.

const KEY = 'syn-or-swim.joining';

/** What the server takes for a joining id. */
const FORM = /^[\w-]{22}$/;

/** Octets of chance of a joining id: 128 bits. */
const OCTETS = 16;

/** Chance that nobody guesses, 22 symbols of base64url. */
export function newJoiningId(): string {
  const octets = crypto.getRandomValues(new Uint8Array(OCTETS));
  return btoa(String.fromCharCode(...octets))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The joining id of this tab for the room or class `code`: kept before it is told, so that a reload tells it again. */
export function joiningIdOf(storage: () => Storage, code: string): string {
  try {
    const [kept, known] = (storage().getItem(KEY) ?? '').split(' ');
    if (kept === code && known !== undefined && FORM.test(known)) return known;
    const joining = newJoiningId();
    storage().setItem(KEY, `${code} ${joining}`);
    return joining;
  } catch {
    // Storage is full or forbidden: whoever reloads before the welcome is somebody new.
    return newJoiningId();
  }
}

/** Forgets it: from the welcome on a token does its work, and whoever is next at this tab is somebody else. */
export function forgetJoiningId(storage: () => Storage): void {
  try {
    storage().removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
