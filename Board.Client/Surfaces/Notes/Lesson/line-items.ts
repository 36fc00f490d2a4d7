import type { EditorState } from "@codemirror/state";
import type { Mark } from "../marks";
import { beside } from "../shown";
import { look, type Look } from "./look";

/** What is said about one line. */
export interface LineItems {
  /** Where the line begins. */
  readonly line: number;
  readonly tags: readonly Mark[];
  readonly threads: readonly Mark[];
  readonly moments: readonly Mark[];
  /** True if a comment about it is being written. */
  readonly asking: boolean;
}

const none = { tags: [], threads: [], moments: [], asking: false };

/** A thread of which every comment was taken back says nothing. */
export const isShown = (mark: Mark): boolean => !mark.removed && (mark.kind !== "thread" || mark.comments!.some(comment => !comment.withdrawn));

/** The lines of a text about which something is said, in order; what is said about several lines stands at the first. */
export function linesWith(state: EditorState): LineItems[] {
  const { doc } = state;
  const { asking }: Look = state.field(look);
  const lines = new Map<number, { line: number; tags: Mark[]; threads: Mark[]; moments: Mark[]; asking: boolean }>();
  const at = (place: number) => {
    const line = doc.lineAt(Math.min(place, doc.length)).from;
    const known = lines.get(line) ?? { ...none, line, tags: [], threads: [], moments: [] };
    lines.set(line, known);
    return known;
  };
  for (const mark of state.field(beside).lesson.marks) {
    if (!isShown(mark)) continue;
    if (mark.kind === "look-for") at(mark.from).tags.push(mark);
    else if (mark.kind === "thread") at(mark.from).threads.push(mark);
    else if (mark.kind === "moment") at(mark.from).moments.push(mark);
  }
  if (asking) at(asking.from).asking = true;
  return [...lines.values()].sort((a, b) => a.line - b.line);
}
