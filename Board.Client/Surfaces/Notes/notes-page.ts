import type { StateEffect, Transaction } from "@codemirror/state";
import type { Clock } from "../../Live/clock";
import type { LiveConnection } from "../../Live/connection";
import type { Welcome } from "../../Live/wire";
import { Announcer } from "./announcer";
import { Device } from "./device";
import { NoteEditor } from "./editor";
import type { Refusal } from "./left-behind";
import { sayNearlyFull, sayTooMuch } from "./limit";
import { LessonPage, type LessonPlaces } from "./Lesson/lesson-page";
import type { Counter, LessonTools, LookFor } from "./Lesson/lesson-tools";
import { PrivateWidget } from "./Lesson/private-widget";
import { isStarted } from "./lesson-clock";
import { LiveNote, type NotePage, type Shown } from "./live-note";
import type { LiveOp } from "./ops";
import { adoptStyles, howToLeave } from "./page-parts";
import { SavedState, type Action } from "./saved-state";
import { beside, Faces, type Face } from "./shown";
import { StatusView } from "./status-view";
import { Sync } from "./sync";
import { timeOfDay } from "./time-of-day";

export interface NotesOptions {
  /** Where the editor goes; nobody else may change what is in it. */
  readonly host: HTMLElement;
  readonly space: string;
  readonly surface: string;
  /** The id of the one who looks. */
  readonly person: string;
  readonly people: readonly Face[];
  /** The id of the pill that says whether all is saved. */
  readonly statusId?: string;
  /** What a screen reader calls the text. */
  readonly label?: string;
  /** The live hub's address, from the page's base; `live` if not given. */
  readonly hubUrl?: string;
  /** The look-fors of this cycle's palette. */
  readonly lookFors?: readonly LookFor[];
  /** What both agreed to count. */
  readonly counters?: readonly Counter[];
  /** The coach or the teacher. */
  readonly isPartner?: boolean;
  readonly isTeacher?: boolean;
  /** Ids of the elements that the lesson fills. */
  readonly places?: LessonPlaces;
  /** The address of the conversation about this lesson. */
  readonly reflect?: string;
  /** What the time gutter says of a time in seconds since 1970. */
  readonly formatTime?: (seconds: number) => string;
}

/** The notes on a page: editor, live note, device and words, put together. */
export class NotesPage implements NotePage {
  readonly #options: NotesOptions;
  readonly #connection: LiveConnection;
  readonly #clock: Clock;
  readonly #faces = new Faces();
  readonly #saved = new SavedState();
  readonly #leaving = new AbortController();
  readonly #device: Device;
  readonly #status: StatusView;
  readonly #announcer: Announcer;
  readonly #lesson: LessonPage;
  readonly #editor: NoteEditor;
  readonly #note: LiveNote;
  #tools: LessonTools;
  #before = 0;
  #leave: () => void = () => {};
  #again: () => void = () => {};
  #mayWrite = false;
  #shown: Shown | null = null;
  #refusals: readonly Refusal[] = [];

  constructor(options: NotesOptions, connection: LiveConnection, clock: Clock) {
    const { host, space, surface, person, people, statusId, label = "Lesson notes", formatTime = timeOfDay() } = options;
    this.#options = options;
    this.#connection = connection;
    this.#clock = clock;
    this.#faces.set(people);
    this.#status = new StatusView(() => statusId ? document.getElementById(statusId) : null, action => void this.#act(action), () => this.focus());
    this.#announcer = new Announcer(clock, words => this.#status.speak(words));
    this.#device = new Device(connection, clock, { space, surface }, person, {
      sending: count => {
        this.#before = count;
        this.changed();
      },
      sent: words => this.#status.toast(words),
      refused: refusal => this.#showRefusals([...this.#refusals, refusal]),
    });
    const { lookFors = [], counters = [], isPartner = false, isTeacher = false } = options;
    this.#tools = { lookFors, counters, isPartner, isTeacher };
    const how = howToLeave();
    this.#lesson = this.#lessonOf(formatTime);
    this.#editor = new NoteEditor({
      label,
      describedBy: how.id,
      faces: this.#faces,
      margin: {
        author: index => this.#shown?.authorship.authors[index] ?? "",
        time: seconds => this.#lesson.desk.when(1000 * (this.#shown?.authorship.absolute(seconds) ?? seconds)),
        block: widget => widget instanceof PrivateWidget ? { person, ...this.#lesson.desk.when(widget.note.at) } : null,
      },
      lesson: this.#lesson.extensions,
      clock: { waits: state => !isStarted(state.field(beside).lesson.clock), start: () => this.#lesson.startClock() },
      ownHand: at => this.#note.ownHand(at),
      now: () => clock.now(),
      isOpen: () => this.#shown !== null,
      edited: () => this.#note.edited(),
      full: much => this.#status.toast(sayTooMuch(much), "alert"),
    });
    const sync = new Sync(space, surface, this.#editor.extensions);
    this.#note = new LiveNote(sync, surface, person, connection, clock, this);

    adoptStyles();
    const root = document.createElement("div");
    root.className = "note-live with-margin";
    root.append(this.#status.banners, how);
    host.replaceChildren(root, this.#status.toasts);
    this.#editor.open(sync, root);
    this.#lesson.open();
    this.#objectToLeaving();
    this.changed();
    void this.#begin();
  }

  receive(transactions: readonly Transaction[], shown: Shown | null): void {
    this.#shown = shown ?? this.#shown;
    this.#editor.receive(transactions, shown);
    this.#editor.mayWrite(this.#mayWrite);
  }

  act(op: StateEffect<LiveOp>): void {
    this.#editor.act(op);
  }

  /** Does something beside the text, for a button or a key; says why if it can't be done. */
  perform(op: LiveOp): boolean {
    const why = this.#note.act(op);
    if (why !== null) this.#status.toast(why, "alert");
    return why === null;
  }

  welcomed(welcome: Welcome): void {
    this.#mayWrite = welcome.mayWrite;
    this.#editor.limit = welcome.limits.text;
    void this.#device.own(welcome.session);
  }

  wrote(person: string): void {
    this.#announcer.wrote(this.#faces.name(person));
  }

  changed(): void {
    const facts = this.#note.facts();
    const notice = this.#mayWrite ? sayNearlyFull(this.#note.sync.state.doc.length, this.#editor.limit) : null;
    if (facts.phase === "closed") this.#editor.mayWrite(false);
    const kept = this.#refusals.reduce((sum, refusal) => sum + refusal.count, 0);
    const saying = this.#saved.say(
      { ...facts, before: this.#before, kept, notice: notice ?? undefined, signedOut: this.#connection.signedOut }, this.#clock.now());
    this.#status.show(saying);
    if (this.#editor.view) this.#lesson.show();
    this.#again();
    this.#again = saying.again === null ? () => {} : this.#clock.after(saying.again + 5, () => this.changed());
  }

  comeBack(ms: number): void {
    this.#connection.comeBack(ms);
  }

  setPeople(people: readonly Face[]): void {
    this.#faces.set(people);
    this.#editor.redraw();
  }

  setTools(tools: Pick<LessonTools, "lookFors" | "counters">): void {
    this.#tools = { ...this.#tools, ...tools };
    this.#lesson.retool();
  }

  focus(): void {
    this.#editor.view!.focus();
  }

  text(): string {
    return this.#note.sync.state.doc.toString();
  }

  /** The page goes into the back-forward cache. */
  leave(): void {
    this.#device.leave();
  }

  /** The page comes out of it. */
  back(): void {
    if (this.#note.sync.session !== "") void this.#device.own(this.#note.sync.session);
  }

  dispose(): void {
    this.#leaving.abort();
    this.#again();
    this.#lesson.dispose();
    this.#leave();
    this.#note.dispose();
    this.#device.dispose();
    this.#editor.view!.destroy();
    this.#options.host.replaceChildren();
  }

  /** The device first, so that nothing is typed that it does not keep; but it is not waited for for long. */
  async #begin(): Promise<void> {
    const outbox = await this.#device.open();
    if (this.#leaving.signal.aborted) return;
    if (outbox) this.#note.sender.outbox = outbox;
    this.#leave = this.#connection.join(this.#note);
    this.changed();
  }

  #lessonOf(timeOfDay: (seconds: number) => string): LessonPage {
    const { person, places = {}, reflect } = this.#options;
    const tools = () => this.#tools;
    return new LessonPage({
      get tools() {
        return tools();
      },
      places, faces: this.#faces, person, timeOfDay,
      view: () => this.#editor.view!,
      mayWrite: () => this.#mayWrite,
      now: () => this.#note.serverTime(),
      begun: (state, from, to) => {
        const hand = state.field(beside).runs.hand(from, to);
        return hand && this.#shown ? 1000 * this.#shown.authorship.absolute(hand.seconds) : null;
      },
      act: op => this.perform(op),
      undo: () => this.#editor.undo(),
      toast: (text, undo) => this.#status.toast(text, undo ? "saved" : "alert", undo),
      speak: text => this.#status.speak(text),
      unsent: () => this.#note.facts().unsent,
      reflect: () => reflect && location.assign(reflect),
    });
  }

  #objectToLeaving(): void {
    const { signal } = this.#leaving;
    window.addEventListener("beforeunload", event => {
      const { unsent, stored } = this.#note.facts();
      if (unsent > 0 && !stored) event.preventDefault();
    }, { signal });
    // The page asks before it loads itself anew.
    window.addEventListener("board:reload", event => {
      if (this.#note.facts().unsent > 0) event.preventDefault();
    }, { signal });
  }

  #showRefusals(refusals: readonly Refusal[]): void {
    this.#refusals = refusals;
    this.#status.notices(refusals.map(refusal => ({
      tone: "warn",
      text: `Edits from an earlier tab could not be sent. ${refusal.why}`,
      buttons: [
        ...(refusal.text === "" ? [] : [{ words: "Copy them", press: () => void this.#copy(refusal.text) }]),
        { words: "Let them go", press: () => void refusal.letGo().then(() => this.#showRefusals(this.#refusals.filter(other => other !== refusal))) },
      ],
    })));
    this.changed();
  }

  async #act(action: Action): Promise<void> {
    if (action === "copy") return this.#copy(this.text());
    if (action === "retry") {
      this.#note.sender.retry();
      return this.changed();
    }
    if (action === "let-go") await this.#note.sender.forget();
    this.#leaving.abort();
    location.reload();
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#status.toast("Copied. You can paste it anywhere.");
    } catch {
      this.#status.toast("The browser does not allow copying here. Select the text and copy it with the keyboard.", "alert");
    }
  }
}
