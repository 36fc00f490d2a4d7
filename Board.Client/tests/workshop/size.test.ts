import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const longest = 60_000;

test("PHONE4: the phone's page is less than 60 kB of script on the wire, and so is the screen's", async () => {
  const folder = process.cwd();
  assert.ok(existsSync(join(folder, "package.json")), "tests run in Board.Client");
  // From where the packages are: this file itself is run elsewhere.
  const { build } = await import(join(folder, "node_modules/esbuild/lib/main.js")) as typeof import("esbuild");
  for (const entry of ["Phone/room", "Screen/screen"]) {
    const { outputFiles } = await build({ absWorkingDir: folder, entryPoints: [`Spaces/Workshop/${entry}.entry.ts`], bundle: true, format: "esm", minify: true, target: "es2022", write: false, loader: { ".css": "text" } });
    const size = gzipSync(outputFiles[0]!.contents).length;
    assert.ok(size < longest, `${entry} is ${size} bytes`);
  }
});
