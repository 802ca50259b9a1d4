// One server for all sides: brotli 11 for everything that is a file, the same headers, answers from memory.

import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

import { byHand, digest } from "./by_hand/build.mjs";
import { LONG_ORDER, ORDER } from "./order.mjs";
import { pages } from "./pages.mjs";

const HERE = new URL(".", import.meta.url).pathname;
const WIDGET = new URL("../../../dist/widget/", import.meta.url).pathname;
const KINDS = { js: "text/javascript", css: "text/css", wasm: "application/wasm", txt: "text/plain", html: "text/html; charset=utf-8", json: "application/json", svg: "image/svg+xml" };
/** Nothing inline, nothing from elsewhere; reported, as the question is what each side needs. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

const small = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });

async function adyen() {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}adyen.js`], bundle: true, minify: true, format: "esm", write: false, outdir: "/", treeShaking: true,
    target: "chrome110", legalComments: "none", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
}

/** Where Adyen Web's script asks for its texts: the version is in the address. */
function adyenTexts() {
  const { version } = JSON.parse(readFileSync(`${HERE}node_modules/@adyen/adyen-web/package.json`, "utf8"));
  return `/adyen/translations/sdk/${version}/translations/es-ES.json`;
}

/** Starts it: `{url, handWritten, close}`, where `handWritten` is how many bytes of the script by hand travel. */
export async function serve() {
  const files = new Map();
  const put = (path, content, kind = path.split(".").pop()) => files.set(path, { kind: KINDS[kind], body: small(Buffer.from(content)), isPage: kind === "html" });
  const hashed = [];
  for (const name of readdirSync(WIDGET).sort()) {
    if (name.endsWith(".br")) continue;
    const bytes = readFileSync(WIDGET + name);
    put(name === "pse-checkout.js" ? `/${name}` : `/widget/${name}`, bytes);
    if (name.startsWith("pse-checkout-")) hashed.push({ name, integrity: `sha256-${digest(bytes)}` });
  }
  const hand = await byHand(WIDGET);
  put(`/widget/${hand.name}`, hand.bytes);
  for (const [path, bytes] of Object.entries(await adyen())) put(path, bytes);
  for (const { view, banks, paths } of [ORDER, LONG_ORDER]) {
    put(paths.view, JSON.stringify(view), "json");
    put(paths.banks, JSON.stringify(banks), "json");
  }
  put("/adyen/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
  put("/adyen/empty.json", "{}");

  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, "http://bench");
    const file =
      files.get(pathname) ?? files.get(pathname + search) ??
      (/\/images\//.test(pathname) ? files.get("/adyen/logo.svg") : pathname.startsWith("/adyen/") ? files.get("/adyen/empty.json") : undefined);
    if (!file) {
      response.writeHead(404);
      return response.end();
    }
    const kept = pathname.startsWith("/widget/") || pathname.startsWith("/adyen");
    response.writeHead(pathname.endsWith("/payments") ? 201 : 200, {
      "content-type": file.kind, "content-encoding": "br", "content-length": file.body.length,
      "cache-control": kept ? "public, max-age=31536000, immutable" : "public, max-age=300",
      ...(file.isPage && { "content-security-policy-report-only": POLICY }),
    });
    return response.end(file.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}`;
  const integrity = `sha256-${digest(hand.bytes)}`;
  for (const [side, html] of Object.entries(pages({ url, files: hashed, hand: { ...hand, integrity }, texts: adyenTexts() }))) put(`/${side}`, html, "html");
  put("/bank", "<!doctype html><title>Banco</title>", "html");
  put(ORDER.paths.payments, JSON.stringify({ payment_id: "pay_bench777777777777777777777777777", bank_url: `${url}/bank` }), "json");
  return {
    url,
    handWritten: files.get(`/widget/${hand.name}`).body.length,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}
