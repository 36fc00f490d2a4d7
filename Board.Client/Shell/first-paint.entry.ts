// Runs before the first paint, and before anything else: a device's dark theme must not flash light on the first visit.
// Afterwards the cookie tells the server.
{
  const fixed = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie)?.[1];
  document.documentElement.dataset["theme"] = fixed ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
