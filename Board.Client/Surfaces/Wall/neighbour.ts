// Which card lies next in a direction: the nearest one whose middle lies that way; one that lies straight on comes before all
// that do not.

export type Direction = "up" | "down" | "left" | "right";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** More than any wall is long. */
const askew = 1_000_000;

/** The index of the neighbour; undefined at the edge. */
export function neighbour(boxes: readonly Box[], at: number, direction: Direction): number | undefined {
  const from = boxes[at];
  if (!from) return undefined;
  const upright = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  let best: number | undefined;
  let least = Infinity;
  boxes.forEach((box, index) => {
    const ahead = sign * (upright ? middle(box).y - middle(from).y : middle(box).x - middle(from).x);
    if (index === at || ahead < 1) return;
    const aside = upright ? apart(box.left, box.width, from.left, from.width) : apart(box.top, box.height, from.top, from.height);
    const far = ahead + (aside > 0 ? askew + 3 * aside : 0);
    if (far < least) [best, least] = [index, far];
  });
  return best;
}

const middle = (box: Box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });

/** How far two stretches are from each other; 0 where they overlap. */
const apart = (a: number, aLength: number, b: number, bLength: number) => Math.max(0, a - (b + bLength), b - (a + aLength));
