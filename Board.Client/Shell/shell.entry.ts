// What every page runs: the circuit with our own notice of trouble, the theme, the keys.
import { copy } from "./copy.ts";
import { invitation } from "./invitation.ts";
import { keys } from "./keys.ts";
import { passkeys } from "./passkeys.ts";
import { reconnectionHandler } from "./reconnect.ts";
import { theme } from "./theme.ts";

declare const Blazor: { start(options: object): Promise<void> };

theme();
keys();
passkeys();
copy();
invitation();
await Blazor.start({ circuit: { reconnectionHandler } });
