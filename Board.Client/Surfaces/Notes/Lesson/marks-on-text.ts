import { RangeSetBuilder, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { liveOp } from "../live-op";
import { beside, redraw, setBeside } from "../shown";
import { foldsOf, type Fold } from "./folds";
import { EvidenceWidget, FoldWidget } from "./fold-widgets";
import { lookForOf } from "./lesson-tools";
import type { Desk } from "./desk";
import { look, setLook } from "./look";
import { linesWith } from "./line-items";
import { PrivateWidget } from "./private-widget";
import { UnderLine } from "./under-line";
import type { MarkElements } from "./mark-elements";

/**
 * What is said about the text, as it shows in the text: look-fors as fills, threads as a line under their words, folded interpretations,
 * private notes, and on small screens tags and threads under their lines. Whatever moves with the text is decorated anew with each key, for
 * it is a few hundred marks at most.
 */
export function marksOnText(desk: () => Desk, elements: () => MarkElements): Extension {
  const drawn = StateField.define<Drawn>({
    create: state => draw(state, desk(), elements()),
    update(value, transaction) {
      const { docChanged, selection, effects, state, startState } = transaction;
      const told = effects.some(effect => effect.is(setBeside) || effect.is(redraw) || effect.is(liveOp) || effect.is(setLook));
      if (docChanged || told) return draw(state, desk(), elements());
      // A fold opens under the cursor, and closes behind it.
      return selection && value.foldedAt(startState) !== value.foldedAt(state) ? draw(state, desk(), elements()) : value;
    },
    provide: field => [
      EditorView.decorations.from(field, value => value.decorations),
      EditorView.atomicRanges.of(view => view.state.field(field).folded),
    ],
  });
  return drawn;
}

interface Drawn {
  readonly decorations: DecorationSet;
  readonly folded: DecorationSet;
  /** Which interpretations the cursor is in; -1 for none. */
  foldedAt(state: EditorState): number;
}

function draw(state: EditorState, desk: Desk, elements: MarkElements): Drawn {
  const { lesson } = state.field(beside);
  const { lane, unfolded, privately, draft, thread, room } = state.field(look);
  const { doc } = state;
  const end = doc.length;
  const folds = foldsOf(doc, lesson.marks);
  const ranges: Range<Decoration>[] = [];
  const folded = new RangeSetBuilder<Decoration>();
  for (const fold of folds) {
    const shown = lane === "interpretation" || fold.marks.some(mark => unfolded.has(mark.id)) || touches(state, fold);
    if (!shown) {
      const range = Decoration.replace({ widget: new FoldWidget(fold.marks.map(mark => mark.id), desk) });
      ranges.push(range.range(fold.from, fold.to));
      folded.add(fold.from, fold.to, range);
    } else ranges.push(...framed(state, fold, desk));
  }
  const filled = new Set<string>();
  for (const mark of lesson.marks) {
    if (mark.removed || mark.from === mark.to || mark.to > end) continue;
    // Where several look-fors have the same words, they have the first one's colour, on every screen; all stand beside the line.
    if (mark.kind === "look-for" && !filled.has(`${mark.from}-${mark.to}`) && filled.add(`${mark.from}-${mark.to}`)) ranges.push(Decoration.mark({ class: `note-mark t${lookForOf(desk.tools, mark.code!).family}` }).range(mark.from, mark.to));
    if (mark.kind === "thread" && mark.comments?.some(comment => !comment.withdrawn)) {
      const on = mark.id === thread ? " on" : mark.settled ? " settled" : "";
      ranges.push(Decoration.mark({ class: `note-said${on}` }).range(mark.from, mark.to));
    }
  }
  if (privately) {
    const notes = [...lesson.private, ...(draft && !lesson.private.some(note => note.id === draft.id) ? [{ ...draft, by: desk.person, text: "" }] : [])];
    for (const note of notes) ranges.push(Decoration.widget({ widget: new PrivateWidget(note, desk), block: true, side: 2 }).range(doc.lineAt(Math.min(note.position, end)).to));
  }
  for (const items of linesWith(state)) {
    const tall = items.tags.length + items.moments.length;
    if (room !== "phone" && tall > 1) ranges.push(Decoration.line({ attributes: { style: `min-height:${14 + 28 * tall}px` } }).range(items.line));
    if (room === "phone" || room === "tablet" && (items.threads.length > 0 || items.asking))
      ranges.push(Decoration.widget({ widget: new UnderLine(items, room, elements), block: true, side: 1 }).range(doc.lineAt(items.line).to));
  }
  return {
    decorations: Decoration.set(ranges, true),
    folded: folded.finish(),
    foldedAt: state => folds.findIndex(fold => touches(state, fold)),
  };
}

const touches = (state: EditorState, fold: Fold) =>
  !state.readOnly && state.selection.ranges.some(range => range.from <= fold.to && range.to >= fold.from);

/** Shown, an interpretation has a frame, and under it what it points at. */
function framed(state: EditorState, fold: Fold, desk: Desk): Range<Decoration>[] {
  const { doc } = state;
  const ranges: Range<Decoration>[] = [];
  for (const mark of fold.marks) {
    const first = doc.lineAt(Math.min(mark.from, doc.length)).number;
    const last = doc.lineAt(Math.min(Math.max(mark.from, mark.to), doc.length)).number;
    for (let number = first; number <= last; number++)
      ranges.push(Decoration.line({ class: `note-interp${number === first ? " first" : ""}` }).range(doc.line(number).from));
    const { to } = doc.line(last);
    ranges.push(Decoration.widget({ widget: EvidenceWidget.of(state, mark, desk), block: true, side: 1 }).range(to));
  }
  return ranges;
}
