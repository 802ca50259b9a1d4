// What the widget asks of the browser that takes one line here and a kilobyte through
// web-sys. Bundled into the widget's glue; nothing here keeps state.

// The first use of Intl takes a browser longer than drawing a screen does, most of it for going through its locales. It is
// had while the module is on its way.
setTimeout(() => self.Intl?.Segmenter?.supportedLocalesOf("es"), 50);

/** A field of parsed JSON; undefined where there is none. */
export const field = (object, key) => object?.[key] ?? undefined;

/**
 * Makes an API call, its errors in a language: never with cookies, over after 30 seconds; a key makes it a POST. What was
 * asked early is its answer, if it comes. Gives the answer and its JSON.
 */
export const send = (early, url, signal, lang, key, body) => {
  const cut = new AbortController();
  const ends = cut.signal;
  setTimeout(() => cut.abort(), 30_000);
  signal.addEventListener("abort", () => cut.abort());
  const over = new Promise((_, reject) => (early ? ends.addEventListener("abort", reject) : reject()));
  return Promise.race([early ?? over, over])
    .catch(() =>
      fetch(url, {
        signal: ends,
        credentials: "omit",
        ...(key && { method: "POST", body }),
        headers: {
          "accept-language": lang,
          ...(key && { "content-type": "application/json", "idempotency-key": key }),
        },
      }),
    )
    .then(async (answer) => ({ answer, json: parsed(await answer.text()) }));
};

/** A text as JSON; null when it is not. */
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** A moment in Colombian time: its date and time, or its time alone, which is not broken. */
export const moment = (text, lang, timeOnly) => {
  try {
    return new Intl.DateTimeFormat(lang, {
      timeZone: "America/Bogota",
      timeStyle: "short",
      ...(timeOnly || { dateStyle: "long" }),
    })
      .format(new Date(text))
      .replace(/\s(?=[apm]\.|[AP]M)/g, "\xa0");
  } catch {
    return text;
  }
};

/** Milliseconds from now until a moment; not a number when it is none. */
export const until = (text) => new Date(text) - Date.now();

/** A new idempotency key (randomUUID is missing on plain http). */
export const key = () =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

/** Calls back after so many milliseconds; returns what stops it. */
export const after = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** Calls back with the JSON of every event of a stream, and with nothing while it is cut; returns what stops it. */
export const listen = (url, callback) => {
  // Where there are no streams it is read now and then, as while one is cut.
  if (!self.EventSource) return after(0, callback);
  const stream = new EventSource(url);
  stream.onmessage = (event) => callback(parsed(event.data));
  stream.onerror = () => callback();
  return () => stream.close();
};

/** Calls back when the page is shown, hidden or back on line, with whether it comes from the back/forward cache; returns what stops it. */
export const watch = (callback) => {
  const shown = (event) => event.persisted && callback(true);
  const changed = () => callback(false);
  addEventListener("pageshow", shown);
  addEventListener("online", changed);
  document.addEventListener("visibilitychange", changed);
  return () => {
    removeEventListener("pageshow", shown);
    removeEventListener("online", changed);
    document.removeEventListener("visibilitychange", changed);
  };
};

/**
 * Has every field of the form that an event is about say what stands in it: who filled it in may have said nothing. The kind
 * of person last, as with it the others are drawn anew.
 */
export const settle = ({ currentTarget }) => {
  for (const field of [...currentTarget.querySelectorAll("[name]:not([type=radio]),:checked[name]")].reverse())
    field.dispatchEvent(new Event("change"));
};

/** A text with letters and their accents as one character (NFC). */
export const composed = (text) => text.normalize();

/** The id of the option an event is about. */
export const optionOf = (event) => event.target.closest("[role=option]")?.id;

/** Keeps an event from doing what it always does. */
export const prevent = (event) => event.preventDefault();

export const hidden = () => document.hidden;

/** Sends the whole tab there; false where the page around us does not let us. */
export const leave = (url) => {
  try {
    window.top.location.href = url;
    return true;
  } catch {
    return false;
  }
};

/** Focuses an element of the shadow root once it is drawn. */
export const focus = (root, id) =>
  requestAnimationFrame(() => {
    const element = root.getElementById(id);
    element?.focus();
    element?.scrollIntoView?.({ block: "nearest" });
  });

/** Brings an element of the shadow root into view within its list. */
export const reveal = (root, id) =>
  requestAnimationFrame(() => root.getElementById(id)?.scrollIntoView({ block: "nearest" }));

// Storage may be forbidden to us.
const LAST_BANK = "pse-checkout-bank";

/** The code of the bank used last on this device, if its buyer wished it to be remembered. */
export const remembered = () => {
  try {
    return localStorage[LAST_BANK];
  } catch {}
};

/** Remembers a bank; forgets it when there is none. */
export const remember = (code) => {
  try {
    code ? (localStorage[LAST_BANK] = code) : localStorage.removeItem(LAST_BANK);
  } catch {}
};

/** Whether texts can be copied here. */
export const canCopy = () => !!navigator.clipboard;

/** Copies a text. */
export const copy = (text) => navigator.clipboard.writeText(text);

/**
 * Brings a picker's list, its last child, into view for as long as it is open; returns what puts it back. On a phone the
 * picker covers the screen down to the keyboard. Elsewhere the list is in the top layer, where nothing of the page can hold
 * or cover it, or, in a browser without one, within what cuts the picker off: under the field, or over it where there are
 * no three rows under it; where neither has them, the field goes up first.
 */
export const cover = (root, id) => {
  const picker = root.getElementById(id);
  const list = picker.lastChild;
  const view = self.visualViewport ?? { offsetTop: 0, height: innerHeight };
  const isSheet = self.matchMedia?.("(max-width: 40em) and (pointer: coarse)").matches;
  const raised = isSheet ? picker : list;
  const { style } = raised;
  const layer = raised.showPopover;
  if (isSheet || layer) raised.setAttribute("popover", "manual");
  layer?.call(raised);
  const edges = (element) => element.getBoundingClientRect();
  // The field's edges, and the room over and under it.
  const room = () => {
    let top = view.offsetTop;
    let bottom = top + view.height;
    for (let around = picker; !layer && around; around = around.assignedSlot ?? around.parentNode ?? around.host) {
      if (!around.style) continue;
      const { overflow, contain } = getComputedStyle(around);
      if (overflow != "visible" || /paint|content|strict/.test(contain)) {
        const box = edges(around);
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
      }
    }
    const box = edges(picker);
    return [box, box.top - top, bottom - box.bottom];
  };
  const fit = (opened) => {
    if (isSheet) {
      style.top = `${view.offsetTop}px`;
      style.height = `${view.height}px`;
      return;
    }
    const zoom = list.currentCSSZoom || 1;
    const px = (length) => `${length / zoom}px`;
    const third = list.querySelectorAll(".option")[2] ?? list.firstChild;
    const needed = (third.offsetTop + third.offsetHeight + 16) * zoom;
    let [box, over, under] = room();
    if (opened === list) {
      picker.scrollIntoView({ block: Math.max(over, under) < needed ? "start" : "nearest", behavior: "instant" });
      [box, over, under] = room();
    }
    const isOver = under < needed && under < over;
    style.maxHeight = px((isOver ? over : under) - 12);
    style.top = isOver ? "auto" : layer ? px(box.bottom) : "100%";
    style.bottom = isOver ? (layer ? 0 : "100%") : "auto";
    if (layer) {
      style.left = px(box.left);
      style.width = px(box.width);
      // From where the browser says its lower edge is: a scroll bar may be there, too.
      if (isOver) style.bottom = px(edges(list).bottom + 6 - box.top);
    }
  };
  // Once the list is drawn.
  isSheet ? fit() : requestAnimationFrame(() => fit(list));
  const stop = new AbortController();
  const { signal } = stop;
  for (const type of ["resize", "scroll"]) {
    view.addEventListener?.(type, fit, { signal });
    addEventListener(type, fit, { capture: true, signal });
  }
  return () => {
    stop.abort();
    raised.removeAttribute("popover");
    raised.removeAttribute("style");
  };
};

/** Whether the focus stays in the element that hears it leave: within it, or nowhere else while it covers the screen. */
export const stays = ({ currentTarget, relatedTarget }) =>
  relatedTarget ? currentTarget.contains(relatedTarget) : currentTarget.hasAttribute("popover");
