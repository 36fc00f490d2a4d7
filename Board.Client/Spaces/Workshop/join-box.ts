// The six cells on Today: one real field behind them. The code goes to the door behind the #, so that it is in no log.
import { codeFrom, codeLength, codeWords, strangersIn } from "./Phone/code-entry.ts";

const boxOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLFormElement>("form[data-join]") : null);

export function joinBox(): void {
  // On the document: the page is replaced under us as people go to and fro.
  for (const event of ["input", "focusin", "focusout"]) document.addEventListener(event, ({ target }) => { const box = boxOf(target); if (box) show(box); });
  document.addEventListener("submit", event => {
    const box = boxOf(event.target);
    if (!box) return;
    event.preventDefault();
    const { value } = fieldOf(box);
    const code = codeFrom(value);
    if (code.length === codeLength) return location.assign(`/join#${code}`);
    const strangers = strangersIn(value);
    box.querySelector("[data-problem]")!.textContent = strangers ? `No code has the character ${strangers}.` : "A code has six characters.";
    fieldOf(box).focus();
  });
}

const fieldOf = (box: HTMLFormElement) => box.querySelector<HTMLInputElement>("input")!;

function show(box: HTMLFormElement): void {
  const field = fieldOf(box);
  const code = codeFrom(field.value);
  if (code.length === codeLength) field.value = codeWords(code);
  if (code.length > 0) box.querySelector("[data-problem]")!.textContent = "";
  [...box.querySelectorAll(".code span")].forEach((cell, i) => {
    cell.textContent = code[i] ?? "";
    cell.classList.toggle("now", document.activeElement === field && i === Math.min(code.length, codeLength - 1));
  });
}
