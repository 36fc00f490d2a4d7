/** What can be done while writing, by typing the leader key and the command's key. */
export interface Command {
  readonly key: string;
  readonly label: string;
  /** The look-for's family, for its colour. */
  readonly family?: number;
  run(): void;
}

/** A command that is being typed: where its leader key is in the line, and what follows it. */
export interface Typed {
  readonly start: number;
  readonly keys: string;
}

const longest = 12;

/**
 * The command that is being typed at the end of a line's beginning, or null. Only where a word begins, so that a semicolon after a word is
 * a semicolon; and with nothing but letters and figures after it, so that one with a space is one, too.
 */
export function typedCommand(before: string, leader: string): Typed | null {
  if (leader === "") return null;
  const start = before.lastIndexOf(leader);
  if (start < 0 || before.length - start - leader.length > longest) return null;
  const keys = before.slice(start + leader.length);
  const previous = before.slice(0, start);
  if (previous !== "" && !/[\s([“„‘"']$/u.test(previous)) return null;
  return /^[\p{L}\p{N}.-]*$/u.test(keys) ? { start, keys } : null;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const begins = (key: string, keys: string) => key.toLowerCase().startsWith(keys.toLowerCase());

/** The commands that begin with these keys, or whose name does; what matches exactly comes first. */
export function matching(commands: readonly Command[], keys: string): readonly Command[] {
  const byKey = commands.filter(command => begins(command.key, keys));
  const exact = byKey.filter(command => same(command.key, keys));
  const byName = keys.length < 2 ? [] : commands.filter(command => !byKey.includes(command)
    && command.label.toLowerCase().split(/\s+/).some(word => word.startsWith(keys.toLowerCase())));
  return [...exact, ...byKey.filter(command => !exact.includes(command)), ...byName];
}

/** The command that these keys say and that no longer key could mean: it is done at once. */
export function decided(commands: readonly Command[], keys: string): Command | null {
  const candidates = commands.filter(command => begins(command.key, keys));
  return candidates.length === 1 && same(candidates[0]!.key, keys) ? candidates[0]! : null;
}

/** The command of exactly these keys, where longer ones begin with them, too. */
export const exactly = (commands: readonly Command[], keys: string): Command | null => commands.find(command => same(command.key, keys)) ?? null;
