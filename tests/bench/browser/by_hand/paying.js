// Asking for the payment: the same request under the same key for as long as nobody has answered it.

import { after, key, send } from "../../../../frontend/js/browser.js";

// How often a request that got no answer is sent again by itself, and how often one is asked for whose first copy still runs.
const RESENDS = 2;
const WAITS = 20;

let kept;

/** What was created; throws the problem, `{code, detail, errors, wait}`, or nothing that says anything. */
export async function pay({ address, signal, lang, body }) {
  const attempt = kept?.body === body ? kept : { key: key(), body };
  kept = undefined;
  for (let sent = 1; ; sent += 1) {
    let answer;
    let said;
    try {
      ({ answer, json: said } = await send(undefined, address, signal, lang, attempt.key, body));
    } catch {}
    if (answer?.ok && said?.payment_id && said.bank_url) return said;
    const wait = Number(answer?.headers.get("retry-after")) || undefined;
    const runs = said?.code === "idempotency_in_progress";
    if (!signal.aborted && (runs ? sent <= WAITS : !said?.code && sent <= RESENDS)) {
      await new Promise((resolve) => after(1_000 * (runs ? Math.min(wait ?? 1, 10) : sent), resolve));
      continue;
    }
    if (runs || !said?.code) kept = attempt;
    throw said?.code ? { ...said, wait } : { code: answer ? "garbled" : "offline" };
  }
}

/** Whether a bank's address may be gone to: https, or http on this machine, and nobody's name before the host. */
export function isAllowed(address) {
  const [, secure, host] = /^http(s?):\/\/([^/?#\\]+)/.exec(address) ?? [];
  return !!host && !host.includes("@") && (!!secure || /^(127\.0\.0\.1|localhost|\[::1\])(:\d*)?$/.test(host));
}
