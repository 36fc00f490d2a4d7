// Answers what the real CodeMirror makes of change sets. Each line of standard input is a JSON list of
// cases; the answer is one line with a list of answers in the same order. A case is
//   { doc, a, b, c, positions }
// where a and b are chains of links that start at doc, c is one that starts after a, and a link is
//   { json, specs }: the set, and (or null) the changes that ChangeSet.of should make the same set from.
import { createInterface } from "node:readline";
import { ChangeSet, MapMode, Text } from "@codemirror/state";

const modes = [MapMode.Simple, MapMode.TrackDel, MapMode.TrackBefore, MapMode.TrackAfter];

function chain(links, length, made) {
  let total = ChangeSet.empty(length);
  for (const { json, specs } of links) {
    const link = ChangeSet.fromJSON(json);
    if (specs) {
      const changes = specs.map(([from, to, insert]) => ({ from, to, insert }));
      made.push(ChangeSet.of(changes, total.newLength, "\n"));
    } else {
      made.push(link);
    }
    total = total.compose(link);
  }
  return total;
}

function positions(set, list) {
  return modes.flatMap((mode) => [-1, 1].flatMap((assoc) => list.map((pos) => set.mapPos(pos, assoc, mode))));
}

function answer({ doc, a: linksA, b: linksB, c: linksC, positions: list }) {
  const text = Text.of(doc.split("\n"));
  const made = [];
  const a = chain(linksA, text.length, made);
  const b = chain(linksB, text.length, made);
  const c = chain(linksC, a.newLength, made);
  const afterA = a.apply(text);
  const bOverA = b.map(a);
  const aOverB = a.map(b, true);
  const answers = {
    "a": a,
    "b": b,
    "c": c,
    "apply a": afterA.toString(),
    "apply b": b.apply(text).toString(),
    "a map b": a.map(b),
    "b map a": bOverA,
    "a map b, before": aOverB,
    "b map a, before": b.map(a, true),
    "a compose c": a.compose(c),
    "a compose (b map a)": a.compose(bOverA),
    "b compose (a map b, before)": b.compose(aOverB),
    "a invert": a.invert(text),
    "b invert": b.invert(text),
    "c invert": c.invert(afterA),
    "a mapPos": positions(a, list),
    "b mapPos": positions(b, list),
  };
  made.forEach((set, index) => { answers[`link ${index}`] = set; });
  return answers;
}

function answerOrError(given) {
  try {
    return answer(given);
  } catch (error) {
    return { error: String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(JSON.parse(line).map(answerOrError)) + "\n");
}
