// Makes wwwroot/js from the TypeScript beside the components: one module per entry, and every *.entry.ts is one.
//   node build.mjs                     for the browser
//   node build.mjs --headless out.mjs  the notes' client without editor or transport, for programs in Node
import { build } from "esbuild";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folders = ["Accounts", "Live", "Shell", "Spaces", "Surfaces"].filter(folder => existsSync(join(here, folder)));
const entries = folders.flatMap(folder => readdirSync(join(here, folder), { recursive: true })
  .filter(file => file.endsWith(".entry.ts"))
  .map(file => [basename(file, ".entry.ts"), join(folder, file)]));

const options = { absWorkingDir: here, bundle: true, format: "esm", legalComments: "none", logLevel: "warning", loader: { ".css": "text" } };
const headless = process.argv.indexOf("--headless");
if (headless >= 0) {
  await build({ ...options, entryPoints: ["Surfaces/Notes/headless.ts"], outfile: resolve(process.argv[headless + 1]), platform: "node", target: "node20" });
} else {
  await build({
    ...options,
    entryPoints: Object.fromEntries(entries),
    outdir: "wwwroot/js",
    target: "es2022",
    minify: true,
    sourcemap: process.env.NODE_ENV === "development" ? "linked" : false,
  });
}
