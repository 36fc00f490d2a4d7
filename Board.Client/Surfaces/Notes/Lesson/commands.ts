import { newId } from "../ops";
import type { Desk } from "./desk";
import { look, setLook } from "./look";
import type { Command } from "./semicolon";
import { stretchAt } from "./stretch";
import { clockTime, stateOf, lessonNow } from "./when";

/** What the tallies do for a command. */
export interface Counting {
  press(counter: string): void;
}

const nothingYet = "There are no words yet that this could be about. Write the line first.";

/** Tags the selection, or the line. */
export function tag(desk: Desk, code: string): void {
  const stretch = stretchAt(desk.view.state);
  if (!stretch) return desk.toast(nothingYet);
  if (desk.act({ type: "look-for-tagged", id: newId(), ...stretch, code })) desk.speak(`Tagged with ${code}.`);
}

/** Opens the form for a comment on the selection, or the line. */
export function comment(desk: Desk): void {
  const asking = stretchAt(desk.view.state);
  if (asking) desk.view.dispatch({ effects: setLook.of({ asking }) });
  else desk.toast(nothingYet);
}

export function moment(desk: Desk): void {
  if (desk.act({ type: "moment-marked", id: newId(), position: desk.view.state.selection.main.head })) desk.speak("Moment marked.");
}

/** The line becomes a private note; an empty one begins one. */
export function privately(desk: Desk): void {
  const { view } = desk;
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const [id, text] = [newId(), line.text.trim()];
  view.dispatch({ effects: setLook.of({ privately: true }) });
  if (text === "") return view.dispatch({ effects: setLook.of({ draft: { id, position: line.from, at: desk.now() } }) });
  if (!desk.act({ type: "private-note-written", id, position: line.from, text })) return;
  view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: "delete" });
  desk.toast("It is in your private notes now. Until now it was in the notes of all.");
}

/** The line says what something might mean; it points at the last evidence before it. An empty one begins as the words do: "I wonder". */
export function interpret(desk: Desk): void {
  const { view } = desk;
  let { state } = view;
  const { number } = state.doc.lineAt(state.selection.main.head);
  if (state.doc.line(number).text.trim() === "") {
    const { from, to } = state.doc.line(number);
    view.dispatch({ changes: { from, to, insert: "I wonder " }, selection: { anchor: from + 9 }, userEvent: "input" });
    state = view.state;
  }
  const line = state.doc.line(number);
  const text = line.text.trimEnd();
  const lanes = desk.lesson().marks.filter(mark => mark.kind === "interpretation" && !mark.removed);
  let evidence = number - 1;
  const isEvidence = (n: number) => {
    const { from, to, text } = state.doc.line(n);
    return text.trim() !== "" && !lanes.some(mark => mark.from <= to && mark.to >= from);
  };
  while (evidence > 0 && !isEvidence(evidence)) evidence--;
  const found = evidence > 0 ? state.doc.line(evidence) : null;
  const done = desk.act({
    type: "interpretation-marked", id: newId(), from: line.from, to: line.from + text.length, evidenceFrom: found?.from ?? null, evidenceTo: found?.to ?? null,
  });
  if (done) desk.speak("Marked as interpretation.");
}

/** Writes the lesson's time into the line. */
export function stamp(desk: Desk): void {
  const { clock } = desk.lesson();
  const text = stateOf(clock) === "waiting" ? desk.when(desk.now()).text : clockTime(lessonNow(clock, desk.now()));
  const { view } = desk;
  view.dispatch(view.state.replaceSelection(`${text} `), { userEvent: "input" });
}

export function interpretationsFoldAway(desk: Desk): void {
  if (desk.view.state.field(look).unfolded.size > 0) desk.view.dispatch({ effects: setLook.of({ unfolded: new Set() }) });
}

/** All commands that this person has in this lesson. */
export function commandsOf(desk: Desk, counting: Counting): Command[] {
  const { lookFors, counters, isPartner } = desk.tools;
  return [
    ...lookFors.map(({ code, label, family }) => ({ key: code.toLowerCase(), label, family, run: () => tag(desk, code) })),
    { key: "t", label: "Stamp the time", run: () => stamp(desk) },
    { key: "c", label: "Comment", run: () => comment(desk) },
    ...(isPartner ? [{ key: "p", label: "Make it private", run: () => privately(desk) }] : []),
    { key: "i", label: "Interpretation", run: () => interpret(desk) },
    { key: "m", label: "A moment to come back to", run: () => moment(desk) },
    ...counters.filter(counter => counter.key).map(({ id, name, key }) => ({ key: key!, label: name, run: () => counting.press(id) })),
  ];
}
