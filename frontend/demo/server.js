// The page's calls: two to the shop's own server, and one that reads a checkout. None of them carries a key or a price.

/** What the shop sells, with its prices. */
export async function catalogue() {
  return (await call("/demo/catalogue")).products;
}

/** Asks the shop's server for a checkout of these items; answers `{id, url, state, expires_at}`. */
export function createCheckout(items) {
  return call("/demo/checkouts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ items }),
  });
}

/** What anybody who has the checkout's id may read of it. */
export function checkout(id) {
  return call(`/v1/checkouts/${encodeURIComponent(id)}`);
}

async function call(address, options) {
  const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(20_000) });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? `${answer.status} ${answer.statusText}`, { cause: problem });
}
