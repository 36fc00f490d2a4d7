/** Something that stands beside its line. */
export interface Placed {
  /** Where it would stand if it were alone, in pixels. */
  readonly top: number;
  readonly height: number;
}

/**
 * Where each stands so that none covers another, in the order given. Each is as near to its line as those before it allow; the one that is
 * being read (`steady`) stands at its line, and those before it make room upwards as far as there is room.
 * @returns the tops
 */
export function spread(items: readonly Placed[], gap: number, steady = -1): number[] {
  const tops = items.map(item => item.top);
  let free = -Infinity;
  items.forEach((item, i) => {
    tops[i] = i === steady ? item.top : Math.max(item.top, free);
    free = tops[i]! + item.height + gap;
  });
  let below = Infinity;
  for (let i = steady; i >= 0; i--) {
    if (i < steady) tops[i] = Math.min(tops[i]!, below - items[i]!.height - gap);
    below = tops[i]!;
  }
  // Nothing goes above the page for it: then the one that is read gives way after all.
  if (steady >= 0 && tops[0]! < 0) return spread(items, gap);
  return tops;
}
