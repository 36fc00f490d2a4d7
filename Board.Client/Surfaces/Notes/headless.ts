// The notes' client without editor, transport or storage: for tests and load generators, which bring their own.
export { ChangeSet, EditorState, Text } from "@codemirror/state";
export { Pending } from "./pending";
export { Sync } from "./sync";
