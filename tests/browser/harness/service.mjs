// The service and the sandbox inside it, running for one file of stories: on free ports, in a folder of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { backend } from "./programs.mjs";
import { Sandbox } from "./sandbox.mjs";

/** Starts the service with these settings and waits until it is ready. */
export async function start(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pse-browser-tests-"));
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith("PSE__"));
  const child = spawn(backend(), {
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
  return { url, sandbox: new Sandbox(sandbox), stop, said };
}
