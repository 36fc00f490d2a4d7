const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const more = 32;

/** The runs of a snapshot, as (length, author, seconds) over and over, from the short text that the server writes (PROTOCOL.md). */
export function readRuns(text: string): number[] {
  const flat: number[] = [];
  let [at, author, seconds] = [0, 0, 0];
  const take = (): number => {
    for (let number = 0, place = 1; ; place *= more) {
      const digit = at < text.length ? digits.indexOf(text[at++]!) : -1;
      if (digit < 0) throw new Error("The runs of a text can't be read.");
      number += (digit % more) * place;
      if (digit < more) return number;
    }
  };
  while (at < text.length) {
    const first = take();
    if (first % 2 === 1) {
      author = take();
      const later = take();
      seconds += later % 2 === 1 ? -Math.floor(later / 2) : later / 2;
    }
    flat.push(Math.floor(first / 2), author, seconds);
  }
  return flat;
}

/** The same the other way round. */
export function writeRuns(flat: readonly number[]): string {
  let text = "";
  let [author, seconds] = [0, 0];
  const put = (number: number): void => {
    for (; number >= more; number = Math.floor(number / more)) text += digits[(number % more) + more];
    text += digits[number];
  };
  for (let i = 0; i + 2 < flat.length; i += 3) {
    const [length, by, at] = [flat[i]!, flat[i + 1]!, flat[i + 2]!];
    const same = by === author && at === seconds;
    put(length * 2 + (same ? 0 : 1));
    if (!same) {
      put(by);
      put(at < seconds ? (seconds - at) * 2 + 1 : (at - seconds) * 2);
    }
    [author, seconds] = [by, at];
  }
  return text;
}
