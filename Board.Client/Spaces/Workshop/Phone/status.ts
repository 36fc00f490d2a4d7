import type { Drawing } from "../Light/icons";

export interface Status {
  readonly kind: "ok" | "warn" | "info";
  readonly icon: Drawing;
  readonly words: string;
}

/** What stands in the corner: whether this phone is live, and what of one's own has not left it. */
export function statusOf({ isLive, unsent, keeps, hasDraft }: { isLive: boolean; unsent: number; keeps: boolean; hasDraft: boolean }): Status {
  if (unsent > 0 && !isLive) return { kind: "warn", icon: "phone", words: `${unsent} waiting to be sent` };
  if (!isLive) return hasDraft && keeps ? { kind: "info", icon: "phone", words: "Saved on this phone" } : { kind: "warn", icon: "again", words: "Reconnecting" };
  return unsent > 0 ? { kind: "info", icon: "send", words: "Sending" } : { kind: "ok", icon: "saved", words: "Live" };
}
