/**
 * What to do about a submission after which the connection died: nothing, since it may have been the network; send less at
 * once (`most` says how much); or, when even a single op ends the connection, keep it back and say so.
 */
export type Advice = "repeat" | "halve" | "stop";

const strikes = 3;
const soon = 5_000;

/**
 * Notices a submission that ends the connection whenever it is sent, as one that a firewall or a limit does not let
 * through. Without this, such a message becomes an endless reconnect.
 */
export class Poison {
  /** How many ops to send at once. */
  most: number;
  readonly #usual: number;
  #sent: { readonly number: number; readonly count: number; readonly at: number } | null = null;
  #last = { number: 0, count: 0, strikes: 0 };

  constructor(most: number) {
    this.most = this.#usual = most;
  }

  sent(number: number, count: number, at: number): void {
    this.#sent = { number, count, at };
  }

  /** Something of what was sent has been answered: it is not what ends connections. */
  answered(): void {
    this.#sent = null;
    this.#last = { number: 0, count: 0, strikes: 0 };
    this.most = this.#usual;
  }

  /** The connection died. */
  died(at: number): Advice {
    const sent = this.#sent;
    this.#sent = null;
    if (!sent || at - sent.at > soon) return "repeat";
    const same = sent.number === this.#last.number && sent.count === this.#last.count;
    this.#last = { number: sent.number, count: sent.count, strikes: same ? this.#last.strikes + 1 : 1 };
    if (this.#last.strikes < strikes) return "repeat";
    this.#last.strikes = 0;
    if (sent.count === 1) return "stop";
    this.most = Math.ceil(sent.count / 2);
    return "halve";
  }
}
