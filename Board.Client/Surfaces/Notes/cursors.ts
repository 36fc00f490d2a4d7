import { EditorSelection, type Extension } from "@codemirror/state";
import { RectangleMarker, ViewPlugin, layer, type EditorView, type LayerMarker, type ViewUpdate } from "@codemirror/view";
import type { RemoteCursor } from "./presence";
import { beside, redraw, setBeside, type Faces } from "./shown";

const flagFor = 3_000;

/**
 * The others' cursors and selections. They lie over and under the text, not in it: what is inside would split words for
 * spelling, input methods and screen readers.
 */
export function cursors(faces: Faces, now: () => number): Extension {
  const update = (change: ViewUpdate) => change.docChanged || change.geometryChanged || isAboutCursors(change);
  return [
    layer({
      above: false,
      class: "note-selections",
      update,
      markers: view => inside(view).flatMap(({ person, anchor, head }) => anchor === head ? []
        : RectangleMarker.forRange(view, `note-sel c${faces.colour(person)}`, EditorSelection.range(anchor, head))),
    }),
    layer({
      above: true,
      class: "note-cursors",
      update,
      markers: view => inside(view).flatMap(cursor => {
        const idle = now() - cursor.active >= flagFor;
        return RectangleMarker.forRange(view, "", EditorSelection.cursor(cursor.head))
          .map(place => new CursorMarker(place, faces.colour(cursor.person), faces.name(cursor.person), idle));
      }),
    }),
    ViewPlugin.define(view => new FlagTimer(view, now)),
  ];
}

const isAboutCursors = (change: ViewUpdate) =>
  change.transactions.some(transaction => transaction.effects.some(effect => effect.is(setBeside) || effect.is(redraw)));

/** A place beyond the end can be there for the moment between a received text and what stands beside it. */
function inside(view: EditorView): RemoteCursor[] {
  const { length } = view.state.doc;
  return view.state.field(beside).cursors
    .map(cursor => ({ ...cursor, anchor: Math.min(cursor.anchor, length), head: Math.min(cursor.head, length) }));
}

class CursorMarker implements LayerMarker {
  constructor(readonly place: RectangleMarker, readonly colour: number, readonly name: string, readonly idle: boolean) {}

  eq(other: LayerMarker): boolean {
    return other instanceof CursorMarker && this.place.eq(other.place) && this.colour === other.colour
      && this.name === other.name && this.idle === other.idle;
  }

  draw(): HTMLElement {
    const cursor = document.createElement("div");
    cursor.append(document.createElement("b"));
    this.#fill(cursor);
    return cursor;
  }

  update(cursor: HTMLElement): boolean {
    this.#fill(cursor);
    return true;
  }

  #fill(cursor: HTMLElement): void {
    const { left, top, height } = this.place;
    cursor.className = `cur note-cur c${this.colour}${this.idle ? " idle" : ""}${top < 24 ? " low" : ""}`;
    cursor.style.transform = `translate(${left}px, ${top}px)`;
    cursor.style.height = `${height}px`;
    cursor.firstElementChild!.textContent = this.name;
  }
}

/** Draws the cursors anew when a name has been shown for long enough. */
class FlagTimer {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly view: EditorView, readonly now: () => number) {}

  update(change: ViewUpdate): void {
    if (!isAboutCursors(change) && !change.docChanged) return;
    clearTimeout(this.#timer);
    const left = this.view.state.field(beside).cursors.map(cursor => cursor.active + flagFor - this.now()).filter(ms => ms > 0);
    if (left.length > 0) this.#timer = setTimeout(() => this.view.dispatch({ effects: redraw.of(null) }), Math.min(...left) + 20);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }
}
