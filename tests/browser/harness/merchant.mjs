// A merchant with a server of its own, on another origin than the service: its pages embed the widget under a strict
// Content-Security-Policy, and its server makes the checkouts.

import { once } from "node:events";
import { createServer } from "node:http";

/** Nothing inline, nothing from anywhere but the service. */
const policy = (service) =>
  `default-src 'none'; script-src ${service} 'wasm-unsafe-eval'; connect-src ${service}; style-src ${service}; ` +
  `img-src ${service} data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page with the widget and nothing else. */
export const plain = (service, [checkout]) => `<!doctype html>
<html lang="es-CO">
<head><meta charset="utf-8"><title>Otra tienda</title><link rel="icon" href="data:,">
<script type="module" src="${service}/pse-checkout.js"></script></head>
<body><main><h1>Otra tienda</h1><pse-checkout checkout="${checkout}"></pse-checkout></main></body>
</html>`;

/**
 * Opens the merchant's site; tell it where the service is with `uses`. `page(service, checkouts, path)` is its page's HTML,
 * `csp(service)` its policy, `files` what else it serves: `{path: [content type, body]}`; `lacks` matches the paths that it
 * answers with 404, every other one is the page.
 */
export async function merchant({ page = plain, csp = policy, files = {}, lacks = /^$/ } = {}) {
  let service;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://merchant");
    const file = files[pathname];
    if (file) {
      response.writeHead(200, { "content-type": file[0], "access-control-allow-origin": "*" });
      return response.end(file[1]);
    }
    if (lacks.test(pathname)) {
      response.writeHead(404, { "content-type": "application/json" });
      return response.end('{"error":"not found"}');
    }
    // Back from the bank there is none: the element finds it in the address.
    const checkouts = (searchParams.get("pedido") ?? "").split(",");
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": csp(service),
    });
    return response.end(page(service, checkouts, pathname));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  let sold = 0;

  /** Sells something: gives the checkout's id. */
  async function order() {
    sold += 1;
    const answer = await fetch(`${service}/v1/checkouts`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer sk_demo" },
      body: JSON.stringify({
        reference: `T-${Date.now()}-${sold}`,
        description: "Compra en otra tienda",
        currency: "COP",
        language: "ES",
        total_amount: "25000.50",
        tax_amount: "0",
        devolution_base: "0",
        tip_amount: "0",
        return_url: `${origin}/gracias`,
        payer: { document_type: "CC", document: "1144093521", first_name: "Ana", last_name: "Gil" },
      }),
    });
    return (await answer.json()).id;
  }

  return {
    origin,
    order,
    uses: (url) => { service = url; },
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),

    /** Sells something: gives the address of the page where so many checkouts are paid. */
    async sells(count = 1) {
      const ids = [];
      for (let one = 0; one < count; one += 1) ids.push(await order());
      return `${origin}/?pedido=${ids}`;
    },
  };
}
