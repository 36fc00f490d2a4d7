import assert from "node:assert/strict";
import { LiveNote, type NotePage, type Shown } from "../../Surfaces/Notes/live-note";
import { Outbox } from "../../Surfaces/Notes/outbox";
import { Sync } from "../../Surfaces/Notes/sync";
import { FakeClock } from "../fake-clock";
import type { Far, Line } from "./far";
import { MemoryStore } from "./memory-store";

/** A page with the notes open, in a browser of its own with a clock of its own, before a server that is far away. */
export class Tab {
  readonly clock = new FakeClock();
  readonly sync = new Sync("cycle-1", "v1");
  readonly line: Line;
  readonly note: LiveNote;
  readonly store: MemoryStore;
  shown: Shown | null = null;
  comeBack: number | null = null;
  changes = 0;
  received = 0;
  readonly writers: string[] = [];

  constructor(far: Far, readonly person: string, store: MemoryStore | null = new MemoryStore()) {
    this.line = far.line(person);
    far.clocks.push(this.clock);
    this.store = store ?? new MemoryStore();
    const page: NotePage = {
      receive: (transactions, shown) => {
        if (transactions.length > 0) assert.equal(transactions.at(-1)!.state, this.sync.state);
        this.shown = shown ?? this.shown;
        this.received++;
      },
      act: op => {
        this.sync.edit({ effects: op });
        this.note.edited();
      },
      welcomed: () => {},
      wrote: writer => this.writers.push(writer),
      changed: () => { this.changes++; },
      comeBack: ms => { this.comeBack = ms; },
    };
    this.note = new LiveNote(this.sync, "v1", person, this.line, this.clock, page, () => 1_790_000_000_000);
    if (store) this.note.sender.outbox = new Outbox(store, person);
    this.line.travellers.add(this.note);
  }

  type(at: number, insert: string, to = at): void {
    this.sync.edit({ changes: { from: at, to, insert } });
    this.note.edited();
  }

  get text(): string {
    return this.sync.state.doc.toString();
  }

  facts = () => this.note.facts();
}

/** So many tabs, connected and quiet. */
export async function open(far: Far, ...people: string[]): Promise<Tab[]> {
  const tabs = people.map(person => new Tab(far, person));
  for (const tab of tabs) tab.line.up();
  await far.quiet();
  return tabs;
}
