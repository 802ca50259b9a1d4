// What this browser remembers of the shop. Where storing is forbidden, the shop works for as long as the page lives.

const forTheMoment = new Map();

export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return forTheMoment.get(key) ?? null;
  }
}

export function keep(key, value) {
  forTheMoment.set(key, value);
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: kept above.
  }
}
