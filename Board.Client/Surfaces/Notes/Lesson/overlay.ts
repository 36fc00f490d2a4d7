import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView, type ViewUpdate } from "@codemirror/view";
import { liveOp } from "../live-op";
import { beside, redraw, setBeside } from "../shown";
import { arrange, el } from "./dom";
import { linesWith, type LineItems } from "./line-items";
import { look, setLook } from "./look";
import { spread } from "./margin-layout";
import type { MarkElements } from "./mark-elements";

const gap = 4;

interface Places {
  readonly left: number;
  readonly tags: readonly number[];
  readonly cards: readonly number[];
  readonly tether: { readonly left: number; readonly top: number } | null;
}

/** Tags and threads at the right of the text, each beside its line. They lie over the page and never in the text. */
export function overlay(elements: () => MarkElements): Extension {
  return ViewPlugin.define(view => new Overlay(view, elements));
}

class Overlay {
  readonly #tags = el("div", { class: "note-tags" });
  readonly #cards = el("div", { class: "note-cards" });
  readonly #tether = el("i", { class: "tether", hidden: true });
  readonly #element = el("div", { class: "note-margin", role: "group", "aria-label": "Tags and comments" }, this.#tags, this.#cards, this.#tether);
  readonly #sizes: ResizeObserver;
  #stacks: { readonly element: HTMLElement; readonly line: number }[] = [];
  #shown: { readonly element: HTMLElement; readonly line: number; readonly id: string }[] = [];

  constructor(readonly view: EditorView, readonly elements: () => MarkElements) {
    view.scrollDOM.append(this.#element);
    this.#sizes = new ResizeObserver(() => this.#place());
    this.#sizes.observe(this.#cards);
    queueMicrotask(() => this.#fill());
  }

  update(update: ViewUpdate): void {
    const told = update.transactions.some(({ effects }) => effects.some(effect => effect.is(setBeside) || effect.is(redraw) || effect.is(liveOp) || effect.is(setLook)));
    if (told || update.docChanged || update.viewportChanged) this.#fill();
    else if (update.geometryChanged) this.#place();
  }

  destroy(): void {
    this.#sizes.disconnect();
    this.#element.remove();
  }

  #fill(): void {
    const { view } = this;
    const { room } = view.state.field(look);
    const elements = this.elements();
    elements.refresh();
    const { from, to } = view.viewport;
    const lines = room === "phone" ? [] : linesWith(view.state).filter(items => items.line >= from && items.line <= to);
    const known = new Map(this.#stacks.map(stack => [stack.line, stack.element]));
    this.#stacks = lines.filter(({ tags, moments }) => tags.length + moments.length > 0).map(items => {
      const element = known.get(items.line) ?? el("div", { class: "note-stack" });
      element.dataset.line = String(items.line);
      arrange(element, [...items.tags.map(mark => elements.tag(mark)), ...(room === "tablet" ? items.moments.map(mark => elements.moment(mark)) : [])]);
      return { element, line: items.line };
    });
    arrange(this.#tags, this.#stacks.map(stack => stack.element));
    this.#shown = room !== "wide" ? [] : lines.flatMap(items => this.#cardsOf(items));
    arrange(this.#cards, this.#shown.map(card => card.element));
    for (const { element } of this.#shown) this.#sizes.observe(element);
    this.#element.toggleAttribute("data-panel", this.#stacks.length + this.#shown.length > 0);
    this.#place();
  }

  #cardsOf({ line, threads, moments, asking }: LineItems) {
    const elements = this.elements();
    return [
      ...moments.map(mark => ({ element: elements.moment(mark), line, id: mark.id })),
      ...threads.map(mark => ({ element: elements.thread(mark), line, id: mark.id })),
      ...(asking ? [{ element: elements.asking(), line, id: "asking" }] : []),
    ];
  }

  #place(): void {
    this.view.requestMeasure({ key: this, read: view => this.#measure(view), write: places => this.#put(places) });
  }

  #measure(view: EditorView): Places {
    const { doc } = view.state;
    const { thread, asking } = view.state.field(look);
    const top = (line: number) => view.lineBlockAt(Math.min(line, doc.length)).top + view.documentPadding.top;
    const { offsetLeft, offsetWidth } = view.contentDOM;
    const steady = this.#shown.findIndex(({ id }) => id === (asking ? "asking" : thread));
    const tags = spread(this.#stacks.map(({ element, line }) => ({ top: top(line) + 9, height: element.offsetHeight })), gap);
    const cards = spread(this.#shown.map(({ element, line }) => ({ top: top(line) + 5, height: element.offsetHeight })), 8, steady);
    return { left: offsetLeft + offsetWidth, tags, cards, tether: steady < 0 ? null : this.#rope(view, cards[steady]!) };
  }

  /** From the end of the words to their card. */
  #rope(view: EditorView, card: number): Places["tether"] {
    const { asking, thread } = view.state.field(look);
    const stretch = asking ?? view.state.field(beside).lesson.marks.find(mark => mark.id === thread);
    const end = stretch && stretch.to <= view.state.doc.length ? view.coordsAtPos(stretch.to, -1) : null;
    if (!end) return null;
    const box = view.scrollDOM.getBoundingClientRect();
    const top = end.bottom - box.top + view.scrollDOM.scrollTop + 1;
    return top < card ? null : { left: end.right - box.left + view.scrollDOM.scrollLeft, top };
  }

  #put({ left, tags, cards, tether }: Places): void {
    this.#element.style.left = `${left}px`;
    this.#stacks.forEach(({ element }, i) => element.style.top = `${tags[i]}px`);
    this.#shown.forEach(({ element }, i) => element.style.top = `${cards[i]}px`);
    this.#tether.hidden = tether === null;
    if (!tether) return;
    this.#tether.style.left = `${tether.left - left}px`;
    this.#tether.style.top = `${tether.top}px`;
    this.#tether.style.width = `${Math.max(0, left + 150 - tether.left)}px`;
  }
}
