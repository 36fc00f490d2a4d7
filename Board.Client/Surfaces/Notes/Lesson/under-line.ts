import { WidgetType } from "@codemirror/view";
import { arrange, el } from "./dom";
import type { LineItems } from "./line-items";
import type { Room } from "./look";
import type { MarkElements } from "./mark-elements";

/** What is said about a line, under it, where there is no room at its right. */
export class UnderLine extends WidgetType {
  constructor(readonly items: LineItems, readonly room: Room, readonly elements: MarkElements) {
    super();
  }

  /** What is in it keeps itself up to date; only what is there counts here. */
  override eq(other: UnderLine): boolean {
    return this.room === other.room && this.#ids() === other.#ids();
  }

  override toDOM(): HTMLElement {
    const place = el("div", { class: "note-under", contenteditable: "false" });
    this.#fill(place);
    return place;
  }

  override updateDOM(place: HTMLElement): boolean {
    this.#fill(place);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  #ids(): string {
    const { tags, threads, moments, asking, line } = this.items;
    return [...(this.room === "phone" ? [...tags, ...moments] : []), ...threads].map(mark => mark.id).join() + (asking ? `+${line}` : "");
  }

  #fill(place: HTMLElement): void {
    const { elements, room, items } = this;
    arrange(place, [
      ...(room === "phone" ? [...items.tags.map(mark => elements.tag(mark)), ...items.moments.map(mark => elements.moment(mark))] : []),
      ...items.threads.map(mark => elements.thread(mark)),
      ...(items.asking ? [elements.asking()] : []),
    ]);
  }
}
