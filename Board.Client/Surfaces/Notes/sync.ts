import { collab, receiveUpdates, sendableUpdates, type Update } from "@codemirror/collab";
import { ChangeSet, EditorState, type Extension, type Transaction, type TransactionSpec } from "@codemirror/state";
import type { Entry, Frame, NotesSnapshot, Ops, Refused, Submission, WatchRequest } from "../../Live/wire";
import { shared, workOf } from "./live-op";
import { difference } from "./restart";
import { firstPart } from "./submission";

/** What a frame did to the text. The transactions follow each other; a view takes them in one `view.update`. */
export interface Reaction {
  readonly transactions: readonly Transaction[];
  /** The entries of this surface that were taken in, own ones too, in the coordinates of the confirmed text; `changes` are those of an edit. */
  readonly taken: readonly { readonly entry: Entry; readonly changes: ChangeSet | null }[];
  /** The text starts anew from here. */
  readonly snapshot?: NotesSnapshot;
  /** There is a gap, or the stream has ended: watch again with `watchRequest()`. */
  readonly watch?: boolean;
  /** The submission under way was not done. */
  readonly refused?: Refused;
  /** The history does not fit the text; only a fresh start can help. Nothing of the frame was taken in. */
  readonly broken?: boolean;
}

const nothing: Reaction = { transactions: [], taken: [] };
const mine = "mine";
const foreign = "foreign";

/**
 * One person's side of a shared text: the state, what of it is unconfirmed, and what to tell the server. What is said beside
 * the text (`liveOp`) goes the same way as what is typed: one stream, one numbering. It has no transport, no clock and
 * no DOM; whoever holds it passes frames in and carries submissions away.
 *
 * Every update is received by itself. `receiveUpdates` with several at once composes them before it maps, and then the
 * text depends on where a batch ended.
 */
export class Sync {
  /** The text as this person sees it, unconfirmed edits included. */
  state: EditorState;
  /** The entry up to which the space is known; undefined before the first snapshot. */
  at: number | undefined;
  session = "";
  token: string | undefined;
  /** The number of the first unconfirmed update within the session. */
  first = 1;
  /** How far the space had come when the stream began; what is held is up to date when `at` has reached it. */
  head = Infinity;

  readonly #space: string;
  readonly #surface: string;
  #underWay: { readonly number: number; readonly count: number } | null = null;
  /** A session that takes over once everything that the old one did is known. */
  #next: { readonly session: string; readonly token: string; readonly head: number } | null = null;
  /** What is held is stale: begin again with a snapshot, unless something unconfirmed is based on it. */
  #letGo = false;

  constructor(space: string, surface: string, extensions: Extension = []) {
    this.#space = space;
    this.#surface = surface;
    this.state = EditorState.create({ extensions: [collab({ clientID: mine, sharedEffects: shared }), extensions] });
  }

  get unconfirmed(): readonly (Update & { readonly origin: Transaction })[] {
    return sendableUpdates(this.state);
  }

  get underWay(): boolean {
    return this.#underWay !== null;
  }

  /** For a text without a view: do this edit. With a view, hand over its state after every update instead. */
  edit(spec: TransactionSpec): Transaction {
    const transaction = this.state.update(spec);
    this.state = transaction.state;
    return transaction;
  }

  watchRequest(): WatchRequest {
    const keep = this.unconfirmed.length > 0;
    const at = this.#letGo && !keep ? undefined : this.at;
    return {
      space: this.#space,
      surface: this.#surface,
      ...(this.token === undefined ? {} : { token: this.token }),
      ...(at === undefined ? {} : { at, keep }),
    };
  }

  receive(frame: Frame): Reaction {
    switch (frame.type) {
      case "welcome": {
        // Whatever was under way may have been lost with the old stream; to repeat it is harmless.
        this.#underWay = null;
        this.head = frame.head;
        if (this.session === "" || this.unconfirmed.length === 0) this.#begin(frame.session, frame.token);
        else if (frame.session !== this.session) this.#next = frame;
        else this.token = frame.token;
        return this.#caughtUp(), nothing;
      }
      case "snapshot":
        return this.#restart(frame.at, frame.surface);
      case "ops":
        return this.#follow(frame);
      case "refused":
        // What the server could not even read has no number.
        if (frame.session !== this.session || !this.#underWay || ![0, this.#underWay.number].includes(frame.number)) return nothing;
        this.#underWay = null;
        return { ...nothing, refused: frame };
      case "resync":
        // A history that ends before what is held was set back, as after restoring a backup: nothing unconfirmed fits it.
        if (frame.head < (this.at ?? 0) && this.unconfirmed.length > 0) return { ...nothing, broken: true };
        this.#letGo = true;
        return { ...nothing, watch: true };
      default:
        return nothing;
    }
  }

  /**
   * The next submission, or null while one is under way, there is nothing to say, or what happened meanwhile is not known
   * yet: the server would have to do all the mapping, while others wait. Counts as sent.
   */
  toSubmit(most: { readonly ops: number; readonly bytes: number } = { ops: 500, bytes: 200_000 }): Submission | null {
    if (this.#underWay || this.#next || this.session === "" || this.at === undefined || this.at < this.head) return null;
    const ops = firstPart(this.unconfirmed.slice(0, most.ops).map(workOf), this.#surface, most);
    if (ops.length === 0) return null;
    this.#underWay = { number: this.first, count: ops.length };
    return { session: this.session, at: this.at, number: this.first, ops };
  }

  /** The connection is gone, or an answer is overdue: what was under way has to be said again. */
  lost(): void {
    this.#underWay = null;
  }

  /** The server does not know this session (any more): watch with a new one, and go on in it when all is caught up. */
  renew(): void {
    this.token = undefined;
    this.#underWay = null;
  }

  #begin(session: string, token: string): void {
    if (session !== this.session) this.first = 1;
    this.session = session;
    this.token = token;
    this.#next = null;
  }

  /** Until the head is reached, unconfirmed edits may turn out to be accepted under the old session. */
  #caughtUp(): void {
    if (this.#next && this.at !== undefined && this.at >= this.#next.head) this.#begin(this.#next.session, this.#next.token);
  }

  #follow(frame: Ops): Reaction {
    if (this.at === undefined) return { ...nothing, watch: true };
    if (frame.to <= this.at) return nothing;
    if (frame.from !== this.at) return { ...nothing, watch: true };
    const before = { state: this.state, first: this.first };
    const transactions: Transaction[] = [];
    const taken: { entry: Entry; changes: ChangeSet | null }[] = [];
    try {
      for (const entry of frame.entries) {
        if (entry.op.surface !== this.#surface) continue;
        const changes = entry.op.type === "notes-edit" && entry.op.changes ? ChangeSet.fromJSON(entry.op.changes) : null;
        const transaction = this.#take(entry, changes);
        if (transaction) transactions.push(transaction);
        taken.push({ entry, changes });
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.state = before.state;
      this.first = before.first;
      return { ...nothing, broken: true };
    }
    this.at = frame.to;
    this.#letGo = false;
    if (this.#underWay && this.first >= this.#underWay.number + this.#underWay.count) this.#underWay = null;
    this.#caughtUp();
    return { transactions, taken };
  }

  /** @returns null for an entry that does nothing to the text or to what is unconfirmed */
  #take(entry: Entry, changes: ChangeSet | null): Transaction | null {
    const first = this.unconfirmed[0];
    const unchanged = first?.changes ?? this.state.changes();
    // CodeMirror would not notice, and might never come back from mapping the one over the other.
    if (changes && changes.length !== unchanged.length) throw new RangeError("This entry is for another text.");
    const sameSession = entry.session === this.session;
    const own = sameSession && entry.n === this.first && first !== undefined;
    if (own && "changes" in workOf(first) !== (changes !== null)) throw new RangeError("This entry is not what was said under its number.");
    // A number is used once: one that was used elsewhere, such as by a tab that sent this one's outbox, is gone.
    if (sameSession && !first) this.first = Math.max(this.first, entry.n + 1);
    if (!own && !changes) return null;
    const transaction = receiveUpdates(this.state, [{ changes: changes ?? ChangeSet.empty(unchanged.length), clientID: own ? mine : foreign }]);
    if (own) this.first++;
    this.state = transaction.state;
    return transaction;
  }

  #restart(at: number, surface: NotesSnapshot): Reaction {
    // Somebody typed between asking and this answer: the edits need the entries since, not another text.
    if (this.unconfirmed.length > 0) return { ...nothing, watch: true };
    const changes = difference(this.state.doc, surface.text);
    const transaction = receiveUpdates(this.state, [{ changes, clientID: foreign }]);
    this.state = transaction.state;
    this.at = at;
    this.#letGo = false;
    return { transactions: [transaction], taken: [], snapshot: surface };
  }
}
