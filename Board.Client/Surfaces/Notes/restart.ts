import { ChangeSet, Text } from "@codemirror/state";

/**
 * The change that turns a text into another one that arrived whole, leaving what they have in common at the start and at
 * the end alone, so that cursors there stay where they are.
 */
export function difference(from: Text, to: string): ChangeSet {
  const old = from.toString();
  const shorter = Math.min(old.length, to.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === to.charCodeAt(start)) start++;
  if (splitsPair(old, start) || splitsPair(to, start)) start--;
  let end = 0;
  while (end < shorter - start && old.charCodeAt(old.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  if (splitsPair(old, old.length - end) || splitsPair(to, to.length - end)) end--;
  const insert = Text.of(to.slice(start, to.length - end).split("\n"));
  return ChangeSet.of({ from: start, to: old.length - end, insert }, old.length);
}

function splitsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [high, low] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}
