// What the server's door says to a phone.

export type Joined = { readonly kind: "in"; readonly room: string } | { readonly kind: "refused"; readonly code: string; readonly words: string } | { readonly kind: "unreached" };

const noAnswer = "The server did not say why. Nothing is lost; try again.";

export async function join(code: string, secret: string, name: string, send: typeof fetch = fetch): Promise<Joined> {
  try {
    const answer = await send("/join", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, ...(secret ? { secret } : {}), ...(name ? { name } : {}) }),
    });
    const said = await answer.json().catch(() => ({})) as { room?: unknown; code?: unknown; message?: unknown };
    if (answer.ok && typeof said.room === "string") return { kind: "in", room: said.room };
    return { kind: "refused", code: typeof said.code === "string" ? said.code : "", words: typeof said.message === "string" ? said.message : noAnswer };
  } catch {
    return { kind: "unreached" };
  }
}
