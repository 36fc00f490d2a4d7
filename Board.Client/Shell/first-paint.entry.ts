// Runs before the first paint, and before anything else: a device's dark theme must not flash light on the first visit.
// Afterwards the cookie tells the server. And nobody can press or type anything that is not kept, however late the rest comes.
import { waking } from "./waking.ts";

waking();
{
  const fixed = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie)?.[1];
  // The time zone, so that pages come with the times of this device's clock from the second one on; the first is the sign-in.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax`;
  document.documentElement.dataset["theme"] = fixed ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
