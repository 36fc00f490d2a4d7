/** A look-for of this cycle's palette. The goal is the code `G`, in family 4. */
export interface LookFor {
  readonly code: string;
  readonly label: string;
  /** What its tag says beside the code. */
  readonly short: string;
  readonly family: 1 | 2 | 3 | 4;
  readonly hint?: string | null;
}

/** Something that both partners agreed to count. */
export interface Counter {
  readonly id: string;
  readonly name: string;
  readonly kind: "count" | "wait" | "sweep" | "talk";
  /** After the semicolon; none if it has no command. */
  readonly key?: string | null;
  /** Minutes between sweeps. */
  readonly every?: number | null;
}

/** What the page may offer to the one who looks. */
export interface LessonTools {
  readonly lookFors: readonly LookFor[];
  readonly counters: readonly Counter[];
  readonly isPartner: boolean;
  readonly isTeacher: boolean;
}

/** A code that is in no catalogue of this cycle any more is still shown. */
export const lookForOf = (tools: LessonTools, code: string): LookFor =>
  tools.lookFors.find(lookFor => lookFor.code === code) ?? { code, label: code, short: "", family: 1 };
