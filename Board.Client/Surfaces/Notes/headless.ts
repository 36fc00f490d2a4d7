// The notes' client without editor, transport or storage: for tests and load generators, which bring their own.
export { ChangeSet, EditorState, Text } from "@codemirror/state";
export { Lesson } from "./lesson";
export { liveOp, workOf } from "./live-op";
export { Pending } from "./pending";
export { firstPart } from "./submission";
export { Sync } from "./sync";
