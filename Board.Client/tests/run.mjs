// Node 20 does not read TypeScript: the tests are bundled into a folder of their own, and run there.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const tests = readdirSync(here, { recursive: true }).filter(file => file.endsWith(".test.ts"));
const outdir = mkdtempSync(join(tmpdir(), "board-client-tests-"));
try {
  await build({
    absWorkingDir: here,
    entryPoints: tests,
    outbase: here,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = tests.map(file => join(outdir, file.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=tap", ...files], { stdio: "inherit", cwd: join(here, "..") });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
