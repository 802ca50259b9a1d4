// The names of a WebAssembly module's imports and exports, and shorter ones: wasm-bindgen's
// carry a hash each, which no compression makes smaller.

/** Reads the LEB128 number at `at`: its value and where it ends. */
export function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

export function leb(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return bytes;
}

function text(bytes, at) {
  const [length, start] = number(bytes, at);
  return [Buffer.from(bytes.subarray(start, start + length)).toString(), start + length];
}

export const written = (name) => [...leb(Buffer.byteLength(name)), ...Buffer.from(name)];

export function* sections(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [length, start] = number(bytes, at + 1);
    yield { id, body: bytes.subarray(start, start + length) };
    at = start + length;
  }
}

/** Where the description of an import ends: its kind and what belongs to it. */
function description(body, at) {
  const limits = (at) => {
    const [, minimum] = number(body, at + 1);
    return body[at] & 1 ? number(body, minimum)[1] : minimum;
  };
  switch (body[at]) {
    case 0:
      return number(body, at + 1)[1];
    case 1:
      return limits(at + 2);
    case 2:
      return limits(at + 1);
    case 3:
      return at + 3;
    default:
      throw new Error(`an import of kind ${body[at]}`);
  }
}

function entries(body, hasModule) {
  const list = [];
  let [count, at] = number(body, 0);
  for (; count > 0; count -= 1) {
    let module = "";
    if (hasModule) [module, at] = text(body, at);
    let name;
    [name, at] = text(body, at);
    const end = hasModule ? description(body, at) : number(body, at + 1)[1];
    list.push({ module, name, rest: body.subarray(at, end) });
    at = end;
  }
  return list;
}

/** The names of a module: `{imports: [{module, name, isFunction}], exports: [name]}`. */
export function namesOf(bytes) {
  let imports = [];
  let exports = [];
  for (const { id, body } of sections(bytes)) {
    if (id === 2) imports = entries(body, true);
    if (id === 7) exports = entries(body, false).map(({ name }) => name);
  }
  return { imports: imports.map(({ module, name, rest }) => ({ module, name, isFunction: rest[0] === 0 })), exports };
}

/** The module with every import called by its place (all of module "a"), and every export renamed. */
export function renamed(bytes, exportName) {
  const out = [bytes.subarray(0, 8)];
  for (const { id, body } of sections(bytes)) {
    let now = body;
    if (id === 2 || id === 7) {
      const list = entries(body, id === 2);
      now = Buffer.from([
        ...leb(list.length),
        ...list.flatMap((entry, place) =>
          id === 2
            ? [...written("a"), ...written(String(place)), ...entry.rest]
            : [...written(exportName(entry.name)), ...entry.rest],
        ),
      ]);
    }
    out.push(Buffer.from([id, ...leb(now.length)]), now);
  }
  return Buffer.concat(out);
}
