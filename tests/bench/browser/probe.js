// In the page, before anything else: presses and opens as soon as there is something to press and open, and notes when
// the list is there to be used. The same for all sides; each frame looks once, and a press is a task of its own, as a
// finger's is.

(() => {
  const figures = { button: 0, usable: 0, arrived: 0, longest: 0, shift: 0, interaction: 0, violations: [], memory: 0 };
  globalThis.figures = figures;
  const shown = (element) => element && element.offsetHeight > 0;
  const root = () => document.querySelector("pse-checkout")?.shadowRoot ?? document.querySelector("#place");
  let pressed;
  let opened;

  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => figures.violations.push(`${violatedDirective} ${blockedURI}`));
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) figures.longest = Math.max(figures.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    // What moves before anybody has pressed anything.
    for (const { value, startTime } of list.getEntries()) if (!pressed || startTime < pressed) figures.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  // The time from a key to the next frame, for the slowest key; the browser tells of none under 16 ms.
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) if (interactionId) figures.interaction = Math.max(figures.interaction, duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    const memory = Object.values((result.instance ?? result).exports).find((one) => one instanceof WebAssembly.Memory);
    if (memory) figures.wasm = memory;
    return result;
  };

  const look = () => {
    const place = root();
    const button = place?.querySelector(".pay");
    if (button && !figures.button && shown(button)) figures.button = performance.now();
    if (button && !pressed && shown(button)) {
      pressed = performance.now();
      setTimeout(() => button.click());
    }
    const field = place?.querySelector('[role="combobox"]:not([disabled])');
    if (!opened && shown(field)) {
      opened = true;
      pressed ??= performance.now();
      setTimeout(() => field.click());
    }
    const option = opened && place.querySelector('[role="option"]');
    if (!shown(option)) return requestAnimationFrame(look);
    figures.usable = performance.now();
    // What of that was waiting for files, the rest is the processor's.
    figures.arrived = Math.max(...performance.getEntriesByType("resource").map(({ responseEnd }) => responseEnd));
  };
  requestAnimationFrame(look);
})();
