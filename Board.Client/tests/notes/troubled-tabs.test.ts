import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "../fake-clock";
import { seeded } from "../random";
import { Far } from "./far";
import { open, type Tab } from "./tab";

for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
  test(`Whatever happens to the connections, everybody ends with the same text and nothing is lost or doubled (seed ${seed})`, async () => {
    const random = seeded(seed);
    const far = new Far("start");
    const tabs = await open(far, "ana", "ben", "cem") as Tab[];
    const words: string[] = [];
    for (let step = 0; step < 400; step++) {
      const tab = tabs[random(3)]!;
      const length = tab.sync.state.doc.length;
      switch (random(8)) {
        case 0:
        case 1:
        case 2: {
          const word = `<${words.length}>`;
          words.push(word);
          tab.type(random(length + 1), word);
          break;
        }
        case 3:
          tab.line.cut(random(2) === 0);
          break;
        case 4:
          if (!tab.line.isUp) tab.line.up();
          break;
        case 5:
          await settled();
          break;
        default:
          tab.line.deliver();
      }
    }
    for (const tab of tabs) if (!tab.line.isUp) tab.line.up();
    await far.quiet();
    const text = far.server.doc.toString();
    for (const tab of tabs) {
      assert.equal(tab.text, text);
      assert.equal(tab.facts().unsent, 0);
    }
    assert.equal(text.replace(/[^<]/g, "").length, words.length);
    assert.equal([...text].sort().join(""), [...("start" + words.join(""))].sort().join(""));
  });
}
