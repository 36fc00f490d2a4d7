import { Prec, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { TallyView } from "../../Tally/tally-view";
import type { LessonState } from "../lesson";
import { lessonTimeOf } from "../lesson-clock";
import type { LiveOp } from "../ops";
import { beside, redraw, type Faces } from "../shown";
import { BarView } from "./bar-view";
import { ClockView } from "./clock-view";
import { commandsOf } from "./commands";
import { semicolons } from "./completion";
import type { Desk } from "./desk";
import { FinishView } from "./finish-view";
import { leader, onLeader } from "./leader";
import type { LessonTools } from "./lesson-tools";
import { chooseEvidence, lineKeys } from "./line-keys";
import { look, setLook, type Room } from "./look";
import { MarkElements } from "./mark-elements";
import { marksOnText } from "./marks-on-text";
import { overlay } from "./overlay";
import { PaletteView } from "./palette-view";
import type { Command } from "./semicolon";
import { when, type When } from "./when";

/** Ids of the elements of the page that the lesson fills; one that is not there is done without. */
export interface LessonPlaces {
  readonly clock?: string;
  readonly bar?: string;
  readonly lookFors?: string;
  readonly tally?: string;
  readonly finish?: string;
}

/** What the lesson needs of the notes' page. */
export interface LessonHost {
  /** Asked again after {@link LessonPage.retool}. */
  readonly tools: LessonTools;
  readonly places: LessonPlaces;
  readonly faces: Faces;
  readonly person: string;
  view(): EditorView;
  mayWrite(): boolean;
  now(): number;
  /** When the words of a line were begun, in milliseconds by the server's clock; null of a line without words. */
  begun(state: EditorState, from: number, to: number): number | null;
  timeOfDay(seconds: number): string;
  act(op: LiveOp): boolean;
  undo(): void;
  toast(text: string, undo?: () => void): void;
  speak(text: string): void;
  unsent(): number;
  /** Goes to the conversation about the lesson. */
  reflect(): void;
}

/** The lesson around and beside the text: clock, lanes, look-fors, tallies, tags, comments and private notes. */
export class LessonPage {
  readonly desk: Desk;
  readonly extensions: Extension;
  readonly #host: LessonHost;
  readonly #elements: MarkElements;
  readonly #gone = new AbortController();
  #views: readonly { show(): void }[] = [];
  #clock: ClockView | null = null;
  #tally: TallyView | null = null;
  #palette: PaletteView | null = null;
  #commands: readonly Command[] = [];
  #shown: readonly unknown[] = [];

  constructor(host: LessonHost) {
    this.#host = host;
    this.desk = deskOf(host);
    const desk = () => this.desk;
    this.#elements = new MarkElements(desk);
    this.#commands = this.#commandsNow();
    this.extensions = [
      look,
      marksOnText(desk, () => this.#elements),
      overlay(() => this.#elements),
      semicolons(leader, () => this.#commands),
      Prec.highest(keymap.of(lineKeys(this.desk))),
      EditorView.domEventHandlers({ click: (event, view) => chooseAt(this.desk, view, event) }),
      EditorView.updateListener.of(update => {
        if (update.transactions.length > 0) this.show();
      }),
    ];
  }

  /** The editor is there: fills the page's places. */
  open(): void {
    const { places, unsent, reflect } = { ...this.#host, unsent: () => this.#host.unsent(), reflect: () => this.#host.reflect() };
    const place = (id: string | undefined) => id === undefined ? null : document.getElementById(id);
    const [clock, bar, lookFors, tally, finish] = [places.clock, places.bar, places.lookFors, places.tally, places.finish].map(place);
    this.#clock = clock ? new ClockView(clock, this.desk) : null;
    this.#palette = lookFors ? new PaletteView(lookFors, this.desk, leader()) : null;
    this.#tally = tally ? new TallyView(tally, this.desk, leader) : null;
    this.#views = [this.#clock, this.#palette, this.#tally, bar ? new BarView(bar, this.desk) : null, finish ? new FinishView(finish, this.desk, unsent, reflect) : null]
      .filter(view => view !== null);
    const { signal } = this.#gone;
    for (const tools of [lookFors, tally]) tools?.addEventListener("keydown", event => {
      if (event.target instanceof HTMLInputElement || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      this.#host.undo();
    }, { signal });
    this.#followRoom(signal);
    const seconds = setInterval(() => this.#tick(), 1000);
    const others = onLeader(() => this.#palette?.leader(leader()));
    signal.addEventListener("abort", () => {
      clearInterval(seconds);
      others();
    });
    this.show();
  }

  /** Other look-fors or counters were chosen while the page is open. */
  retool(): void {
    this.#commands = this.#commandsNow();
    this.#palette?.retool(leader());
    this.#tally?.retool();
    this.#elements.retool();
    this.desk.view.dispatch({ effects: redraw.of(null) });
  }

  startClock(): void {
    this.#clock?.start();
  }

  /** Called whenever something may have changed; does only what did. */
  show(): void {
    const { state } = this.desk.view;
    const { marks, tally, clock } = state.field(beside).lesson;
    const now = [marks, tally, clock, state.field(look), this.desk.mayWrite(), this.#host.unsent() === 0];
    if (now.every((part, i) => part === this.#shown[i])) return;
    const clockMoved = this.#shown.length > 0 && this.#shown[2] !== clock;
    this.#shown = now;
    this.desk.view.dom.dataset.lane = state.field(look).lane;
    for (const view of this.#views) view.show();
    // The times in the gutter and in the text follow the clock.
    if (clockMoved) queueMicrotask(() => !this.#gone.signal.aborted && this.desk.view.dispatch({ effects: redraw.of(null) }));
  }

  dispose(): void {
    this.#gone.abort();
  }

  #commandsNow(): readonly Command[] {
    return commandsOf(this.desk, { press: counter => this.#tally?.press(counter) });
  }

  #tick(): void {
    this.#clock?.show();
    this.#tally?.show();
    this.#elements.refresh();
  }

  #followRoom(signal: AbortSignal): void {
    const [phone, tablet] = [matchMedia("(max-width: 860px)"), matchMedia("(max-width: 1200px)")];
    const follow = () => {
      const room: Room = phone.matches ? "phone" : tablet.matches ? "tablet" : "wide";
      if (this.desk.view.state.field(look).room !== room) this.desk.view.dispatch({ effects: setLook.of({ room }) });
    };
    for (const query of [phone, tablet]) query.addEventListener("change", follow, { signal });
    follow();
  }
}

function deskOf(host: LessonHost): Desk {
  const date = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric" });
  const lesson = (): LessonState => host.view().state.field(beside).lesson;
  const whenIn = (state: EditorState, ms: number): When => when(state.field(beside).lesson.clock, ms, seconds => host.timeOfDay(seconds));
  return {
    faces: host.faces, person: host.person,
    get tools() {
      return host.tools;
    },
    get view() {
      return host.view();
    },
    lesson,
    mayWrite: () => host.mayWrite(),
    now: () => host.now(),
    lineTime(state, position) {
      const line = state.doc.lineAt(Math.min(position, state.doc.length));
      const begun = host.begun(state, line.from, line.to);
      return begun === null ? null : whenIn(state, begun);
    },
    when: ms => whenIn(host.view().state, ms),
    date: ms => {
      const lesson = lessonTimeOf(host.view().state.field(beside).lesson.clock, ms);
      return lesson === null || host.now() - ms > 86_400_000 ? date.format(ms) : `at ${whenIn(host.view().state, ms).text}`;
    },
    act: op => host.act(op),
    toast: (text, undo) => host.toast(text, undo),
    speak: text => host.speak(text),
  };
}

/** While evidence is being chosen, a tap on a line chooses it. */
function chooseAt(desk: Desk, view: EditorView, event: MouseEvent): boolean {
  const { choosing } = view.state.field(look);
  const place = choosing === null ? null : view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (place === null) return false;
  chooseEvidence(desk, view, place);
  return true;
}
