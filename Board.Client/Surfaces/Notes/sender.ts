import { holdBack } from "../../Live/backoff";
import type { Clock } from "../../Live/clock";
import { Poison } from "../../Live/poison";
import type { Wire } from "../../Live/connection";
import type { Refused } from "../../Live/wire";
import { workOf } from "./live-op";
import type { Outbox, Unconfirmed } from "./outbox";
import type { Sync } from "./sync";

const most = { ops: 500, bytes: 200_000 };
const overdue = 15_000;

/**
 * Brings what is unconfirmed to the device and then to the server: nothing is sent that is not stored, unless the device
 * does not store. One submission is under way at a time; one that is refused for now, overdue or suspected of ending
 * connections waits before it is repeated.
 */
export class Sender {
  /** Refused for good: nothing is sent any more, until a person decides. */
  refusal: Refused | null = null;
  /** Why sending waits, in words; it goes on by itself. */
  waiting: string | null = null;

  readonly #sync: Sync;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #poison = new Poison(most.ops);
  #outbox: Outbox | null = null;
  #ready = false;
  #refusals = 0;
  #firstSent = 0;
  #holding: (() => void) | null = null;
  #overdue: () => void = () => {};

  constructor(sync: Sync, wire: Wire, clock: Clock, changed: () => void) {
    this.#sync = sync;
    this.#wire = wire;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** From now on what is unconfirmed is stored there first; null where the device does not store. */
  set outbox(outbox: Outbox | null) {
    this.#outbox = outbox;
    this.nudge();
  }

  /** True if everything unsent would survive this tab. */
  get isStored(): boolean {
    const unconfirmed = this.#unconfirmed();
    return unconfirmed.updates.length === 0 || this.#outbox?.stored(unconfirmed) === unconfirmed.updates.length;
  }

  /** True if this device keeps what is unsent. */
  get keeps(): boolean {
    return this.#outbox !== null && !this.#outbox.failed;
  }

  /** The session is welcomed on this connection. */
  ready(): void {
    this.#ready = true;
    this.nudge();
  }

  down(): void {
    if (this.#ready && this.#poison.died(this.#clock.now()) === "stop")
      this.#hold(60_000, "Something in your last edit does not get through to the server. It is kept here, and tried again in a minute.");
    this.#ready = false;
    this.#overdue();
    this.#sync.lost();
  }

  /** There may be something to store or to send. */
  nudge(): void {
    if (this.#sync.first > this.#firstSent && this.#firstSent > 0) this.#answered();
    if (!this.#outbox || this.#sync.session === "") return this.#send();
    void this.#outbox.save(this.#unconfirmed()).then(() => {
      this.#send();
      this.#changed();
    });
  }

  refused(refused: Refused): void {
    this.#overdue();
    this.#poison.answered();
    if (refused.retry) this.#hold(holdBack(this.#refusals++), refused.message);
    else this.refusal = refused;
    this.#changed();
  }

  /** Somebody asked to try again now. */
  retry(): void {
    this.refusal = null;
    this.#holding?.();
    this.nudge();
  }

  /** Lets go of what is unsent, on this device too; the page has to be loaded anew after it. */
  async forget(): Promise<void> {
    this.dispose();
    const outbox = this.#outbox;
    this.#outbox = null;
    await outbox?.save({ ...this.#unconfirmed(), updates: [] });
  }

  dispose(): void {
    this.#ready = false;
    this.#overdue();
    this.#holding?.();
  }

  #send(): void {
    if (!this.#ready || this.#holding || this.refusal) return;
    const stored = this.keeps ? this.#outbox!.stored(this.#unconfirmed()) : Infinity;
    const submission = this.#sync.toSubmit({ ops: Math.min(this.#poison.most, stored), bytes: most.bytes });
    if (!submission) return;
    this.#wire.submit(submission);
    this.#firstSent = submission.number;
    this.#poison.sent(submission.number, submission.ops.length, this.#clock.now());
    this.#overdue();
    this.#overdue = this.#clock.after(overdue, () => {
      this.#sync.lost();
      this.nudge();
    });
  }

  #answered(): void {
    this.#firstSent = 0;
    this.#refusals = 0;
    this.#poison.answered();
    if (!this.#sync.underWay) this.#overdue();
  }

  #hold(ms: number, why: string): void {
    this.#holding?.();
    this.waiting = why;
    const cancel = this.#clock.after(ms, () => {
      this.#holding?.();
      this.nudge();
    });
    this.#holding = () => {
      cancel();
      this.#holding = null;
      this.waiting = null;
    };
  }

  #unconfirmed(): Unconfirmed {
    const { session, token = "", at = 0, first, unconfirmed } = this.#sync;
    return { session, token, at, first, updates: unconfirmed.map(workOf) };
  }
}
