import type { CardContent } from "../../../Surfaces/Wall/wall";

/** What a participant does. Done twice, each of these is done once: the ids are drawn here (SPEC.md, WALL8). */
export type PhoneOp =
  | { readonly type: "card-posted"; readonly surface: string; readonly id: string; readonly section: string; readonly order: string; readonly content: CardContent }
  | { readonly type: "card-edited"; readonly surface: string; readonly id: string; readonly content: CardContent }
  | { readonly type: "card-withdrawn"; readonly surface: string; readonly id: string; readonly withdrawn: boolean }
  | { readonly type: "reacted"; readonly surface: string; readonly id: string; readonly kind: string; readonly on: boolean }
  | { readonly type: "card-commented"; readonly surface: string; readonly id: string; readonly comment: string; readonly text: string }
  | { readonly type: "card-comment-withdrawn"; readonly surface: string; readonly id: string; readonly comment: string; readonly withdrawn: boolean }
  | { readonly type: "voted"; readonly surface: string; readonly statement: string; readonly voice: number; readonly level: number };

/** Two of the same are about the same thing, so that of two that were not sent yet the later one is enough. */
export function subjectOf(op: PhoneOp): string {
  switch (op.type) {
    case "voted": return `voted ${op.surface} ${op.statement}`;
    case "reacted": return `reacted ${op.surface} ${op.id} ${op.kind}`;
    case "card-edited": return `edited ${op.surface} ${op.id}`;
    case "card-withdrawn": return `withdrawn ${op.surface} ${op.id}`;
    case "card-comment-withdrawn": return `comment-withdrawn ${op.surface} ${op.id} ${op.comment}`;
    case "card-commented": return `commented ${op.surface} ${op.id} ${op.comment}`;
    case "card-posted": return `posted ${op.surface} ${op.id}`;
  }
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** An id that nobody else draws: 16 characters of 36. */
export function drawId(random: (count: number) => Uint8Array = count => crypto.getRandomValues(new Uint8Array(count))): string {
  let id = "";
  while (id.length < 16) {
    // 252 is the last multiple of 36 in a byte, so that each letter is as likely as the others.
    for (const byte of random(24)) if (byte < 252 && id.length < 16) id += letters[byte % 36];
  }
  return id;
}
