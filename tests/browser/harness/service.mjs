// The service, and the sandbox inside it or beside it: on free ports, in a folder of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { backend, sandbox as sandboxProgram } from "./programs.mjs";
import { Sandbox } from "./sandbox.mjs";

/** A folder for a service's file. */
export const newFolder = () => mkdtempSync(join(tmpdir(), "pse-browser-tests-"));

/**
 * Starts the service with these settings and waits until it is ready; another program than this release's, in another
 * folder than a new one, if that is said.
 */
export async function start(settings = {}, { program = backend(), folder = newFolder() } = {}) {
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith("PSE__"));
  const child = spawn(program, {
    cwd: folder,
    env: {
      ...Object.fromEntries(ours),
      PSE__SERVER__LISTEN: "127.0.0.1:0",
      PSE__SANDBOX__LISTEN: "127.0.0.1:0",
      PSE__METRICS__LISTEN: "127.0.0.1:0",
      PSE__SERVER__LOG: "json",
      ...settings,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = [];
  const addresses = new Promise((resolve, reject) => {
    let sandbox;
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      if (!line.startsWith("{")) return;
      const { message, url } = JSON.parse(line);
      if (message === "The sandbox plays provider, PSE and banks.") sandbox = url;
      if (message === "The service is ready.") resolve({ url, sandbox });
    });
    child.once("exit", (code) => reject(new Error(`The service ended with ${code}:\n${said.join("\n")}`)));
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const { url, sandbox } = await addresses;
  const stop = async () => {
    child.kill("SIGKILL");
    await once(child, "close");
    rmSync(folder, { recursive: true, force: true });
  };
  /** Leaves when it is asked to, and its folder behind. */
  const leave = async () => {
    child.kill("SIGTERM");
    await once(child, "close");
  };
  return { url, sandbox: new Sandbox(sandbox), stop, leave, said };
}

/** Starts a sandbox beside the service, which outlives it. */
export async function startSandbox() {
  const child = spawn(sandboxProgram(), ["--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("pse-sandbox: ")) resolve(line.slice("pse-sandbox: ".length));
    });
    child.once("exit", (code) => reject(new Error(`The sandbox ended with ${code}`)));
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await once(child, "close");
  };
  return { sandbox: new Sandbox(url), stop };
}
