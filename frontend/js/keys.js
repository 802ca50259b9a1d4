// Keys pressed in the widget are its own. An event that leaves the shadow root has the element as its target, and the page's
// shortcuts take what is typed for theirs: they would eat the letter. So such a key goes no further than the shadow root,
// and who hears it before, going down, can neither stop it nor keep it from its work. Escape, Tab and what is pressed with a
// modifier are the page's as ever.

/** A key that nobody can stop or prevent. */
class Held extends KeyboardEvent {
  preventDefault() {}
  stopPropagation() {}
  stopImmediatePropagation() {}
  set returnValue(_) {}
  set cancelBubble(_) {}
}

/** Whether a key writes or moves in what has the focus, or presses it. */
const isOurs = (event, target) => {
  const { key, altKey, ctrlKey, metaKey } = event;
  if (!key) return false;
  if (!(altKey || ctrlKey || metaKey) || event.getModifierState("AltGraph"))
    return (target.matches("input,select") ? /^(?!Esc|Tab|F\d|Shift|Cont|Alt|Meta)/ : /^( |Enter)$/).test(key);
  // AltGr is Ctrl and Alt on Windows, Option on a Mac; with a letter or a digit it is somebody's shortcut.
  return altKey && !metaKey && (ctrlKey || /^Mac/.test(navigator.platform)) && !/^\w+$/.test(key);
};

/** Does in a field what the browser would have done for a key; presses what is none. */
const act = (target, { key, shiftKey }) => {
  const { form, type } = target;
  if (!/text|email|tel/.test(type)) {
    if (/^( |Enter)$/.test(key)) target.click();
  } else if (key === "Enter") form.requestSubmit();
  else if (/^(.|Backspace|Delete)$/u.test(key)) document.execCommand({ Backspace: "delete", Delete: "forwardDelete" }[key] ?? "insertText", false, key);
  else if (/^(Arrow|Home|End)/.test(key))
    getSelection().modify(shiftKey ? "extend" : "move", /Right|Down|End/.test(key) ? "forward" : "backward", /Left|Right/.test(key) ? "character" : "lineboundary");
};

/** Guards the keys of a shadow root until the signal says that it is over. */
export const guard = (root, signal) => {
  let last;
  // Before all others, but those of the page's that listened before.
  const first = (event) => {
    const [target] = event.composedPath();
    const { type, key } = event;
    if (!root.contains(target) || !isOurs(event, target)) return;
    if (!event.defaultPrevented && !event.cancelBubble) Object.setPrototypeOf(event, Held.prototype);
    // Stopped, it never comes to us: what is here is given one like it, and may do something.
    else if (type === "keydown" && !target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }))) event.preventDefault();
    else if (event.defaultPrevented && type !== "keyup") act(target, event);
  };
  const enter = (event) => {
    if (event instanceof Held) Object.setPrototypeOf(event, KeyboardEvent.prototype);
    else if (event.defaultPrevented && isOurs(event, event.target)) event.stopImmediatePropagation();
  };
  const leave = (event) => {
    const ours = isOurs(event, event.target);
    // A key is let go as it was pressed, whatever became of its modifiers.
    if (event.type !== "keyup") last = ours;
    if (ours && last) event.stopPropagation();
  };
  const capture = { capture: true, signal };
  for (const type of ["keydown", "keypress", "keyup"]) {
    addEventListener(type, first, capture);
    root.addEventListener(type, enter, capture);
    root.addEventListener(type, leave, { signal });
  }
};
