// A district to measure in: founded by the server's own `load-district` once per build of the server, everybody in it
// signed in once through the real sign-in form. Runs start from copies of that folder, and of the database where the store is
// one; the keys that protect cookies lie in them, so the cookies are good for each copy.

import { execFile, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { sleep } from "../measure.mjs";

const BENCH = path.dirname(import.meta.dirname);
const PROGRAM = path.resolve(BENCH, "../Board.Server/bin/Release/net10.0/Board.Server.dll");
const CYCLES = 200; // as many as the largest scenario has documents, and one with a long lesson (S7)
const SIGN_INS_AN_ADDRESS = 100; // the server counts tries per address, and people of 200 schools do not share one
const START_TIMEOUT_MS = 60_000;

export const command = ["dotnet", PROGRAM];

/** The environment of a server with its data in a folder. */
export const environmentOf = (port, data) => ({
  ASPNETCORE_URLS: `http://127.0.0.1:${port}`,
  ASPNETCORE_ENVIRONMENT: "Production",
  Board__Data: data,
});

export class District {
  /** @param {{ name: string, empty(): object, copy(): object }} store what a server is told of it, empty and as a copy of what was kept */
  constructor(store) {
    this.store = store;
    this.folder = path.join(BENCH, "run", store.name);
    this.template = path.join(this.folder, "template");
  }

  /**
   * The district's cycles, each with the two people in it and their cookies: `[{ space, surface, cookies: [coach, teacher] }]`;
   * the last has the long lesson. Its workshops are in `rooms` then: `[{ space, wall, cookie, code, secret }]`, the second with a full wall.
   * Made anew when the server was built anew, or the store is.
   */
  async prepare() {
    const list = path.join(this.folder, "people.json");
    const build = buildOf(PROGRAM) + (this.store.identity ?? "");
    const kept = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list)) : null;
    this.rooms = kept?.rooms;
    if (kept?.build === build) return kept.cycles;
    fs.rmSync(this.folder, { recursive: true, force: true });
    fs.mkdirSync(this.template, { recursive: true });
    const env = this.store.empty();
    const { people, cycles, rooms } = await load(this.template, path.join(this.folder, "district.json"), env);
    const cookies = await signIn(people, this.template, env);
    const district = cycles.map(({ space, surface, coach, teacher }) => ({ space, surface, cookies: [cookies.get(coach), cookies.get(teacher)] }));
    this.rooms = rooms.map(({ facilitator, ...room }) => ({ ...room, cookie: cookies.get(facilitator) }));
    fs.writeFileSync(list, JSON.stringify({ build, cycles: district, rooms: this.rooms }), { mode: 0o600 });
    return district;
  }

  /** Fresh copies of the district for one run, as many data folders as servers; those before are thrown away. */
  copy(servers) {
    const env = this.store.copy();
    return Array.from({ length: servers }, (_, index) => {
      const data = path.join(this.folder, `data${index}`);
      fs.rmSync(data, { recursive: true, force: true });
      fs.cpSync(this.template, data, { recursive: true });
      return { data, env };
    });
  }
}

/** All in the data folder. */
export const onDisk = { name: "board", empty: () => ({}), copy: () => ({}) };

/** Logs, accounts and keys in the PostgreSQL of BOARD_POSTGRES (an Npgsql connection string; with-stores.sh sets it). */
export class OnPostgres {
  constructor(name) {
    this.name = name;
    this.template = `${name.replaceAll("-", "_")}_template`;
    this.run = `${name.replaceAll("-", "_")}_run`;
    this.identity = process.env.BOARD_POSTGRES ?? "";
  }

  empty() {
    if (!this.identity) throw new Error("Set BOARD_POSTGRES, or use with-stores.sh.");
    this.#order(`DROP DATABASE IF EXISTS ${this.template} WITH (FORCE)`, `CREATE DATABASE ${this.template}`);
    return this.#told(this.template);
  }

  copy() {
    this.#order(`DROP DATABASE IF EXISTS ${this.run} WITH (FORCE)`, `CREATE DATABASE ${this.run} TEMPLATE ${this.template}`);
    return this.#told(this.run);
  }

  #told(database) {
    return { Board__Store: "postgres", Board__Postgres: this.identity.replace(/Database=[^;]*/, `Database=${database}`) };
  }

  #order(...statements) {
    const part = (name) => new RegExp(`${name}=([^;]*)`).exec(this.identity)?.[1] ?? "";
    const args = ["-h", part("Host"), "-p", part("Port") || "5432", "-U", part("Username"), "-d", "postgres", "-q"];
    execFileSync("psql", [...args, ...statements.flatMap((statement) => ["-c", statement])], { env: { ...process.env, PGPASSWORD: part("Password"), PGOPTIONS: "-c client_min_messages=warning" } });
  }
}

function buildOf(program) {
  if (!fs.existsSync(program)) throw new Error(`Build the server first: dotnet build -c Release Board.Server (no ${program}).`);
  const hash = createHash("sha256");
  for (const name of ["Board.Server.dll", "Board.Grains.dll"]) hash.update(fs.readFileSync(path.join(path.dirname(program), name)));
  return hash.digest("hex");
}

async function load(data, list, env) {
  const args = [PROGRAM, "load-district", "--data", data, "--cycles", String(CYCLES + 1), "--lesson", "true", "--rooms", "true", "--out", list];
  await promisify(execFile)("dotnet", args, { env: { ...process.env, ...env, ASPNETCORE_ENVIRONMENT: "Development" } });
  const district = JSON.parse(fs.readFileSync(list));
  fs.rmSync(list); // it holds passwords
  return district;
}

/** @returns {Promise<Map<string, string>>} a Cookie header by person */
async function signIn(people, data, env) {
  const { port, stop } = await startServer(data, env);
  const cookies = new Map();
  try {
    for (const [index, { id, email, password }] of people.entries()) {
      const agent = new http.Agent({ keepAlive: true, localAddress: `127.0.${1 + Math.floor(index / SIGN_INS_AN_ADDRESS)}.1` });
      cookies.set(id, await signInOnce(port, agent, email, password));
      agent.destroy();
    }
  } finally {
    await stop();
  }
  return cookies;
}

/** Fills in the form that a person would, and keeps what a browser would. */
async function signInOnce(port, agent, email, password) {
  const jar = new Map();
  const page = await send({ port, agent, path: "/sign-in" }, jar);
  const form = page.body.match(/<form\b[\s\S]*?<\/form>/g)?.find((each) => each.includes('name="Password"'));
  if (!form) throw new Error(`No sign-in form (status ${page.status}).`);
  const fields = new URLSearchParams({ Email: email, Password: password });
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? "");
  }
  const before = jar.size;
  const answer = await send({ port, agent, path: "/sign-in", method: "POST", body: fields.toString() }, jar);
  if (answer.status >= 400 || jar.size === before) throw new Error(`Signing in was refused (status ${answer.status}).`);
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function send({ body, ...options }, jar) {
  const headers = { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), Origin: `http://127.0.0.1:${options.port}` };
  if (body) Object.assign(headers, { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) });
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", headers, ...options }, async (response) => {
      for (const line of response.headers["set-cookie"] ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        jar.set(name, value);
      }
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
    });
    request.on("error", reject).end(body);
  });
}

/** The server on a port of its own choice, for preparing only. */
async function startServer(data, env) {
  const child = spawn(command[0], command.slice(1), { env: { ...process.env, ...env, ...environmentOf(0, data) }, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  const deadline = Date.now() + START_TIMEOUT_MS;
  let port;
  while (!(port = /Board is open at http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1])) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start: ${said}`);
    await sleep(50);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { port: Number(port), stop };
}
