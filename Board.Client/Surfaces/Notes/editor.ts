import { history, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState, Prec, Transaction, type Extension, type StateEffect } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { blank, type StartClock } from "./blank";
import { cursors } from "./cursors";
import { gutters, type Margin } from "./gutters";
import { inPieces, redoWhole, rememberPieces, undoWhole } from "./large-insert";
import { tooMuch, type TooMuch } from "./limit";
import { liveOpsOf } from "./live-op";
import type { LiveOp } from "./ops";
import { beside, ownHand, redraw, setBeside, type Beside, type Faces, type OwnHand } from "./shown";
import { wholeCharacters } from "./surrogates";
import type { Sync } from "./sync";
import { takeBackOps } from "./undo";

export interface EditorOptions {
  readonly label: string;
  /** The id of an element that says how to leave the text by keyboard. */
  readonly describedBy: string;
  readonly faces: Faces;
  readonly margin: Margin;
  readonly ownHand: (at: number) => OwnHand;
  readonly now: () => number;
  readonly isOpen: () => boolean;
  readonly clock: StartClock;
  /** What is shown of the lesson in the text. */
  readonly lesson: Extension;
  /** The person edited, acted or moved. */
  edited(): void;
  /** An edit was not done, because the text would be too long. */
  full(much: TooMuch): void;
}

/** The extensions of the notes' editor. They go into the sync's state; the view is made for that state. */
export class NoteEditor {
  readonly extensions: Extension;
  limit = Infinity;
  view: EditorView | null = null;
  readonly #options: EditorOptions;
  readonly #writable = new Compartment();
  #sync: Sync | null = null;

  constructor(options: EditorOptions) {
    this.#options = options;
    const { label, describedBy, faces, margin, now, isOpen, clock, lesson } = options;
    this.extensions = [
      // Every piece of a large edit is an event of its own, and a text at its limit has over sixty of them.
      history({ minDepth: 500 }),
      rememberPieces,
      takeBackOps,
      wholeCharacters,
      beside,
      lesson,
      ownHand.of(options.ownHand),
      this.#writable.of(writable(false)),
      gutters(margin, faces),
      cursors(faces, now),
      blank(isOpen, clock),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": label, "aria-describedby": describedBy, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences",
      }),
      // Before the keys: with caps lock on, the key is "z" although shift is held, and would undo once more.
      Prec.high(EditorView.domEventHandlers({
        focus: () => options.edited(),
        keydown: (event, view) => (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key.toLowerCase() === "z"
          && (event.preventDefault(), this.#history(view, redoWhole)),
        beforeinput: (event, view) => {
          if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return false;
          event.preventDefault();
          return this.#history(view, event.inputType === "historyUndo" ? undoWhole : redoWhole);
        },
      })),
      // Tab is not bound: it leaves the text.
      keymap.of([
        { key: "Mod-z", run: view => this.#history(view, undoWhole), preventDefault: true },
        { key: "Mod-y", run: view => this.#history(view, redoWhole), preventDefault: true },
        ...standardKeymap,
      ]),
    ];
  }

  open(sync: Sync, parent: HTMLElement): void {
    this.#sync = sync;
    this.view = new EditorView({ state: sync.state, parent, dispatchTransactions: (transactions, view) => this.#edit(transactions, view) });
  }

  /** Takes in what was received, with what stands beside the text after it, in one update. */
  receive(transactions: readonly Transaction[], shown: Beside | null): void {
    const last = transactions.at(-1)?.state ?? this.view!.state;
    const after = shown ? [last.update({ effects: setBeside.of(shown), annotations: Transaction.addToHistory.of(false) })] : [];
    this.view!.update([...transactions, ...after]);
    this.#sync!.state = this.view!.state;
  }

  /** Does something beside the text. */
  act(op: StateEffect<LiveOp>): void {
    this.view!.dispatch({ effects: op });
  }

  /** Takes back what was done last, from outside of the text. */
  undo(): void {
    this.#history(this.view!, undoWhole);
  }

  mayWrite(may: boolean): void {
    if (this.view!.state.readOnly !== may) return;
    this.view!.dispatch({ effects: this.#writable.reconfigure(writable(may)) });
  }

  /** Faces or colours have changed. */
  redraw(): void {
    this.view!.dispatch({ effects: redraw.of(null) });
  }

  #edit(transactions: readonly Transaction[], view: EditorView): void {
    for (const transaction of transactions) {
      const much = transaction.docChanged ? tooMuch(transaction, this.limit) : null;
      // Dropped as a whole; the view sets the page right if the browser has put the text in already.
      if (much) return this.#options.full(much);
    }
    view.update(transactions.length === 1 ? inPieces(transactions[0]!) : transactions);
    this.#sync!.state = view.state;
    if (transactions.some(transaction => transaction.docChanged || transaction.selection || liveOpsOf(transaction).length > 0)) this.#options.edited();
  }

  #history(view: EditorView, take: typeof undoWhole): boolean {
    if (view.state.readOnly) return false;
    const transactions = take(view.state);
    if (transactions.length > 0) view.dispatch(transactions);
    return true;
  }
}

function writable(may: boolean): Extension {
  return [
    EditorState.readOnly.of(!may),
    EditorView.editable.of(may),
    // What can't be edited can still be focused, and scrolled with the keyboard.
    may ? [] : EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" }),
  ];
}
