import type { ChangeSet } from "@codemirror/state";

/** A piece of text by one author, begun at one time; a line break is always its last character. */
interface Run {
  readonly length: number;
  /** Index into the surface's authors. */
  readonly author: number;
  /** Whole seconds after the surface's t0. */
  readonly seconds: number;
  readonly breaks: boolean;
}

/** Runs that are kept and copied together, so that an edit touches a few of them and not all. */
interface Chunk {
  readonly length: number;
  readonly runs: readonly Run[];
}

/** A line's author (index) and time (whole seconds after t0). */
export interface Hand {
  readonly author: number;
  readonly seconds: number;
}

const perChunk = 64;
/** A new run joins the one before it if it is at most this much younger. */
const joins = 9;

/**
 * Who wrote what and when, as runs over a text: rule AUTH1 of PROTOCOL.md, the same as the server's. Immutable; an edit
 * costs as much as the runs that it touches, not as much as the text.
 */
export class Runs {
  private constructor(readonly length: number, private readonly chunks: readonly Chunk[]) {}

  static readonly empty = new Runs(0, []);

  /** From (length, author, seconds) over and over. The text is needed to know where lines start. */
  static of(text: string, flat: readonly number[]): Runs {
    const runs: Run[] = [];
    let at = 0;
    for (let i = 0; i + 2 < flat.length; i += 3) {
      const [length, author, seconds] = [flat[i]!, flat[i + 1]!, flat[i + 2]!];
      at += length;
      runs.push({ length, author, seconds, breaks: text.charCodeAt(at - 1) === 10 });
    }
    return new Runs(at, chunked(runs));
  }

  /** The runs after an edit by this author at this time. */
  apply(changes: ChangeSet, author: number, seconds: number): Runs {
    let chunks = this.chunks;
    const ranges: { from: number; to: number; added: Run[] }[] = [];
    changes.iterChanges((from, to, _fromB, _toB, insert) => {
      const added: Run[] = [];
      for (let line = 1; line <= insert.lines; line++) {
        const breaks = line < insert.lines;
        const length = insert.line(line).length + (breaks ? 1 : 0);
        if (length > 0) added.push({ length, author, seconds, breaks });
      }
      ranges.push({ from, to, added });
    });
    // From the last to the first, so that the positions before stay valid.
    for (const { from, to, added } of ranges.reverse()) chunks = splice(chunks, from, to, added);
    return new Runs(changes.newLength, chunks);
  }

  /** Whose line this is, for the text from `from` to `to` without its line break; null for an empty one. */
  hand(from: number, to: number): Hand | null {
    let seconds = Infinity;
    const shares = new Map<number, number>();
    this.between(from, to, (run, length) => {
      seconds = Math.min(seconds, run.seconds);
      shares.set(run.author, (shares.get(run.author) ?? 0) + length);
    });
    let [author, most] = [-1, 0];
    // A map keeps the order of insertion, so of two who wrote as much the one who comes first in the line is taken.
    for (const [who, share] of shares) if (share > most) [author, most] = [who, share];
    return author < 0 ? null : { author, seconds };
  }

  /** As (length, author, seconds) over and over. */
  toJSON(): number[] {
    return this.chunks.flatMap(chunk => chunk.runs.flatMap(run => [run.length, run.author, run.seconds]));
  }

  private between(from: number, to: number, visit: (run: Run, length: number) => void): void {
    let start = 0;
    for (const chunk of this.chunks) {
      if (start >= to) return;
      if (start + chunk.length > from) {
        let at = start;
        for (const run of chunk.runs) {
          const length = Math.min(to, at + run.length) - Math.max(from, at);
          if (length > 0) visit(run, length);
          at += run.length;
        }
      }
      start += chunk.length;
    }
  }
}

/** Replaces the runs between two positions; the first added run may join the run before it. */
function splice(chunks: readonly Chunk[], from: number, to: number, added: readonly Run[]): readonly Chunk[] {
  let [first, start] = [0, 0];
  // The run before `from` has to be among the touched ones, so a chunk that ends there is one.
  while (first < chunks.length && start + chunks[first]!.length < from) start += chunks[first++]!.length;
  let [last, end] = [first, start];
  while (last < chunks.length && (end < to || last === first)) end += chunks[last++]!.length;

  const runs: Run[] = [];
  const after: Run[] = [];
  let at = start;
  for (const chunk of chunks.slice(first, last)) {
    for (const run of chunk.runs) {
      const [head, tail] = [Math.min(run.length, from - at), Math.min(run.length, at + run.length - to)];
      if (head === run.length) runs.push(run);
      else if (tail === run.length) after.push(run);
      else if (head > 0 && tail > 0 && added.length === 0) runs.push({ ...run, length: head + tail });
      else {
        if (head > 0) runs.push({ ...run, length: head, breaks: false });
        if (tail > 0) after.push({ ...run, length: tail });
      }
      at += run.length;
    }
  }
  for (const run of added) {
    const before = runs.at(-1);
    if (before && !before.breaks && before.author === run.author && joinsInTime(before, run))
      runs[runs.length - 1] = { ...before, length: before.length + run.length, breaks: run.breaks };
    else runs.push(run);
  }
  for (const run of after) runs.push(run);
  return [...chunks.slice(0, first), ...chunked(runs), ...chunks.slice(last)];
}

function joinsInTime(before: Run, run: Run): boolean {
  const younger = run.seconds - before.seconds;
  return younger >= 0 && younger <= joins;
}

function chunked(runs: readonly Run[]): Chunk[] {
  const size = runs.length <= 2 * perChunk ? 2 * perChunk : perChunk;
  const chunks: Chunk[] = [];
  for (let i = 0; i < runs.length; i += size) {
    const part = runs.slice(i, i + size);
    chunks.push({ length: part.reduce((sum, run) => sum + run.length, 0), runs: part });
  }
  return chunks;
}
