import type { EditorState, Text } from "@codemirror/state";

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a tag or a comment is about: the selection, or the words of the line, or of the last line with words before an empty one. */
export function stretchAt(state: EditorState): Stretch | null {
  const { from, to, head } = state.selection.main;
  if (from !== to) return trimmed(state.doc, from, to);
  for (let number = state.doc.lineAt(head).number; number > 0; number--) {
    const line = state.doc.line(number);
    const found = trimmed(state.doc, line.from, line.to);
    if (found) return found;
  }
  return null;
}

/** Without blanks at its ends; null if nothing else is in it. */
export function trimmed(doc: Text, from: number, to: number): Stretch | null {
  const text = doc.sliceString(from, to);
  const words = text.trim();
  const start = from + text.indexOf(words);
  return words === "" ? null : { from: start, to: start + words.length };
}
