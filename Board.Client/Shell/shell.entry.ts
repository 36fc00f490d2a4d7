// What every page runs: the circuit with our own notice of trouble, the theme, the keys.
import { joinBox } from "../Spaces/Workshop/join-box.ts";
import { circuit } from "./circuit.ts";
import { copy } from "./copy.ts";
import { delivery } from "./delivery.ts";
import { invitation } from "./invitation.ts";
import { keys } from "./keys.ts";
import { navigation } from "./navigation.ts";
import { passkeys } from "./passkeys.ts";
import { circuitFailed, circuitOpened, pageArrived, pageLost, reconnectionHandler } from "./reconnect.ts";
import { theme } from "./theme.ts";

declare const Blazor: { start(options: object): Promise<void> } & Parameters<typeof navigation>[0] & Parameters<typeof delivery>[0];

theme();
keys();
passkeys();
copy();
invitation();
joinBox();
delivery(Blazor);
const started = Blazor.start({ circuit: circuit({ reconnectionHandler, opened: circuitOpened, failed: () => void circuitFailed() }) });
navigation(Blazor, { lost: () => void pageLost(), arrived: pageArrived });
await started;
