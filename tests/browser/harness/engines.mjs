// Browsers of other makers, each with one page, spoken to as little as one payment needs: Firefox by WebDriver BiDi, WebKit by
// W3C WebDriver over HTTP.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import puppeteer from "puppeteer-core";

/** The key by which WebDriver names an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** How long anything may take to appear, milliseconds, and how often it is looked for. */
const PATIENCE = 20_000;
const EVERY = 50;

const pause = (time) => new Promise((over) => setTimeout(over, time));

/** What is true at last. */
async function sooner(what, ask) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(EVERY)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`${what} did not come`);
}

/** In the page: what can be pressed, read or filled in under that name, also in the widget; `null` while it is not seen. */
function seen(name) {
  const roots = [document, ...Array.from(document.querySelectorAll("pse-checkout"), ({ shadowRoot }) => shadowRoot)];
  const all = (selector) => roots.flatMap((root) => Array.from(root?.querySelectorAll(selector) ?? []));
  const isNamed = (element) =>
    element.textContent.replace(/\s+/g, " ").trim() === name && element.getClientRects().length > 0 && !element.disabled;
  const found = all("button, a, h1, h2, label, [role=option]").find(isNamed);
  if (found?.localName !== "label" || !found.htmlFor) return found ?? null;
  return found.getRootNode().getElementById(found.htmlFor);
}

/** In the page: whether the focus was led to a heading of that name. */
function isHeaded(name) {
  const focused = document.querySelector("pse-checkout")?.shadowRoot?.activeElement;
  return focused?.localName === "h2" && focused.textContent === name;
}

/** Firefox, Debian's `firefox-esr`. */
export async function firefox() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
  const page = await browser.newPage();
  const find = (name) =>
    sooner(`«${name}»`, async () => {
      // A page that is being left has no answer.
      const handle = await page.evaluateHandle(seen, name).catch(() => undefined);
      return handle?.asElement();
    });
  return {
    go: (url) => page.goto(url),
    sees: find,
    isOn: (name) => sooner(`the heading «${name}»`, () => page.evaluate(isHeaded, name).catch(() => undefined)),
    press: async (name) => (await find(name)).click(),
    fill: async (name, text) => (await find(name)).type(text),
    quit: () => browser.close(),
  };
}

/** WebKit, Debian's `webkit2gtk-driver`, on a screen of its own. */
export async function webkit() {
  const screen = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1100x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [display] = await once(screen.stdio[3], "data");
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    env: { ...process.env, DISPLAY: `:${String(display).trim()}`, LIBGL_ALWAYS_SOFTWARE: "1" },
    stdio: "ignore",
  });
  const stop = () => [driver, screen].forEach((process) => process.kill());
  process.once("exit", stop);
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await sooner("WebKit's driver", () => call("GET", "/status").catch(() => undefined));
  const { sessionId } = await call("POST", "/session", { capabilities: {} });
  const at = `/session/${sessionId}`;
  const run = (script, ...args) =>
    call("POST", `${at}/execute/sync`, { script: `return (${script})(...arguments)`, args }).catch(() => undefined);
  const find = (name) => sooner(`«${name}»`, () => run(seen, name));
  const element = async (name) => `${at}/element/${(await find(name))[ELEMENT]}`;
  return {
    go: (url) => call("POST", `${at}/url`, { url }),
    sees: find,
    isOn: (name) => sooner(`the heading «${name}»`, () => run(isHeaded, name)),
    press: async (name) => call("POST", `${await element(name)}/click`, {}),
    fill: async (name, text) => call("POST", `${await element(name)}/value`, { text }),
    quit: async () => {
      await call("DELETE", at);
      stop();
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
