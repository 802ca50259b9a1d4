// How deep the requests of our own pages depend on one another: what the HTML itself names is 1 deep, what only such a file
// or script asks for is 2 deep, and so on. Counted by who caused each request, as the browser tells it, until the page has
// been quiet for a while.

import { tell } from "./figures.mjs";

/** The most a request may depend on others, after the HTML. */
const TARGET = 1;

async function order(service) {
  const answer = await fetch(`${service}/v1/checkouts`, {
    method: "POST",
    headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
    body: JSON.stringify({
      reference: "DEPTH-1", description: "Compra", currency: "COP", language: "ES", total_amount: "1062500.00",
      tax_amount: "149310.00", devolution_base: "913190.00", tip_amount: "0.00", return_url: `${service}/`,
    }),
  });
  if (!answer.ok) throw new Error(`no checkout: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).id;
}

/** The addresses that caused a request: the file whose line named it, or every script on the way to the call. */
function causes({ type, url, stack }) {
  if (type !== "script") return url ? [url] : [];
  const found = [];
  for (let part = stack; part; part = part.parent) found.push(...part.callFrames.map((frame) => frame.url).filter(Boolean));
  return found;
}

async function depth(browser, address) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Debugger.enable");
    // What a script causes after a wait is caused by it, too.
    await cdp.send("Debugger.setAsyncCallStackDepth", { maxDepth: 32 });
    const depths = new Map();
    cdp.on("Network.requestWillBeSent", ({ request: { url }, initiator, type }) => {
      if (url.startsWith("data:") || depths.has(url)) return;
      const deepest = Math.max(0, ...causes(initiator).map((cause) => depths.get(cause) ?? 0));
      depths.set(url, type === "Document" ? 0 : deepest + 1);
    });
    await page.goto(address, { waitUntil: "networkidle" });
    return depths;
  } finally {
    await context.close();
  }
}

/** Tells the depth of the payment page and of the demo shop. */
export async function depths(browser, service) {
  const pages = [["/pay", `${service}/pay/${await order(service)}`], ["the demo shop", `${service}/`]];
  for (const [name, address] of pages) {
    const found = await depth(browser, address);
    const deepest = Math.max(...found.values());
    tell({ figure: "5", what: `depth of requests after the HTML, ${name}`, unit: "count", value: [deepest], sides: [["requests", "count", [found.size]]], target: ["at_most", TARGET] });
    for (const [url, at] of found) if (at > TARGET) console.log(`    ${at} deep: ${url.replace(service, "")}`);
  }
}
