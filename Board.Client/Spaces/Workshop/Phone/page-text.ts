// A text page: paragraphs, lists of lines that begin with "- ", and addresses. Nothing else in it means anything.

export type Piece = { readonly kind: "words"; readonly words: string } | { readonly kind: "link"; readonly address: string; readonly host: string };
export type Block = { readonly kind: "paragraph"; readonly lines: readonly (readonly Piece[])[] } | { readonly kind: "list"; readonly items: readonly (readonly Piece[])[] };

interface Open {
  readonly kind: "paragraph" | "list";
  readonly lines: Piece[][];
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = null as Open | null;
  const close = () => {
    if (open) blocks.push(open.kind === "list" ? { kind: "list", items: open.lines } : { kind: "paragraph", lines: open.lines });
    open = null;
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") {
      close();
      continue;
    }
    const item = /^\s*- +(.*)$/.exec(line)?.[1];
    const kind = item === undefined ? "paragraph" : "list";
    if (open?.kind !== kind) close();
    open ??= { kind, lines: [] };
    open.lines.push(piecesOf(item ?? line));
  }
  close();
  return blocks;
}

/** Words, and the addresses of the web in them; punctuation at an address' end belongs to the sentence. */
export function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, "");
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      continue;
    }
    if (url.username !== "" || url.password !== "") continue;
    if (match.index > from) pieces.push({ kind: "words", words: line.slice(from, match.index) });
    pieces.push({ kind: "link", address: url.href, host: url.host });
    from = match.index + address.length;
  }
  if (from < line.length) pieces.push({ kind: "words", words: line.slice(from) });
  return pieces;
}
