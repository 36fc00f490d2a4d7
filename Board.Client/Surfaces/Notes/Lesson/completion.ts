import { Facet, Prec, StateEffect, StateField, Transaction, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { el } from "./dom";
import { decided, exactly, matching, typedCommand, type Command } from "./semicolon";

interface Open {
  readonly from: number;
  readonly to: number;
  readonly found: readonly Command[];
  readonly at: number;
}

const most = 9;
const choose = StateEffect.define<number>();
const shut = StateEffect.define<null>();
type Press = (view: EditorView, at: number) => void;
const listPress = Facet.define<Press, Press>({ combine: values => values[0] ?? (() => {}) });

/** Commands while typing: a list that opens at the leader key, and what it says is done at once when only one thing can be meant. */
export function semicolons(leader: () => string, commands: () => readonly Command[]): Extension {
  const list = StateField.define<Open | null>({
    create: () => null,
    update(value, transaction) {
      for (const effect of transaction.effects) {
        if (effect.is(shut)) return null;
        if (effect.is(choose)) return value && { ...value, at: (effect.value + value.found.length) % value.found.length };
      }
      if (!transaction.docChanged) return transaction.selection ? null : value;
      const typed = transaction.isUserEvent("input.type") || value !== null && transaction.isUserEvent("delete.backward");
      if (typed) return openAt(transaction.state, leader(), commands());
      const [from, to] = value ? [transaction.changes.mapPos(value.from, 1), transaction.changes.mapPos(value.to, 1)] : [0, 0];
      return value && transaction.annotation(Transaction.remote) ? { ...value, from, to } : null;
    },
    provide: field => [
      showTooltip.compute([field], state => tooltip(state.field(field), leader())),
      EditorView.contentAttributes.compute([field], state => {
        const open = state.field(field);
        return open ? { "aria-controls": "note-commands", "aria-activedescendant": `note-command-${open.at}` } : {} as Record<string, string>;
      }),
    ],
  });
  const run = (view: EditorView, command: Command, from: number, to: number): true => {
    // What was typed to say it is no part of the notes, nor of their history.
    view.dispatch({ changes: { from, to }, effects: shut.of(null), annotations: Transaction.addToHistory.of(false) });
    command.run();
    return true;
  };
  const chosen = (view: EditorView, step: number) => {
    const open = view.state.field(list);
    if (!open) return false;
    view.dispatch({ effects: choose.of(open.at + step) });
    return true;
  };
  return [
    list,
    EditorView.inputHandler.of((view, from, to, text) => {
      const open = view.state.field(list);
      if (!open || view.state.readOnly || from !== to || from !== open.to || view.composing) return false;
      const keys = view.state.sliceDoc(open.from + leader().length, open.to);
      const command = text === " " ? exactly(commands(), keys) : decided(commands(), keys + text);
      return command ? run(view, command, open.from, open.to) : false;
    }),
    Prec.highest(keymap.of([
      { key: "ArrowDown", run: view => chosen(view, 1) },
      { key: "ArrowUp", run: view => chosen(view, -1) },
      { key: "Enter", run: view => {
        const open = view.state.field(list);
        return open ? run(view, open.found[open.at]!, open.from, open.to) : false;
      } },
      { key: "Escape", run: view => {
        if (!view.state.field(list)) return false;
        view.dispatch({ effects: shut.of(null) });
        return true;
      } },
    ])),
    EditorView.domEventHandlers({
      blur: (_, view) => {
        if (view.state.field(list)) setTimeout(() => view.dispatch({ effects: shut.of(null) }));
      },
    }),
    listPress.of((view, at) => {
      const open = view.state.field(list);
      if (open?.found[at]) run(view, open.found[at], open.from, open.to);
    }),
  ];
}

function openAt(state: EditorState, leader: string, commands: readonly Command[]): Open | null {
  const { head, empty } = state.selection.main;
  if (!empty || state.readOnly) return null;
  const line = state.doc.lineAt(head);
  const typed = typedCommand(state.sliceDoc(line.from, head), leader);
  if (!typed) return null;
  const found = matching(commands, typed.keys);
  return found.length === 0 ? null : { from: line.from + typed.start, to: head, found, at: 0 };
}

function tooltip(open: Open | null, leader: string): Tooltip | null {
  if (!open) return null;
  return {
    pos: open.from,
    above: false,
    create: view => {
      const first = Math.max(0, Math.min(open.at - most + 1, open.found.length - most));
      const options = open.found.slice(first, first + most).map((command, i) => el("li", {
        id: `note-command-${first + i}`, role: "option", "aria-selected": open.at === first + i ? "true" : "false",
        onmousedown: (event: Event) => {
          event.preventDefault();
          view.state.facet(listPress)(view, first + i);
        },
      }, el("b", { class: `note-code${command.family ? ` t${command.family}` : ""}` }, leader + command.key), command.label));
      return { dom: el("ul", { id: "note-commands", class: "note-commands", role: "listbox", "aria-label": "Commands" }, ...options), offset: { x: 0, y: 6 } };
    },
  };
}
