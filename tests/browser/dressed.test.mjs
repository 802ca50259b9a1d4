// The service's own page in a merchant's picture and colours.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isAccessible } from "./harness/accessibility.mjs";
import { launch } from "./harness/browser.mjs";
import { start } from "./harness/service.mjs";
import { stories } from "./harness/stories.mjs";

const SIZE = { width: 300, height: 80 };

const folder = mkdtempSync(join(tmpdir(), "pse-pictures-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Has the browser draw a picture of each kind, each into a file; their names. */
async function drawn(kinds) {
  const browser = await launch();
  const page = await browser.newPage();
  const names = {};
  for (const kind of kinds) {
    const url = await page.evaluate(([kind, size]) => {
      const canvas = Object.assign(document.createElement("canvas"), size);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#a0005a";
      pen.fillRect(20, 20, 260, 40);
      return canvas.toDataURL(kind);
    }, [kind, SIZE]);
    // What the file is called says nothing of what it is.
    names[kind] = join(folder, `${kind.slice("image/".length)}.txt`);
    writeFileSync(names[kind], Buffer.from(url.split(",")[1], "base64"));
  }
  await browser.close();
  return names;
}

const PICTURES = await drawn(["image/png", "image/jpeg", "image/webp"]);

for (const [kind, file] of Object.entries(PICTURES)) {
  const settings = {
    PSE__SITES__DEMO__MERCHANT__LOGO: file,
    PSE__SITES__DEMO__THEME__ACCENT: "#a0005a",
    PSE__SITES__DEMO__THEME__ON_ACCENT: "#fff",
    PSE__SITES__DEMO__THEME__RADIUS: "3px",
  };
  stories(`a picture of ${kind}`, { settings }, (story) => {
    for (const [look, profile] of [["light, narrow", { viewport: { width: 360, height: 700 } }], ["dark, wide", { colorScheme: "dark" }]]) {
      story(`is the service's, in its size, beside the merchant's colours: ${look}`, profile, async ({ buyer, page, service, picture }) => {
        await buyer.orders();
        const answers = [];
        page.on("response", (response) => answers.push([response.url(), response.headers()["content-type"]]));
        await page.goto(`${service.url}/pay/${buyer.id}`);
        const logo = page.locator(".logo");
        const { natural, said, ratio } = await logo.evaluate(async (image) => {
          await image.decode();
          const { width, height } = image.getBoundingClientRect();
          return {
            natural: { width: image.naturalWidth, height: image.naturalHeight },
            said: { width: Number(image.getAttribute("width")), height: Number(image.getAttribute("height")) },
            ratio: width / height,
          };
        });
        assert.deepEqual([natural, said], [SIZE, SIZE]);
        assert.ok(Math.abs(ratio - SIZE.width / SIZE.height) < 0.05, `it is drawn ${ratio} times as wide as high`);
        const source = await logo.evaluate(({ src }) => src);
        assert.ok(source.startsWith(`${service.url}/assets/logo-`), source);
        assert.ok(answers.some(([url, type]) => url === source && type === kind), JSON.stringify(answers));
        const preview = (name) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
        assert.equal(await preview("image"), source);

        const button = page.getByRole("button", { name: /^Continuar al banco · \$\s/ });
        const dress = await button.evaluate((element) => {
          const { backgroundColor, borderRadius } = getComputedStyle(element);
          return { backgroundColor, borderRadius };
        });
        assert.deepEqual(dress, { backgroundColor: "rgb(160, 0, 90)", borderRadius: "3px" });
        const select = page.getByRole("combobox", { name: "Banco" });
        const gap = await select.evaluate((element) => {
          const { appearance, paddingInlineEnd, backgroundPosition } = getComputedStyle(element);
          return { appearance, paddingInlineEnd: parseFloat(paddingInlineEnd), backgroundPosition };
        });
        assert.equal(gap.appearance, "none");
        assert.ok(gap.paddingInlineEnd >= 32, `a bank's name comes up to ${gap.paddingInlineEnd} px from the edge`);
        const distances = Array.from(gap.backgroundPosition.matchAll(/calc\(100% - ([\d.]+)px\)/g), ([, pixels]) => Number(pixels));
        assert.ok(distances.length === 2 && distances.every((pixels) => pixels >= 12), `the arrow is at ${gap.backgroundPosition}`);
        await picture(`dressed-${kind.slice("image/".length)}-${look.replace(", ", "-")}`);
        if (look.startsWith("light")) await isAccessible(page, "dressed");
      });
    }
  });
}

test("a file that is no picture stops the start with its name and what is wanted", async () => {
  const file = join(folder, "logo.svg");
  writeFileSync(file, "<svg xmlns='http://www.w3.org/2000/svg'/>");
  await assert.rejects(start({ PSE__SITES__DEMO__MERCHANT__LOGO: file }), (error) => {
    assert.match(error.message, /sites\.demo\.merchant\.logo: ".*logo\.svg" is no picture in PNG, JPEG or WebP/);
    return true;
  });
});
