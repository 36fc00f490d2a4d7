import assert from "node:assert/strict";
import { test } from "node:test";
import { ChangeSet, Text } from "@codemirror/state";
import shared from "../../../Board.Tests/Surfaces/Notes/authorship-cases.json";
import type { Changes, Entry } from "../../Live/wire";
import { Authorship } from "../../Surfaces/Notes/authorship";
import { Runs } from "../../Surfaces/Notes/runs";
import { readRuns, writeRuns } from "../../Surfaces/Notes/runs-code";
import { seeded } from "../random";

interface Case {
  name: string;
  start: { text: string; authors: string[]; t0: number; runs: number[] };
  entries: { by: string; at: number; changes: Changes }[];
  expect: { text: string; authors: string[]; t0: number; runs: number[] };
  lines: { time: number | null; author: string | null }[];
}

function linesOf(authorship: Authorship, runs: Runs, doc: Text): Case["lines"] {
  return [...doc.iterLines()].map((_, i) => {
    const line = doc.line(i + 1);
    const hand = runs.hand(line.from, line.to);
    return { time: hand && authorship.absolute(hand.seconds), author: hand && authorship.authors[hand.author]! };
  });
}

for (const { name, start, entries, expect, lines } of shared.cases as unknown as Case[]) {
  test(`AUTH1, AUTH2: ${name}`, () => {
    const authorship = new Authorship({ type: "notes", ...start, runs: writeRuns(start.runs) });
    let doc = Text.of(start.text.split("\n"));
    entries.forEach(({ by, at, changes: json }, i) => {
      const changes = ChangeSet.fromJSON(json);
      authorship.receive({ seq: i + 1, at, by, session: by, n: i + 1, op: { type: "notes-edit", surface: "v1", changes: json } } satisfies Entry, changes);
      doc = changes.apply(doc);
    });
    const { runs, ...rest } = authorship.toJSON();
    assert.deepEqual({ text: doc.toString(), ...rest, runs: readRuns(runs) }, expect);
    assert.deepEqual(linesOf(authorship, authorship.runs, doc), lines);
    assert.deepEqual(Runs.of(expect.text, expect.runs).toJSON(), expect.runs);
  });
}

test("There are enough shared cases to mean something", () => assert.ok(shared.cases.length >= 40));

test("What is unconfirmed is mine and from now, and takes the server's time when it is confirmed", () => {
  const authorship = new Authorship({ type: "notes", text: "abc", authors: ["ben"], t0: 1000, runs: writeRuns([3, 0, 0]) });
  const changes = ChangeSet.of({ from: 3, insert: "\nmine" }, 3);
  const shown = authorship.withUnconfirmed("ana", [{ changes, at: 1_060_000 }]);
  const line = () => authorship.authors[shown.hand(4, 8)!.author];
  assert.equal(line(), "ana");
  assert.equal(authorship.absolute(shown.hand(4, 8)!.seconds), 1060);
  assert.equal(authorship.runs.length, 3);
  authorship.receive({ seq: 1, at: 1_063_500, by: "ana", session: "s", n: 1, op: { type: "notes-edit" } }, changes);
  assert.equal(authorship.absolute(authorship.runs.hand(4, 8)!.seconds), 1063);
});

test("Edits that arrive in any order of places agree with a plain list of runs", () => {
  const random = seeded(11);
  let doc = Text.of([""]);
  let runs = Runs.empty;
  let plain: { author: number; seconds: number; text: string }[] = [];
  for (let i = 0; i < 4000; i++) {
    const from = random(doc.length + 1);
    const to = Math.min(doc.length, from + (random(4) === 0 ? random(6) : 0));
    const insert = ["", "x", "yy", "a\nb", "\n", "word "][random(6)]!;
    const [author, seconds] = [random(3), Math.floor(i / 2)];
    const changes = ChangeSet.of({ from, to, insert: Text.of(insert.split("\n")) }, doc.length);
    runs = runs.apply(changes, author, seconds);
    plain = spliced(plain, from, to, insert, author, seconds);
    doc = changes.apply(doc);
    if (i % 200 === 199) assert.deepEqual(runs.toJSON(), plain.flatMap(run => [run.text.length, run.author, run.seconds]), `step ${i}`);
  }
  assert.equal(plain.map(run => run.text).join(""), doc.toString());
  assert.ok(plain.length > 200);
});

type Plain = { author: number; seconds: number; text: string };

/** The same rule, written down a second time as directly as possible. */
function spliced(runs: readonly Plain[], from: number, to: number, insert: string, author: number, seconds: number): Plain[] {
  const before: Plain[] = [];
  const after: Plain[] = [];
  let at = 0;
  for (const run of runs) {
    const head = run.text.slice(0, Math.max(0, from - at));
    const tail = run.text.slice(Math.max(0, to - at));
    if (insert === "" && head && tail) before.push({ ...run, text: at + run.text.length <= from ? head : at >= to ? tail : head + tail });
    else {
      if (head) before.push({ ...run, text: head });
      if (tail && at + run.text.length > to) after.push({ ...run, text: tail });
    }
    at += run.text.length;
  }
  (insert.match(/[^\n]*\n|[^\n]+$/g) ?? []).forEach((line, i) => {
    const last = before.at(-1);
    if (i === 0 && last && !last.text.endsWith("\n") && last.author === author && seconds - last.seconds <= 9) last.text += line;
    else before.push({ author, seconds, text: line });
  });
  return [...before, ...after];
}

test("A long document with many runs takes a keystroke in well under a millisecond", () => {
  const line = "Pair at the window: it is past the half, because four is double two, so.\n";
  const text = line.repeat(25_000);
  const runs = Runs.of(text, Array.from({ length: 25_000 }, (_, i) => [line.length, i % 3, i]).flat());
  let typed = runs;
  const started = performance.now();
  for (let i = 0; i < 1000; i++) typed = typed.apply(ChangeSet.of({ from: 900_000 + i, insert: "x" }, typed.length), 7, 30_000);
  const each = (performance.now() - started) / 1000;
  assert.equal(typed.length, text.length + 1000);
  assert.ok(each < 1, `${each} ms`);
});

test("Runs are written shortly, the same as on the server", () => {
  const flat = [24, 0, 0, 9, 2, 11, 1, 0, 0, 32, 0, 0, 1, 1, 10, 16, 1, 10, 2_000_000, 40, 31_536_000];
  assert.equal(writeRuns(flat), "wBTCWDAXgCDBUgBhoi6DoBs35k8B");
  assert.deepEqual(readRuns(writeRuns(flat)), flat);
  assert.deepEqual(readRuns(""), []);
  for (const wrong of ["x", "xB", "é", "DA"]) assert.throws(() => readRuns(wrong));
});
