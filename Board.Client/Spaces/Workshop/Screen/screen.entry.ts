// The light page of a projector: it shows and never tells.
import { openScreen } from "./screen-page.ts";

const main = document.getElementById("screen");
const key = /\/workshops\/([^/]+)\/screen\/?$/.exec(location.pathname)?.[1];
if (main && key) void openScreen(main, decodeURIComponent(key));
