// Passkeys: a form with data-passkey="request" or "create" asks the server for options, the browser for a credential, and then
// posts itself with it.

const problems: Record<string, string> = {
  NotAllowedError: "The passkey was not used: it was cancelled, or it took too long. You can try again.",
  InvalidStateError: "There is a passkey for this account on this device already.",
  SecurityError: "Passkeys need a secure address (https).",
};

export function passkeys(): void {
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const kind = form.dataset["passkey"];
    if (kind !== "request" && kind !== "create") return;
    event.preventDefault();
    void use(form, kind);
  }, { capture: true });
}

async function use(form: HTMLFormElement, kind: "request" | "create"): Promise<void> {
  const button = form.querySelector("button")!;
  const problem = form.querySelector<HTMLElement>("[data-passkey-problem]")!;
  button.disabled = true;
  problem.hidden = true;
  try {
    const credential = kind === "request" ? await requested(form) : await created(form);
    form.querySelector<HTMLInputElement>("input[name=Credential]")!.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    problem.textContent = problems[(error as Error).name] ?? "This browser could not use a passkey. Your password still works.";
    problem.hidden = false;
    button.disabled = false;
  }
}

async function requested(form: HTMLFormElement): Promise<Credential | null> {
  const options = (await ask("/passkey/request-options", form)) as PublicKeyCredentialRequestOptionsJSON;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function created(form: HTMLFormElement): Promise<Credential | null> {
  const options = (await ask("/passkey/creation-options", form)) as PublicKeyCredentialCreationOptionsJSON;
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
}

async function ask(path: string, form: HTMLFormElement): Promise<unknown> {
  const token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")!.value;
  const response = await fetch(path, { method: "POST", headers: { RequestVerificationToken: token } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
