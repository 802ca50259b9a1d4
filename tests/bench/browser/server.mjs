// One server for both sides: brotli 11 for everything that is a file, the same headers, answers from memory.

import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

import { BANKS } from "./banks.mjs";

const HERE = new URL(".", import.meta.url).pathname;
const WIDGET = new URL("../../../dist/widget/", import.meta.url).pathname;
const KINDS = { js: "text/javascript", css: "text/css", wasm: "application/wasm", txt: "text/plain", html: "text/html", json: "application/json", svg: "image/svg+xml" };
/** Nothing inline, nothing from elsewhere; reported, as the question is what each side needs. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

const small = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
const page = (title, head, body) =>
  `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Pago</h1>${body}</main></body></html>`;

const CHECKOUT = {
  id: "chk_bench777777777777777777777777777", state: "open", reference: "406331868", description: "Compra 406331868", currency: "COP", language: "ES",
  total_amount: "1062500.00", tax_amount: "149310.00", devolution_base: "913190.00", tip_amount: "0.00",
  expires_at: "2099-11-23T20:00:00-05:00",
  merchant: { name: "Casa del Turismo", nit: "900123456", phone: "6024567890", email: "pagos@example.co" },
  favourite_banks: [], bank_interfaces: ["person", "company"],
  payer_fields: ["document_type", "document", "first_name", "last_name", "email_address", "mobile"],
};

async function adyen() {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}adyen.js`], bundle: true, minify: true, format: "esm", write: false, outdir: "/", treeShaking: true,
    target: "chrome110", legalComments: "none", define: { "process.env.NODE_ENV": '"production"' }, logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
}

/** Starts it: `{url, close}`. */
export async function serve() {
  const files = new Map();
  const put = (path, content) => {
    const bytes = Buffer.from(content);
    files.set(path, { kind: KINDS[path.split(".").pop()] ?? "text/html; charset=utf-8", body: small(bytes) });
  };
  for (const name of readdirSync(WIDGET)) {
    if (!name.endsWith(".br")) put(name === "pse-checkout.js" ? `/${name}` : `/widget/${name}`, readFileSync(WIDGET + name));
  }
  for (const [path, bytes] of Object.entries(await adyen())) put(path, bytes);
  put("/v1/checkouts/chk_bench777777777777777777777777777.json", JSON.stringify(CHECKOUT));
  put("/v1/banks.json", JSON.stringify({ banks: BANKS, as_of: "2026-11-23T00:00:00-05:00", stale: false }));
  put("/adyen/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
  put("/adyen/empty.json", "{}");
  put("/ours", page("pse-checkout", '<script type="module" src="/pse-checkout.js"></script>', '<pse-checkout checkout="chk_bench777777777777777777777777777"></pse-checkout>'));
  put("/adyen", page("Adyen Web", '<link rel="stylesheet" href="/adyen.css"><script type="module" src="/adyen.js"></script>', '<div id="place"></div>'));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://bench");
    const file =
      files.get(pathname) ?? files.get(`${pathname}.json`) ??
      (/\/images\//.test(pathname) ? files.get("/adyen/logo.svg") : pathname.startsWith("/adyen/") ? files.get("/adyen/empty.json") : undefined);
    if (!file) {
      response.writeHead(404);
      return response.end();
    }
    const kept = pathname.startsWith("/widget/") || pathname.startsWith("/adyen");
    response.writeHead(200, {
      "content-type": file.kind, "content-encoding": "br", "content-length": file.body.length,
      "cache-control": kept ? "public, max-age=31536000, immutable" : "public, max-age=300",
      ...(/\/(ours|adyen)$/.test(pathname) && { "content-security-policy-report-only": POLICY }),
    });
    return response.end(file.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}
