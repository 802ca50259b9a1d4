// A service whose program is replaced by another release's: at the same address, on the same file, with the same provider.

import { createServer } from "node:net";
import { once } from "node:events";
import { rmSync } from "node:fs";

import { newFolder, start, startSandbox } from "./service.mjs";

/** Starts that program; `replace(program)` lets another one take its place. */
export async function startReplaceable(program) {
  const provider = await startSandbox();
  const folder = newFolder();
  const settings = {
    PSE__SERVER__LISTEN: await freeAddress(),
    PSE__PROVIDER__ENDPOINT: `${provider.sandbox.url}soap/pse/`,
    PSE__PROBE__FIRST_AFTER: "2s",
    PSE__PROBE__EVERY: "1s",
  };
  let service = await start(settings, { program, folder });
  return {
    url: service.url,
    sandbox: provider.sandbox,
    async replace(by) {
      await service.leave();
      service = await start(settings, { program: by, folder });
    },
    async stop() {
      await service.leave();
      await provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freeAddress() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => { server.close(closed); });
  return `127.0.0.1:${port}`;
}
