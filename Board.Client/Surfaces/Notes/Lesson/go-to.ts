import { EditorView } from "@codemirror/view";

/** Puts the cursor to a place in the text and shows it in the middle. */
export function goTo(view: EditorView, from: number, to = from): void {
  const { length } = view.state.doc;
  view.dispatch({
    selection: { anchor: Math.min(to, length), head: Math.min(from, length) },
    effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }),
  });
  view.focus();
}
