// Sends the picture of a card, made small. The words of the card are the page's.
import { shrunk } from "../../Spaces/CoachingCycle/photo-size.ts";

export interface Page {
  invokeMethodAsync(method: "Say" | "Arrived", words: string): Promise<void>;
}

export interface ComposerOptions {
  /** The form with the file input, and the page's token in a hidden field. */
  readonly form: HTMLElement;
  readonly url: string;
  readonly page: Page;
}

const lost = "The picture did not arrive. It is not lost: choose it again when the connection is back.";

export function mount({ form, url, page }: ComposerOptions): { dispose(): void } {
  const gone = new AbortController();
  form.addEventListener("change", event => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.dataset["picture"] === undefined) return;
    event.stopPropagation();
    const file = input.files?.[0];
    input.value = "";
    if (file) void send(file);
  }, { signal: gone.signal, capture: true });
  return { dispose: () => gone.abort() };

  async function send(file: File): Promise<void> {
    await page.invokeMethodAsync("Say", "The picture is on its way.");
    const token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]");
    try {
      const body = new FormData();
      if (token) body.append(token.name, token.value);
      body.append("image", await shrunk(file), "image.jpg");
      const answer = await fetch(url, { method: "POST", body, signal: gone.signal });
      const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
      if (answer.ok && typeof said["id"] === "string") await page.invokeMethodAsync("Arrived", said["id"]);
      else await page.invokeMethodAsync("Say", typeof said["message"] === "string" ? said["message"] : lost);
    } catch {
      if (!gone.signal.aborted) await page.invokeMethodAsync("Say", lost);
    }
  }
}
