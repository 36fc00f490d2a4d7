import lessonStyles from "./Lesson/lesson.css";
import styles from "./notes.css";

let sheet: CSSStyleSheet | undefined;

let described = 0;

/** Words for a screen reader: Tab belongs to the text, so how to get out of it. */
export function howToLeave(): HTMLElement {
  const how = document.createElement("p");
  how.className = "sr";
  how.id = `note-how-${++described}`;
  how.textContent = "Press Escape, then Tab, to leave the text.";
  return how;
}

/** The editor's styles, once a page. */
export function adoptStyles(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(styles + lessonStyles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
