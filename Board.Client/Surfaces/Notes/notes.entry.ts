import { clock } from "../../Live/clock";
import { LiveConnection } from "../../Live/connection";
import { hubAt } from "../../Live/signalr";
import { followTheBrowser } from "../../Live/wakefulness";
import { NotesPage, type NotesOptions } from "./notes-page";

export type { NotesOptions } from "./notes-page";

/** What the page holds of a mounted editor. */
export interface NotesHandle {
  setPeople(people: NotesOptions["people"]): void;
  setTools(tools: Parameters<NotesPage["setTools"]>[0]): void;
  focus(): void;
  text(): string;
  dispose(): void;
}

/** Puts a shared note into an element and keeps it live, with or without the page's circuit. */
export function mount(options: NotesOptions): NotesHandle {
  const url = new URL(options.hubUrl ?? "live", document.baseURI).href;
  const connection = new LiveConnection(polling => hubAt(url, polling), clock);
  const page = new NotesPage(options, connection, clock);
  const stopFollowing = followTheBrowser(connection, { leaving: () => page.leave(), back: () => page.back() });
  connection.start();
  return {
    setPeople: people => page.setPeople(people),
    setTools: tools => page.setTools(tools),
    focus: () => page.focus(),
    text: () => page.text(),
    dispose() {
      stopFollowing();
      page.dispose();
      connection.stop();
    },
  };
}
