import assert from "node:assert/strict";
import { test } from "node:test";
import { careful, type Interop } from "../../Shell/delivery";

/** A page with one field and one form, before a server that refuses what it has let go of. */
class Page {
  readonly heard: string[] = [];
  readonly field = new EventTarget();
  readonly form = new EventTarget();
  typed = "";
  refusals = 0;
  answer: Promise<void> = Promise.resolve();
  readonly failures: unknown[] = [];
  #current: Event | undefined;

  constructor() {
    const server: Interop = {
      invokeMethodAsync: async (_method, described, words) => {
        const { eventName } = described as { eventName: string };
        const refused = this.refusals > 0 && eventName === "change";
        if (refused) this.refusals--;
        await this.answer;
        if (refused) throw new Error("There is no event handler associated with this event.");
        this.heard.push(words ? `${eventName} ${String(words)}` : eventName);
      },
    };
    const interop = careful(server, () => this.#current);
    const listen = (target: EventTarget, eventName: string, isField: boolean) => target.addEventListener(eventName, event => {
      this.#current = event;
      interop.invokeMethodAsync("DispatchEventAsync", { eventName, eventFieldInfo: isField ? {} : null }, isField ? this.typed : undefined)
        .catch(failure => this.failures.push(failure));
    });
    listen(this.field, "change", true);
    listen(this.form, "submit", false);
  }

  type(words: string): void {
    this.typed = words;
    this.field.dispatchEvent(new Event("change"));
  }

  submit(): void {
    this.form.dispatchEvent(new Event("submit"));
  }
}

const settled = () => new Promise(after => setImmediate(after));

test("RUN9: What is refused is given again, and what comes after it waits until it has arrived", async () => {
  const page = new Page();
  page.refusals = 2;
  page.type("Birch Lane School");
  page.submit();
  await settled();
  assert.deepEqual(page.heard, ["change Birch Lane School", "submit"]);
  assert.deepEqual(page.failures, []);
});

test("What is refused again and again is given up, and what comes after it goes its way", async () => {
  const page = new Page();
  page.refusals = Infinity;
  page.type("Birch Lane School");
  page.submit();
  await settled();
  assert.deepEqual(page.heard, ["submit"]);
  assert.notEqual(page.failures.length, 0);
  page.refusals = 2; // the next words have as many tries as the first
  page.type("Once more");
  await settled();
  assert.deepEqual(page.heard, ["submit", "change Once more"]);
});

test("A handler that does not end holds nothing up for longer than two seconds", async context => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const page = new Page();
  page.answer = new Promise(() => {});
  page.type("Birch Lane School");
  page.answer = Promise.resolve();
  page.submit();
  await settled();
  assert.deepEqual(page.heard, []);
  context.mock.timers.tick(2_000);
  await settled();
  assert.deepEqual(page.heard, ["submit"]);
});

test("Without words under way nothing waits", async () => {
  const page = new Page();
  page.answer = new Promise(() => {});
  page.submit();
  page.answer = Promise.resolve();
  page.submit();
  await settled();
  assert.deepEqual(page.heard, ["submit"]);
});
