import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

export interface Check {
  readonly id: "server" | "socket" | "polling" | "storage" | "clock";
  readonly name: string;
  readonly state: "running" | "works" | "fails" | "aside";
  readonly words: string;
}

const names: Readonly<Record<Check["id"], string>> = { server: "The server", socket: "Live connection", polling: "Live connection, the other way", storage: "This phone keeps what you type", clock: "Clock" };
const within = 12_000;

/** One check after the other; what is known so far is told after each. */
export async function runChecks(told: (checks: readonly Check[]) => void): Promise<void> {
  const checks: Check[] = [];
  const check = async (id: Check["id"], run: () => Promise<Omit<Check, "id" | "name">>) => {
    const at = checks.push({ id, name: names[id], state: "running", words: "One moment" }) - 1;
    told([...checks]);
    checks[at] = { id, name: names[id], ...await run().catch(() => ({ state: "fails" as const, words: "It did not answer." })) };
    told([...checks]);
  };
  await check("server", async () => {
    const from = performance.now();
    const answer = await fetch("/join/ping", { cache: "no-store", signal: AbortSignal.timeout(within) });
    if (!answer.ok) return { state: "fails", words: `It answers, but not as it should (${answer.status}). Tell whoever runs it.` };
    return { state: "works", words: `Reached in ${Math.round(performance.now() - from)} ms.` };
  });
  // A device is let in to the hub once it has a name of its own, as after joining.
  await fetch("/join/test", { method: "POST", signal: AbortSignal.timeout(within) }).catch(() => {});
  await check("socket", async () => {
    const ms = await connects(HttpTransportType.WebSockets);
    return ms === null ? { state: "aside", words: "WebSockets are blocked here. The other way is used by itself." } : { state: "works", words: `WebSockets work (${ms} ms).` };
  });
  await check("polling", async () => {
    const ms = await connects(HttpTransportType.LongPolling);
    return ms === null ? { state: "fails", words: "Long polling is blocked here." } : { state: "works", words: `Long polling works (${ms} ms).` };
  });
  await check("storage", async () => {
    try {
      localStorage.setItem("board-room try", "1");
      localStorage.removeItem("board-room try");
      return { state: "works", words: "What you type outlives a reload and a lost connection." };
    } catch {
      return { state: "aside", words: "This browser keeps nothing, perhaps as it is a private window. Leave the page open until your words are sent." };
    }
  });
  await check("clock", async () => {
    const answer = await fetch("/join/ping", { cache: "no-store", signal: AbortSignal.timeout(within) });
    const server = Date.parse(answer.headers.get("Date") ?? "");
    const off = Number.isNaN(server) ? 0 : Math.round(Math.abs(Date.now() - server) / 1000);
    return off <= 5 ? { state: "works", words: "It agrees with the server’s." } : { state: "aside", words: `It is ${off} seconds off. Timers go by the server’s clock, so this does no harm.` };
  });
}

async function connects(transport: HttpTransportType): Promise<number | null> {
  const from = performance.now();
  const hub = new HubConnectionBuilder().withUrl("/live", { transport }).configureLogging(LogLevel.None).build();
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("late")), within));
  try {
    await Promise.race([hub.start(), late]);
    return Math.round(performance.now() - from);
  } catch {
    return null;
  } finally {
    hub.stop().catch(() => {});
  }
}

/** The sum of it in one sentence. */
export function verdict(checks: readonly Check[]): string {
  const works = (id: Check["id"]) => checks.some(check => check.id === id && check.state === "works");
  if (!works("server")) return "The server can’t be reached from here.";
  if (!works("socket") && !works("polling")) return "Pages load, but no live connection comes through.";
  if (checks.some(check => check.state !== "works")) return "It works here, with a word of care.";
  return "Everything works here.";
}
