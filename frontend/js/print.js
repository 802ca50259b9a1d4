// The receipt on paper: whoever prints the page gets it alone, by the browser's menu or by our button.

// Whatever the page's own style sheets say.
const ALONE =
  "@media print{:root{all:initial!important;background:#fff!important}:root>:not(pse-receipt),:root::before,:root::after{display:none!important}:root>pse-receipt{display:block!important;visibility:visible!important}}";

/** Has the paper of a shadow root alone in print whenever there is one, until the signal says that it is over. */
export const printing = (root, signal) => {
  let receipt;
  const begin = () => {
    const paper = root.getElementById("paper");
    if (!paper || receipt) return;
    const page = document;
    receipt = page.createElement("pse-receipt");
    const shadow = receipt.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = root.adoptedStyleSheets;
    const around = page.createElement("div");
    around.className = "widget";
    around.append(paper.cloneNode(true));
    shadow.append(around);
    // Beside the body, so that this goes with all that is in it.
    page.documentElement.append(receipt);
    const alone = new CSSStyleSheet();
    alone.replaceSync(ALONE);
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, alone];
    const end = () => {
      receipt = receipt.remove();
      page.adoptedStyleSheets = page.adoptedStyleSheets.filter((sheet) => sheet !== alone);
    };
    addEventListener("afterprint", end, { once: true });
  };
  addEventListener("beforeprint", begin, { signal });
};
