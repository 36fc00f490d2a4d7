import type { Extension } from "@codemirror/state";
import { GutterMarker, gutter, type BlockInfo, type EditorView, type ViewUpdate } from "@codemirror/view";
import { beside, redraw, setBeside, type Faces } from "./shown";

/** What a line says of itself at its left. */
export interface Margin {
  /** The id of the author of that index. */
  author(index: number): string;
  /** What the time gutter says of whole seconds after t0. */
  time(seconds: number): string;
}

class TimeMarker extends GutterMarker {
  constructor(readonly text: string) {
    super();
  }

  override eq(other: TimeMarker): boolean {
    return this.text === other.text;
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
    update.transactions.some(transaction => transaction.effects.some(effect => effect.is(setBeside) || effect.is(redraw)));
  return [
    gutter({
      class: "note-time",
      lineMarker(view, line) {
        const known = hand(view, line);
        return known && new TimeMarker(margin.time(known.seconds));
      },
      lineMarkerChange,
    }),
    gutter({
      class: "note-hand",
      lineMarker(view, line) {
        const known = hand(view, line);
        return known && new HandMarker(faces.colour(margin.author(known.author)));
      },
      lineMarkerChange,
    }),
  ];
}
