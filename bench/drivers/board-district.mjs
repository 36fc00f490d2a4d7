// A district to measure in: founded by the server's own `load-district` once per build of the server, everybody in it
// signed in once through the real sign-in form. Runs start from copies of that folder; the keys that protect cookies
// lie in it, so the cookies are good for each copy.

import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { sleep } from "../measure.mjs";

const BENCH = path.dirname(import.meta.dirname);
const PROGRAM = path.resolve(BENCH, "../Board.Server/bin/Release/net10.0/Board.Server.dll");
const FOLDER = path.join(BENCH, "run", "board");
const TEMPLATE = path.join(FOLDER, "template");
const PEOPLE = path.join(FOLDER, "people.json");
const CYCLES = 200; // as many as the largest scenario has documents
const SIGN_INS_AN_ADDRESS = 100; // the server counts tries per address, and people of 200 schools do not share one
const START_TIMEOUT_MS = 60_000;

export const command = ["dotnet", PROGRAM];

/** The environment of a server with its data in a folder. */
export const environmentOf = (port, data) => ({
  ASPNETCORE_URLS: `http://127.0.0.1:${port}`,
  ASPNETCORE_ENVIRONMENT: "Production",
  Board__Data: data,
});

/**
 * The district's cycles, each with the two people in it and their cookies: `[{ space, surface, cookies: [coach, teacher] }]`.
 * Made anew when the server was built anew.
 */
export async function prepareDistrict() {
  const build = buildOf(PROGRAM);
  const kept = fs.existsSync(PEOPLE) ? JSON.parse(fs.readFileSync(PEOPLE)) : null;
  if (kept?.build === build) return kept.cycles;
  fs.rmSync(FOLDER, { recursive: true, force: true });
  fs.mkdirSync(FOLDER, { recursive: true });
  const { people, cycles } = await loadDistrict();
  const cookies = await signIn(people);
  const district = cycles.map(({ space, surface, coach, teacher }) => ({ space, surface, cookies: [cookies.get(coach), cookies.get(teacher)] }));
  fs.writeFileSync(PEOPLE, JSON.stringify({ build, cycles: district }), { mode: 0o600 });
  return district;
}

/** A fresh copy of the district for one run; the one before is thrown away. */
export function copyDistrict() {
  const data = path.join(FOLDER, "data");
  fs.rmSync(data, { recursive: true, force: true });
  fs.cpSync(TEMPLATE, data, { recursive: true });
  return data;
}

function buildOf(program) {
  if (!fs.existsSync(program)) throw new Error(`Build the server first: dotnet build -c Release Board.Server (no ${program}).`);
  const hash = createHash("sha256");
  for (const name of ["Board.Server.dll", "Board.Grains.dll"]) hash.update(fs.readFileSync(path.join(path.dirname(program), name)));
  return hash.digest("hex");
}

async function loadDistrict() {
  const list = path.join(FOLDER, "district.json");
  const load = [PROGRAM, "load-district", "--data", TEMPLATE, "--cycles", String(CYCLES), "--out", list];
  await promisify(execFile)("dotnet", load, { env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development" } });
  const district = JSON.parse(fs.readFileSync(list));
  fs.rmSync(list); // it holds passwords
  return district;
}

/** @returns {Promise<Map<string, string>>} a Cookie header by person */
async function signIn(people) {
  const { port, stop } = await startServer(TEMPLATE);
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
async function startServer(data) {
  const child = spawn(command[0], command.slice(1), { env: { ...process.env, ...environmentOf(0, data) }, stdio: ["ignore", "pipe", "inherit"] });
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
