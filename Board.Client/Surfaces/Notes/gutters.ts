import type { Extension } from "@codemirror/state";
import { GutterMarker, gutter, type BlockInfo, type EditorView, type ViewUpdate, type WidgetType } from "@codemirror/view";
import { liveOp } from "./live-op";
import { beside, redraw, setBeside, type Faces } from "./shown";

/** What a line says of itself at its left. */
export interface Margin {
  /** The id of the author of that index. */
  author(index: number): string;
  /** What the time gutter says of whole seconds after t0; `before` for a time of day, where the lesson had not begun. */
  time(seconds: number): { readonly text: string; readonly before: boolean };
  /** Whose a block between the lines is, and since when, in milliseconds by the server's clock; null of one that says nothing of it. */
  block(widget: WidgetType): { readonly person: string; readonly text: string; readonly before: boolean } | null;
}

class TimeMarker extends GutterMarker {
  override readonly elementClass: string;

  constructor(readonly text: string, readonly before: boolean) {
    super();
    this.elementClass = before ? "before" : "";
  }

  override eq(other: TimeMarker): boolean {
    return this.text === other.text && this.before === other.before;
  }

  override toDOM(): Node {
    return document.createTextNode(this.text);
  }
}

class HandMarker extends GutterMarker {
  constructor(readonly colour: number) {
    super();
  }

  override eq(other: HandMarker): boolean {
    return this.colour === other.colour;
  }

  override toDOM(): Node {
    const bar = document.createElement("i");
    bar.className = `note-bar c${this.colour}`;
    return bar;
  }
}

/** The time gutter, and the bar in the author's colour; between them runs the margin rule. */
export function gutters(margin: Margin, faces: Faces): Extension {
  const hand = (view: EditorView, line: BlockInfo) => view.state.field(beside).runs.hand(line.from, line.to);
  const lineMarkerChange = (update: ViewUpdate) =>
    update.transactions.some(transaction => transaction.effects.some(effect => effect.is(setBeside) || effect.is(redraw) || effect.is(liveOp)));
  return [
    gutter({
      class: "note-time",
      lineMarker(view, line) {
        const known = hand(view, line);
        if (!known) return null;
        const { text, before } = margin.time(known.seconds);
        return new TimeMarker(text, before);
      },
      widgetMarker(_, widget) {
        const known = margin.block(widget);
        return known && new TimeMarker(known.text, known.before);
      },
      lineMarkerChange,
    }),
    gutter({
      class: "note-hand",
      lineMarker(view, line) {
        const known = hand(view, line);
        return known && new HandMarker(faces.colour(margin.author(known.author)));
      },
      widgetMarker(_, widget) {
        const known = margin.block(widget);
        return known && new HandMarker(faces.colour(known.person));
      },
      lineMarkerChange,
    }),
  ];
}
