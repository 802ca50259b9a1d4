// The gallery page: every state under the other, or one alone.
//
//   /gallery                                  all of them, with a bar to change language, theme and width
//   /gallery?state=errors&lang=en&theme=dark  one; `data-ready` on the root says that the state is reached

import { answering } from "./gallery-answers.js";
import { part } from "./gallery-deeds.js";
import { LANGUAGES, STATES } from "./gallery-states.js";

answering(STATES);
await import("/pse-checkout.js");

const root = document.documentElement;
const find = (id) => document.getElementById(id);
const address = new URLSearchParams(location.search);

/** Shows a state in a place, and is over when it is reached. */
async function show(id, place) {
  const element = document.createElement("pse-checkout");
  wear(element);
  element.setAttribute("checkout", `chk_gallery_${id}`);
  place.append(element);
  await STATES[id].does?.(element);
  await part(element, STATES[id].shows);
}

function wear(element) {
  const [lang, theme] = [address.get("lang"), address.get("theme")];
  if (lang) element.lang = lang;
  if (theme) element.setAttribute("theme", theme);
  else element.removeAttribute("theme");
}

function dress() {
  root.dataset.theme = address.get("theme") ?? "";
  root.dataset.width = address.get("width") ?? "";
  document.querySelectorAll("pse-checkout").forEach(wear);
}

function section(id) {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  section.id = id;
  link.href = `?state=${id}`;
  link.textContent = STATES[id].title;
  heading.append(link);
  section.append(heading);
  return section;
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
  find("lang").append(...Object.entries(LANGUAGES).map(([code, name]) => new Option(name, code)));
  for (const name of ["lang", "theme", "width"]) {
    find(name).value = address.get(name) ?? (name === "lang" ? "es" : "");
    find(name).addEventListener("change", ({ target }) => {
      if (target.value) address.set(name, target.value);
      else address.delete(name);
      dress();
    });
  }
  find("bar").hidden = false;
}

dress();
const one = address.get("state");
if (one in STATES) {
  await show(one, find("states"));
  root.dataset.ready = "true";
} else {
  showAll();
}
