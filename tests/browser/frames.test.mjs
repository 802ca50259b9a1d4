// The widget in a frame: a page of the shop's that a page of another site frames, with and without a sandbox.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { BANKS } from "./harness/people.mjs";
import { policy } from "./harness/policy.mjs";
import { stories } from "./harness/stories.mjs";

const CONTACT = { "Correo electrónico": "ana@example.co", Celular: "3004567890" };
/** The frames by the path of the page they are in; what docs/widget.md says a sandbox must allow, and less. */
const FRAMES = {
  "/free": "",
  "/sandboxed": 'sandbox="allow-scripts allow-same-origin allow-forms allow-top-navigation-by-user-activation"',
  "/kept": 'sandbox="allow-scripts allow-same-origin allow-forms"',
};

const framed = await merchant({ csp: (service) => policy(service) });
const framing = await merchant({
  csp: () => `default-src 'none'; img-src data:; frame-src ${framed.origin}`,
  page: (service, [checkout], path) => `<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Marco</title><link rel="icon" href="data:,"></head>
<body><iframe title="Pago" width="400" height="800" ${FRAMES[path]} src="${framed.origin}/?pedido=${checkout}"></iframe></body></html>`,
});
after(() => Promise.all([framed, framing].map((shop) => shop.close())));

/** Opens the page that frames an order's, and comes near the button: a frame may be idle late. Gives the frame. */
async function opens({ page, service }, path) {
  framed.uses(service.url);
  // By its other name it is another site, too.
  const site = framing.origin.replace("127.0.0.1", "localhost");
  await page.goto(`${site}${path}?pedido=${await framed.order()}`);
  const frame = page.frameLocator("iframe");
  await frame.locator("pse-checkout").hover();
  return frame;
}

async function confirms(frame) {
  await frame.getByRole("button", { name: "Pagar con PSE" }).click();
  await frame.getByRole("radio", { name: "Persona natural" }).check();
  await frame.getByRole("combobox", { name: "Banco", exact: true }).fill(BANKS[9001]);
  await frame.getByRole("option", { name: BANKS[9001], exact: true }).click();
  for (const [label, text] of Object.entries(CONTACT)) await frame.getByLabel(label, { exact: true }).fill(text);
  await frame.getByRole("button", { name: `Continuar a ${BANKS[9001]}` }).click();
}

/** A press that the sandbox stops: the browser says so, and the tab stays. */
async function isStopped({ page }, press) {
  const before = page.url();
  const stopped = page.waitForEvent("console", (message) => /attempt to initiate navigation/.test(message.text()));
  await press();
  await stopped;
  assert.equal(page.url(), before);
}

/** Nothing went wrong but what the sandbox stopped. */
function onlyTheSandbox(problems) {
  const others = problems.splice(0).filter((problem) => !/attempt to initiate navigation/.test(problem));
  assert.deepEqual(others, []);
}

const noWasm = { expected: [/\.wasm/] };
stories("a frame", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: framed.origin } }, (story) => {
  for (const [path, kind] of [["/free", "a frame"], ["/sandboxed", "a sandbox that lets a press leave"]]) {
    story(`in ${kind} the bank gets the whole tab`, {}, async (told) => {
      const { buyer, page } = told;
      await confirms(await opens(told, path));
      await buyer.isAtPse();
      await buyer.goesToTheBank();
      await buyer.button("Pagar").click();
      await page.waitForURL(`${framed.origin}/gracias?pse_checkout=chk_*`);
      await buyer.seesOutcome("Aprobada");
    });

    story(`in ${kind} the link that the widget becomes takes the whole tab, and the payment is finished`, noWasm, async (told) => {
      const { buyer, context, page } = told;
      await context.route("**/*.wasm", (route) => route.abort());
      const frame = await opens(told, path);
      await frame.getByRole("link", { name: "Pagar con PSE" }).click();
      await buyer.paysOnTheServicesPage(CONTACT);
      await page.waitForURL(`${framed.origin}/gracias?pse_checkout=chk_*`);
      await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).click();
      await buyer.seesOutcome("Aprobada");
    });
  }

  story("a press counts for some seconds: after them the buyer presses again", {}, async (told) => {
    const { buyer, context, page, problems } = told;
    await context.route("**/payments", async (route) => {
      const answer = await route.fetch();
      await page.frames()[1].waitForFunction(() => !navigator.userActivation.isActive);
      await route.fulfill({ response: answer });
    });
    const frame = await opens(told, "/sandboxed");
    await isStopped(told, () => confirms(frame));
    await frame.getByRole("link", { name: `Ir a ${BANKS[9001]}` }).click();
    await buyer.isAtPse();
    onlyTheSandbox(problems);
  });

  story("in a sandbox that keeps the tab nobody gets to the bank, and the buyer is left a link", {}, async (told) => {
    const { page, problems } = told;
    const frame = await opens(told, "/kept");
    await isStopped(told, () => confirms(frame));
    const link = frame.getByRole("link", { name: `Ir a ${BANKS[9001]}` });
    assert.equal(await link.getAttribute("target"), "_top");
    await isStopped(told, () => link.click());
    assert.equal(page.frames().length, 2);
    onlyTheSandbox(problems);
  });

  story("in a sandbox that keeps the tab the widget's own link leads nowhere either", noWasm, async (told) => {
    await told.context.route("**/*.wasm", (route) => route.abort());
    const frame = await opens(told, "/kept");
    await isStopped(told, () => frame.getByRole("link", { name: "Pagar con PSE" }).click());
    onlyTheSandbox(told.problems);
  });
});
