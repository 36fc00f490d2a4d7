/** What is true about the notes and the connection at one moment. */
export interface Facts {
  /** `opening` before the first text; `live` when connected and up to date; `down` otherwise; `closed` for good. */
  readonly phase: "opening" | "live" | "down" | "closed";
  /** Edits that the server has not confirmed. */
  readonly unsent: number;
  /** Everything unsent would survive this tab. */
  readonly stored: boolean;
  /** This device keeps what is unsent. */
  readonly keeps: boolean;
  /** Edits of an earlier tab that are still being sent. */
  readonly before: number;
  /** Edits of an earlier tab that the server does not take; they are kept on the device. */
  readonly kept: number;
  /** Why the door is closed, or an edit was refused for good, or sending waits; in words. */
  readonly closed?: string | undefined;
  readonly refused?: string | undefined;
  readonly waiting?: string | undefined;
  /** Something about the text that its writer should know, such as that it is nearly full. */
  readonly notice?: string | undefined;
  readonly signedOut?: boolean;
}

export type Tone = "ok" | "warn" | "err" | "info";
export type Icon = "saved" | "sending" | "spin" | "offline" | "alert";
export type Action = "copy" | "retry" | "let-go" | "reload";

/** What to show. Said of what is, never of what is hoped. */
export interface Saying {
  readonly pill: { readonly tone: Tone; readonly icon: Icon; readonly text: string };
  readonly banner: { readonly tone: Tone; readonly icon: Icon; readonly title: string; readonly text: string; readonly actions: readonly Action[] } | null;
  /** Said once. */
  readonly toast: string | null;
  /** When to ask again even if nothing happens, in milliseconds from now. */
  readonly again: number | null;
}

const quiet = 2_000;
const offline = 30_000;
const slow = 1_000;

/** Follows the facts through time and finds the words. Pure but for what it remembers of the facts before. */
export class SavedState {
  #downSince: number | null = null;
  #unsentSince: number | null = null;
  /** Edits that were unsent when the connection came back after a time that people noticed. */
  #returning: number | null = null;

  say(facts: Facts, now: number): Saying {
    const toast = this.#homecoming(facts, now);
    this.#unsentSince = facts.unsent === 0 ? null : this.#unsentSince ?? now;
    const down = this.#downSince === null ? null : now - this.#downSince;
    const unsentFor = this.#unsentSince === null ? 0 : now - this.#unsentSince;
    const due = [
      ...(down === null ? [] : [quiet - down, offline - down]),
      ...(facts.phase === "live" && facts.unsent > 0 ? [slow - unsentFor] : []),
    ].filter(ms => ms > 0);
    return { pill: pill(facts, down ?? 0, unsentFor), banner: banner(facts, down ?? 0), toast, again: due.length > 0 ? Math.min(...due) : null };
  }

  #homecoming(facts: Facts, now: number): string | null {
    if (facts.phase === "down" || facts.phase === "opening") {
      this.#downSince ??= now;
      this.#returning = null;
      return null;
    }
    const noticed = this.#downSince !== null && now - this.#downSince >= quiet;
    if (facts.phase === "live" && noticed) this.#returning = facts.unsent;
    this.#downSince = null;
    if (this.#returning === null || facts.unsent > 0 || facts.phase !== "live") return null;
    const sent = this.#returning;
    this.#returning = null;
    return sent === 0 ? "Back online. Nothing was lost." : `Back online. ${edits(sent)} sent, nothing lost.`;
  }
}

export const edits = (count: number) => count === 1 ? "1 edit" : `${count.toLocaleString("en-US")} edits`;

function pill(facts: Facts, down: number, unsentFor: number): Saying["pill"] {
  const { phase, unsent, before, kept: keptBefore } = facts;
  const kept = facts.keeps || unsent === 0 ? "" : ", kept only in this tab";
  const count = `${unsent.toLocaleString("en-US")} unsent${kept}`;
  if (phase === "opening") return { tone: "info", icon: "spin", text: "Opening" };
  if (phase === "closed" || facts.refused !== undefined)
    return { tone: "warn", icon: "alert", text: unsent === 0 ? "Not connected, all saved" : count };
  if (phase === "down") {
    if (unsent > 0) return { tone: "warn", icon: "offline", text: count };
    if (keptBefore > 0) return { tone: "warn", icon: "alert", text: `${keptBefore.toLocaleString("en-US")} unsent from before` };
    return down < quiet ? { tone: "ok", icon: "saved", text: "All saved" } : { tone: "warn", icon: "offline", text: "Offline, all saved" };
  }
  if (unsent > 0 && (unsentFor >= slow || facts.waiting !== undefined)) return { tone: "warn", icon: "sending", text: count };
  if (unsent > 0) return { tone: "ok", icon: "sending", text: "Live, saving" };
  if (keptBefore > 0) return { tone: "warn", icon: "alert", text: `${keptBefore.toLocaleString("en-US")} unsent from before` };
  if (before > 0) return { tone: "warn", icon: "sending", text: `Sending ${edits(before)} from before` };
  return { tone: "ok", icon: "saved", text: "Live, all saved" };
}

function banner(facts: Facts, down: number): Saying["banner"] {
  const { phase, unsent } = facts;
  const copy: Action[] = unsent > 0 ? ["copy"] : [];
  if (phase === "closed")
    return { tone: "err", icon: "alert", title: "", text: `${facts.closed ?? ""}${where(facts)}`, actions: [...copy, "reload"] };
  if (facts.refused !== undefined)
    return { tone: "err", icon: "alert", title: "", text: facts.refused, actions: ["copy", "retry", "let-go"] };
  if (facts.signedOut && phase !== "live" && down >= quiet)
    return { tone: "warn", icon: "alert", title: "You are signed out.", text: `Sign in again, in another tab if you like.${where(facts)}`, actions: copy };
  if (phase === "opening" && down >= 4 * quiet)
    return { tone: "warn", icon: "spin", title: "The notes are not here yet.", text: "The server does not answer; we keep trying.", actions: [] };
  if (phase === "down" && down >= offline) return { tone: "warn", icon: "offline", title: "You are offline.", text: offlineText(facts), actions: ["copy"] };
  if (phase === "down" && down >= quiet)
    return {
      tone: "warn", icon: "spin", title: "Reconnecting.", actions: [],
      text: facts.keeps ? "Keep writing, your words are safe on this device." : "Keep writing, and keep this tab open: your words are only here for now.",
    };
  if (facts.waiting !== undefined && unsent > 0) return { tone: "warn", icon: "sending", title: "", text: facts.waiting, actions: ["retry", "copy"] };
  if (facts.notice !== undefined) return { tone: "info", icon: "alert", title: "", text: facts.notice, actions: [] };
  return null;
}

function offlineText(facts: Facts): string {
  if (facts.unsent === 0) return "Everything you wrote is saved. You can go on writing.";
  if (!facts.keeps || !facts.stored) return `${edits(facts.unsent)} kept only in this tab. Keep it open; what you wrote will send by itself.`;
  return facts.unsent === 1 ? "1 edit is saved here and will send by itself." : `${edits(facts.unsent)} are saved here and will send by themselves.`;
}

function where(facts: Facts): string {
  if (facts.unsent === 0) return "";
  return facts.keeps && facts.stored ? ` ${edits(facts.unsent)} unsent, kept on this device.` : ` ${edits(facts.unsent)} unsent, kept only in this tab.`;
}
