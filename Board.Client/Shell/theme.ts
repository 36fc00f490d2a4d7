// Light, dark, or as the device has it. The choice is in a cookie, so that the server writes the right theme into the page.
// "system" is remembered with what the device had, for the same reason.

export type Theme = "light" | "dark" | "system";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function chosen(): Theme {
  const value = /(?:^|; )theme=([a-z]+)/.exec(document.cookie)?.[1];
  return value === "light" || value === "dark" ? value : "system";
}

export function choose(theme: Theme): void {
  const shown = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  const kept = theme === "system" ? `system-${shown}` : theme;
  document.cookie = `theme=${kept}; Path=/; Max-Age=31536000; SameSite=Lax`;
  document.documentElement.dataset["theme"] = shown;
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=theme]")) input.checked = input.value === theme;
}

export function theme(): void {
  dark.addEventListener("change", () => choose(chosen()));
  document.addEventListener("click", event => {
    if (!(event.target instanceof Element && event.target.closest("[data-theme-switch]"))) return;
    choose(document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
  });
  document.addEventListener("change", event => {
    const input = event.target;
    if (input instanceof HTMLInputElement && input.name === "theme") choose(input.value as Theme);
  });
  choose(chosen());
}
