// The gallery page: every state under the other, or one alone.
//
//   /gallery                                  all of them, with a bar to change language, theme and width
//   /gallery?state=errors&lang=en&theme=dark  one; `data-ready` on the root says that the state is reached

import { answering } from "./gallery-answers.js";
import { calmly } from "./gallery-calm.js";
import { addressOf, choose, dress, LOOKS, look } from "./gallery-looks.js";
import { reach } from "./gallery-reach.js";
import { STATES } from "./gallery-states.js";

answering(STATES);
await import("/pse-checkout.js");

const find = (id) => document.getElementById(id);
const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

function section(id) {
  const section = made("section", { id });
  const heading = made("h2");
  heading.append(made("a", { href: addressOf(id), textContent: STATES[id].title }));
  section.append(heading);
  return section;
}

/** A state that cannot be reached says so, and the next ones are shown all the same. */
async function show(id, place) {
  if (STATES[id].lists && matchMedia("(max-width: 40em) and (pointer: coarse)").matches) {
    place.append(made("p", { textContent: "Aquí la lista cubre la pantalla: ábrala sola." }));
    return;
  }
  await calmly(() => reach(id, place)).catch((failure) => {
    console.error(failure);
    place.append(made("p", { role: "alert", textContent: `No se llegó a este estado: ${failure.message}.` }));
  });
}

function showAll() {
  let turn = Promise.resolve();
  // Many at once would be many downloads of nothing: each is made when it is nearly seen.
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        // One after the other, as each takes the focus on its way.
        turn = turn.then(() => show(target.id, target));
      }
    },
    { rootMargin: "400px" },
  );
  for (const id of Object.keys(STATES)) {
    const place = section(id);
    find("states").append(place);
    seen.observe(place);
  }
  showBar();
}

function showBar() {
  for (const [name, choices] of Object.entries(LOOKS)) {
    find(name).append(...Object.entries(choices).map(([value, text]) => new Option(text, value)));
    find(name).value = look.get(name) ?? Object.keys(choices)[0];
    find(name).addEventListener("change", ({ target }) => {
      choose(name, target.value);
      for (const { id, firstChild } of find("states").children) firstChild.firstChild.href = addressOf(id);
    });
  }
  find("bar").hidden = false;
}

dress();
const one = new URLSearchParams(location.search).get("state");
if (one in STATES) {
  await reach(one, find("states"));
  document.documentElement.dataset.ready = "true";
} else {
  showAll();
}
