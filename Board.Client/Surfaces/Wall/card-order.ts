// Places between places, as Board.Grains/Surfaces/Wall/CardOrder.cs makes them: fractions in base 36 without the leading "0.".

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
const width = 4;

/** A place after the last one of a section, or the first place of all. It counts up in the fourth digit, so places stay short. */
export function placeAfter(last: string | null): string {
  if (!last) return "i";
  const counted = [...last.padEnd(width, "0").slice(0, width)].map(digit => Math.max(0, digits.indexOf(digit)));
  for (let i = width - 1; i >= 0; i--) {
    if (++counted[i]! < digits.length) return counted.map(digit => digits[digit]).join("").replace(/0+$/, "");
    counted[i] = 0;
  }
  return between(last);
}

/** Half of what is left above it. */
function between(low: string): string {
  let place = "";
  for (let i = 0; ; i++) {
    const from = i < low.length ? digits.indexOf(low[i]!) : 0;
    const middle = Math.floor((from + digits.length) / 2);
    if (middle > from) return place + digits[middle];
    place += digits[from];
  }
}
