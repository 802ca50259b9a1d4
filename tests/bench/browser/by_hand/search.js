// Finding a bank as people type one: accents, case and punctuation do not matter, words may come in any order, and a
// product's name finds its bank.

const ALIASES = { alamano: "bancolombia", ahorroalamano: "bancolombia", bancolombiaalamano: "bancolombia", bcs: "cajasocial" };

/** A text's letters and digits without accents and case, and where each stands in it. */
function folded(text) {
  let letters = "";
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at].normalize("NFD")[0].toLowerCase();
    if (!/[a-z\d]/.test(letter)) continue;
    letters += letter;
    places.push(at);
  }
  return { letters, places };
}

/** The banks, ready to be searched. */
export const searchable = (banks) => banks.map((bank) => ({ bank, ...folded(bank.name) }));

/** The banks that match what was typed, in their order: each with the part of its name that does. */
export function find(list, typed) {
  const words = typed.split(" ").map((word) => folded(word).letters);
  const whole = words.join("");
  const product = ALIASES[whole];
  return list.flatMap(({ bank, letters, places }) => {
    let sought = whole;
    let at = letters.indexOf(whole);
    if (at < 0 && words.every((word) => letters.includes(word))) {
      sought = words[0];
      at = letters.indexOf(sought);
    }
    if (at < 0 && !(product && letters.includes(product))) return [];
    const marked = at < 0 || !sought ? [0, 0] : [places[at], places[at + sought.length - 1] + 1];
    return { bank, marked };
  });
}
