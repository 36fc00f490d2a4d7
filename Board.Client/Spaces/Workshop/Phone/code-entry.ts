// The room's code as people type, paste and scan it.

/** No vowels and nothing that reads as something else. */
const alphabet = "BCDFGHJKLMNPQRSTVWXYZ23456789";
export const codeLength = 6;

/** What of that is a code: capital letters, without blanks, dashes and whatever no code holds; at most six characters. */
export function codeFrom(typed: string): string {
  const address = /#([A-Za-z0-9]{6})(?:\.|$)/.exec(typed.trim());
  return [...(address?.[1] ?? typed).toUpperCase()].filter(character => alphabet.includes(character)).join("").slice(0, codeLength);
}

/** What somebody typed that no code holds, so that it can be said; empty if there is nothing. */
export function strangersIn(typed: string): string {
  const strangers = [...typed.toUpperCase()].filter(character => /[A-Z0-9]/.test(character) && !alphabet.includes(character));
  return [...new Set(strangers)].join("");
}

/** What a QR code brings along behind the #: the code, and the secret that no one has to type. */
export function scanned(fragment: string): { code: string; secret: string } | null {
  const match = /^#([A-Za-z0-9]{6})(?:\.([A-Za-z0-9_-]{1,200}))?$/.exec(fragment);
  if (!match) return null;
  const code = codeFrom(match[1]!);
  return code.length === codeLength ? { code, secret: match[2] ?? "" } : null;
}

/** In two groups, as the screen shows it. */
export const codeWords = (code: string) => (code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code);
