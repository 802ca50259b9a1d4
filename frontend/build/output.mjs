// What lies in dist/widget: names that carry the hash of what they name, everything
// also compressed, and a manifest of it all.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// How brotli may write distances (its NPOSTFIX and NDIRECT): which is shortest depends on the file, by up to half a hundredth.
const DISTANCES = [[0, 0], [0, 4], [0, 12], [1, 0], [1, 16], [2, 0], [3, 0], [3, 40], [3, 120]];

/** Nearly as it travels, in a ninth of the time. */
export const compressed = (bytes, [postfix, direct] = DISTANCES[0]) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
      [constants.BROTLI_PARAM_NDIRECT]: direct,
    },
  });

const travelling = (bytes) =>
  DISTANCES.map((distances) => compressed(bytes, distances)).reduce((best, one) => (one.length < best.length ? one : best));

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("base64");

export class Output {
  #folder;
  #files = new Map();
  #fast;

  constructor(folder, fast) {
    this.#folder = folder;
    this.#fast = fast;
  }

  /** Adds a file under a name that is the beginning of its hash (loader/files.js makes the same); the hash. */
  hashed(kind, content) {
    const bytes = Buffer.from(content);
    const digest = sha256(bytes);
    this.stable(`pse-checkout-${digest.slice(0, 12).replace(/\W/g, "-")}.${kind}`, bytes);
    return digest;
  }

  /** Adds a file under its own name. */
  stable(name, content) {
    const bytes = Buffer.from(content);
    this.#files.set(name, { bytes, integrity: `sha256-${sha256(bytes)}` });
  }

  /** Writes everything, and removes what an earlier build left. */
  write() {
    mkdirSync(this.#folder, { recursive: true });
    const manifest = {};
    const written = new Set(["manifest.json"]);
    const put = (name, bytes) => {
      writeFileSync(join(this.#folder, name), bytes);
      written.add(name);
    };
    for (const [name, { bytes, integrity }] of this.#files) {
      put(name, bytes);
      manifest[name] = { bytes: bytes.length, integrity };
      if (!this.#fast) {
        const travels = travelling(bytes);
        put(`${name}.br`, travels);
        manifest[name].brotli = travels.length;
      }
    }
    writeFileSync(join(this.#folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of readdirSync(this.#folder)) {
      if (!written.has(name)) rmSync(join(this.#folder, name), { recursive: true });
    }
    return manifest;
  }
}
