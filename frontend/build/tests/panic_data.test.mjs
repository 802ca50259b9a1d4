// What only panics say goes out of the module's data, and nothing else does.

import assert from "node:assert/strict";
import { test } from "node:test";
import binaryen from "binaryen";
import { withoutPanicData } from "../panic_data.mjs";

const AT = 65536;
const FILE = "frontend/src/mount.rs";
const SAID = "mid > len";
// The path, four bytes further the sentence, and a `Location` of the path.
const SENTENCE = 24;
const LOCATION = 36;

/** Data with all three. */
function data() {
  const bytes = Buffer.alloc(64, "+");
  bytes.write(FILE, 0);
  bytes.write(SAID, SENTENCE);
  [AT, FILE.length, 0xa1, 0xb2].forEach((word, place) => bytes.writeUInt32LE(word, LOCATION + 4 * place));
  return bytes;
}

/** A module with data, whose code mentions these addresses. */
function module(data, mentioned) {
  const made = new binaryen.Module();
  made.setMemory(2, 2, "memory", [{ offset: made.i32.const(AT), data, passive: false }]);
  const drops = mentioned.map((address) => made.drop(made.i32.const(address)));
  made.addFunction("f", binaryen.none, binaryen.none, [], made.block(null, drops));
  made.addFunctionExport("f", "f");
  const bytes = Buffer.from(made.emitBinary());
  made.dispose();
  return bytes;
}

/** What is left of data that the code mentions nothing of. */
function left(before) {
  const bytes = module(before, [7]);
  const start = bytes.indexOf(before);
  const now = withoutPanicData(bytes, [SAID]);
  assert.equal(Buffer.compare(now.subarray(0, start), bytes.subarray(0, start)), 0, "only data changes");
  return now.subarray(start, start + before.length);
}

test("a panic's text, its file and where it is are taken out, and nothing else", () => {
  const expected = data();
  expected.fill(0, 0, FILE.length);
  expected.fill(0, SENTENCE, SENTENCE + SAID.length);
  expected.fill(0, LOCATION, LOCATION + 16);
  assert.deepEqual(left(data()), expected);
});

test("so is a place of which the data leaves out the zeros at the end", () => {
  const cut = data().subarray(0, LOCATION + 5);
  assert.deepEqual(left(cut).subarray(LOCATION), Buffer.alloc(5));
});

test("a text that the code still mentions is not taken out: the build fails", () => {
  for (const address of [AT + 3, AT + SENTENCE, AT + LOCATION + 8]) {
    assert.throws(() => withoutPanicData(module(data(), [address]), [SAID]), new RegExp(`as ${address} is mentioned`));
  }
});

test("so does one that other data mentions", () => {
  const pointing = data();
  pointing.writeUInt32LE(AT + SENTENCE + 1, 56);
  assert.throws(() => withoutPanicData(module(pointing, [7]), [SAID]), /«mid > len» is not for panics alone/);
});

test("data that says nowhere where a panic is is refused", () => {
  assert.throws(() => withoutPanicData(module(data().fill(0, LOCATION), [7]), [SAID]), /nothing says where a panic is/);
});

test("code whose numbers cannot be read is refused", () => {
  assert.throws(() => withoutPanicData(module(data(), []), [SAID]), /no longer writes numbers/);
});
