import assert from "node:assert/strict";
import { test } from "node:test";
import { decided, exactly, matching, typedCommand, type Command } from "../../Surfaces/Notes/Lesson/semicolon";

const command = (key: string, label = key): Command => ({ key, label, run: () => {} });
const commands = [command("g", "Partners explain first"), command("3b", "Questioning"), command("3c", "Engagement"), command("t", "Stamp the time"), command("1"), command("1a")];

test("A command begins at the start of a line or of a word", () => {
  assert.deepEqual(typedCommand(";3b", ";"), { start: 0, keys: "3b" });
  assert.deepEqual(typedCommand("Four hands. ;", ";"), { start: 12, keys: "" });
  assert.deepEqual(typedCommand("“;c", ";"), { start: 1, keys: "c" });
});

test("A semicolon in prose is a semicolon", () => {
  assert.equal(typedCommand("hands;", ";"), null);
  assert.equal(typedCommand("hands; then", ";"), null);
  assert.equal(typedCommand("hands ; ", ";"), null);
  assert.equal(typedCommand("no command", ";"), null);
  assert.equal(typedCommand(";)", ";"), null);
});

test("Another leader works as well, and none switches commands off", () => {
  assert.deepEqual(typedCommand("#t", "#"), { start: 0, keys: "t" });
  assert.equal(typedCommand(";t", "#"), null);
  assert.equal(typedCommand(";t", ""), null);
});

test("What can mean one thing only is done at once", () => {
  assert.equal(decided(commands, "3b")?.label, "Questioning");
  assert.equal(decided(commands, "3B")?.label, "Questioning");
  assert.equal(decided(commands, "3"), null);
  assert.equal(decided(commands, "1"), null);
  assert.equal(exactly(commands, "1")?.key, "1");
});

test("The list finds by key and by name, the exact key first", () => {
  assert.deepEqual(matching(commands, "3").map(({ key }) => key), ["3b", "3c"]);
  assert.deepEqual(matching(commands, "1").map(({ key }) => key), ["1", "1a"]);
  assert.deepEqual(matching(commands, "par").map(({ key }) => key), ["g"]);
  assert.equal(matching(commands, "").length, commands.length);
  assert.deepEqual(matching(commands, "zz"), []);
});
