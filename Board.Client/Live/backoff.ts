/**
 * How long to wait before the next attempt, in milliseconds: 0.2 s doubled each time up to 10 s, and of that a random half
 * to the whole, so that a school whose access point restarts does not come back in one instant.
 * @param attempt how many attempts have failed, from 0
 * @param random from 0 to below 1
 */
export function backoff(attempt: number, random: number): number {
  const longest = Math.min(10_000, 200 * 2 ** Math.min(attempt, 10));
  return longest * (0.5 + random / 2);
}

/** How long to keep a submission back that was refused but may succeed later: 2 s, then longer, at most 30 s. */
export function holdBack(refusals: number): number {
  return Math.min(30_000, 2_000 * 2 ** Math.min(refusals, 8));
}

const longestFarewell = 60_000;

/**
 * How long to stay away from a server that goes down, in milliseconds: anything up to what it said (3 s if it said nothing,
 * at most a minute), so that not everybody comes at once.
 * @param random from 0 to below 1
 */
export function comeBackAfter({ within }: { readonly within?: number }, random: number): number {
  const longest = typeof within === "number" && within >= 0 ? Math.min(within, longestFarewell) : 3_000;
  return longest * random;
}
