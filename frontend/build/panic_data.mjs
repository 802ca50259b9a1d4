// Takes out of the module's data what only panics say, and where they happen. The linker put it there while panics
// still spoke; panics.mjs has made them traps since. That nothing else mentions it is made sure of here.

import binaryen from "binaryen";

// The files that panics name: rustc's own, those of crates, ours.
const STD = ["/rustc/\\w{40}/library", "/rust/deps"];
const FOLDERS = [...STD, "/[\\w/.-]*/registry/src/[\\w.-]+", "frontend/src", "shared/src"];
const PATHS = new RegExp(`(${FOLDERS.join("|")})[\\w./-]*?\\.rs`, "g");
// What they say. One that is not in the module fails the build: it is to be deleted here.
const SENTENCES = [
  "called `Result::unwrap_throw()` on an `Err` value",
  "called `Option::unwrap()` on a `None` value",
  "attempted to take ownership of Rust value while it was borrowed",
  "closure invoked recursively or after being dropped",
  "FnOnce called more than once",
  "Attempted to initialize thread-local while it is being dropped",
  "cannot access a Thread Local Storage value during or after destruction: ",
  "Once instance has previously been poisoned",
  "LazyCell instance has previously been poisoned",
  "one-time initialization may not be performed recursively",
  "internal error: entered unreachable code",
  "Executor::spawn called, but no global 'spawn' function is configured.",
  "Executor::spawn_local called, but no global 'spawn_local' function is configured.",
  "destination and source slices have different lengths",
  "Tried to shrink to a larger capacity",
  "Hash table capacity overflow",
  "Arc counter overflow",
  "`async fn` resumed after completion",
  "attempt to divide by zero",
  "RefCell already mutably borrowed",
  "RefCell already borrowed",
  "finish: callbacks should be Some",
  "finish: result should be None",
  "removal index (is ",
  ") should be < len (is ",
  "slice index starts at ",
  " but ends at ",
  "index out of bounds: the len is ",
  " but the index is ",
  "range start index ",
  "range end index ",
  " out of range for slice of length ",
  "assertion `left ",
  " right` failed",
  "\n  left: ",
  "\n right: ",
  "AccessError",
  "capacity overflow",
  "mid > len",
  "index not found",
  "0123456789abcdef",
  "0123456789ABCDEF",
  Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0")).join(""),
];

// The code still hands these to `wasm_bindgen::throw_str`, which is a trap now.
const HANDED_TO_A_TRAP = [
  "null pointer passed to rust",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
];

// What points at one of them.
const PLACE = "a text's address";

/** Where a text stands in another, each time. */
function* foundIn(all, text) {
  for (let at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) yield at;
}

/** Where the module's data lies: `{at, start, length}`, `at` in its memory and `start` in its file. */
function segments(bytes, module) {
  const list = [];
  for (let id = 0, from = 0; id < module.getNumDataSegments(); id += 1) {
    const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(id));
    const start = bytes.indexOf(Buffer.from(data), from);
    if (start < 0) throw new Error("a data segment is not in the file as it is in memory");
    list.push({ at: offset, start, length: data.byteLength });
    from = start + data.byteLength;
  }
  return list;
}

/** Every number in the module's code that may be an address. */
function numbersInCode(module) {
  const code = module.emitText().split("\n").filter((line) => !line.startsWith(" (data"));
  const written = code.flatMap((line) => [...line.matchAll(/(?:i32\.const |offset=)(\d+)/g)]);
  const numbers = written.map(([, number]) => Number(number));
  if (numbers.length === 0) throw new Error("binaryen no longer writes numbers as it did: see build/panic_data.mjs");
  return new Set(numbers);
}

/** The data's words of four bytes: `{index, end, value}`, where it begins and its segment ends in the file. */
function* wordsOf(bytes, segments) {
  for (const { at, start, length } of segments) {
    // A segment leaves out the zeros it would end with.
    const padded = Buffer.concat([bytes.subarray(start, start + length), Buffer.alloc(3)]);
    for (let offset = (4 - (at % 4)) % 4; offset < length; offset += 4) {
      yield { index: start + offset, end: start + length, value: padded.readUInt32LE(offset) };
    }
  }
}

/** The texts of panics in a module's data: `{start, length, text, isPath}`. */
export function panicTexts(text, sentences = [...SENTENCES, ...HANDED_TO_A_TRAP]) {
  const paths = Array.from(text.matchAll(PATHS), ({ 0: path, index }) => ({ start: index, text: path, isPath: true }));
  if (paths.length === 0) throw new Error(`no panic names a file as ${PATHS}: see build/panic_data.mjs`);
  const said = sentences.flatMap((sentence) => {
    const found = [...foundIn(text, sentence)];
    if (found.length === 0) throw new Error(`no panic says «${sentence}»: delete it from build/panic_data.mjs`);
    return found.map((start) => ({ start, text: sentence, isPath: false }));
  });
  return [...paths, ...said].map((one) => ({ ...one, length: one.text.length }));
}

/** Fills them with zeros, and what points at them. */
export function withoutPanicData(original, sentences) {
  const bytes = Buffer.from(original);
  const module = binaryen.readBinary(bytes);
  const data = segments(bytes, module);
  const inCode = numbersInCode(module);
  module.dispose();
  const inMemory = (index) => {
    const { at, start } = data.find(({ start, length }) => start <= index && index < start + length);
    return at + index - start;
  };
  const erased = panicTexts(bytes.toString("latin1"), sentences);
  // A `core::panic::Location` is a path's address and length, a line and a column; a text has an address and a length.
  const told = new Map(erased.map(({ start, length, isPath }) => [`${inMemory(start)} ${length}`, isPath ? 16 : 8]));
  let before;
  for (const word of wordsOf(bytes, data)) {
    if (before && before.end === word.end) {
      const size = told.get(`${before.value} ${word.value}`);
      if (size) erased.push({ start: before.index, length: Math.min(size, before.end - before.index), text: PLACE });
    }
    before = word;
  }
  if (erased.every(({ text }) => text !== PLACE)) {
    throw new Error("nothing says where a panic is: see build/panic_data.mjs");
  }
  for (const { start, length } of erased) bytes.fill(0, start, start + length);
  const mentioned = [...inCode, ...Array.from(wordsOf(bytes, data), ({ value }) => value)].sort((a, b) => a - b);
  for (const { start, length, text } of erased) {
    if (HANDED_TO_A_TRAP.includes(text)) continue;
    const address = inMemory(start);
    const mention = mentioned.find((value) => address <= value && value < address + length);
    if (mention === undefined) continue;
    throw new Error(`«${text}» is not for panics alone, as ${mention} is mentioned: see build/panic_data.mjs`);
  }
  return bytes;
}
