// What the widget asks of the browser that takes one line here and a kilobyte through
// web-sys. Bundled into the widget's glue; nothing here keeps state.

// The first use of Intl takes a browser longer than drawing a screen does, most of it for going through its locales. It is
// had while the module is on its way, or after the list where that comes at once: the locales in one task, the numbers in
// another.
setTimeout(() => self.Intl?.Segmenter?.supportedLocalesOf("es"), 50);
setTimeout(() => self.Intl?.NumberFormat.supportedLocalesOf("es"), 60);

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

/** An exact decimal text as money; as it came, beside its currency, where the browser knows no such one. */
export const money = (text, currency, lang) => {
  try {
    return new Intl.NumberFormat(lang, {
      style: "currency",
      currency,
      // Browsers would round a peso's centavos away.
      minimumFractionDigits: 2,
      trailingZeroDisplay: "stripIfInteger",
    })
      .format(text)
      // Where the currency may stand on a line of its own.
      .replace("\xa0", " ");
  } catch {
    return `${currency} ${text}`;
  }
};

/** A moment in Colombian time: its date and time, or its time alone. */
export const moment = (text, lang, timeOnly) => {
  try {
    return new Intl.DateTimeFormat(lang, {
      timeZone: "America/Bogota",
      timeStyle: "short",
      ...(timeOnly || { dateStyle: "long" }),
    }).format(new Date(text));
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

/** On a phone, an element of the shadow root covers the screen down to the keyboard; returns what puts it back. */
export const cover = (root, id) => {
  const element = root.getElementById(id);
  const view = self.visualViewport;
  if (!view || !self.matchMedia?.("(max-width: 40em) and (pointer: coarse)").matches) return () => {};
  element.setAttribute("popover", "manual");
  // In the top layer nothing of the page can hold or cover it.
  element.showPopover?.();
  const fit = () => {
    element.style.top = `${view.offsetTop}px`;
    element.style.height = `${view.height}px`;
  };
  fit();
  view.onresize = view.onscroll = fit;
  return () => {
    view.onresize = view.onscroll = null;
    element.removeAttribute("popover");
    element.removeAttribute("style");
  };
};

/** Whether the focus stays in the element that hears it leave: within it, or nowhere else while it covers the screen. */
export const stays = ({ currentTarget, relatedTarget }) =>
  relatedTarget ? currentTarget.contains(relatedTarget) : currentTarget.hasAttribute("popover");

/** Prints an element of the shadow root alone, on a page of its own. */
export const print = (root, id) => {
  const frame = document.createElement("iframe");
  frame.className = "printing";
  root.append(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  page.title = document.title;
  const host = page.body.appendChild(page.createElement("pse-receipt"));
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = root.adoptedStyleSheets.map((sheet) => {
    const copy = new view.CSSStyleSheet();
    copy.replaceSync(Array.from(sheet.cssRules, (rule) => rule.cssText).join(""));
    return copy;
  });
  const paper = page.createElement("div");
  paper.className = "widget";
  paper.append(page.importNode(root.getElementById(id), true));
  shadow.append(paper);
  view.onafterprint = () => frame.remove();
  view.print();
};
