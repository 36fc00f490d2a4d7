// What the page on which two people look back needs of the browser: drafts that outlive a connection.
import * as drafts from "./drafts.ts";

drafts.remember(document, sessionStorage);

export const kept = (begin: string): drafts.Draft[] => drafts.kept(sessionStorage, begin);
export const forget = (key: string, text: string | null): void => drafts.forget(sessionStorage, key, text);
