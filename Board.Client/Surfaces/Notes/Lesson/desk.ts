import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { LessonState } from "../lesson";
import type { LiveOp } from "../ops";
import type { Faces } from "../shown";
import type { LessonTools } from "./lesson-tools";
import type { When } from "./when";

/** What the parts of a lesson's page work with. */
export interface Desk {
  readonly tools: LessonTools;
  readonly faces: Faces;
  /** The id of the one who looks. */
  readonly person: string;
  readonly view: EditorView;
  lesson(): LessonState;
  mayWrite(): boolean;
  /** Milliseconds since 1970 by the server's clock. */
  now(): number;
  /** When the line at this place was begun; null of a line without words. */
  lineTime(state: EditorState, position: number): When | null;
  /** When something was done, from milliseconds by the server's clock. */
  when(ms: number): When;
  /** The date of milliseconds by the server's clock, where the time is not worth saying. */
  date(ms: number): string;
  /** Does it, or says why not; true if it is done. */
  act(op: LiveOp): boolean;
  /** Shows what was done, and the way back. */
  toast(text: string, undo?: () => void): void;
  /** Says it to a screen reader only. */
  speak(text: string): void;
}
