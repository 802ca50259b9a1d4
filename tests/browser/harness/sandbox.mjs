// The provider, PSE and banks behind the service: what they know, and what goes wrong with them.

export class Sandbox {
  /** `url` with a slash at its end. */
  constructor(url) {
    this.url = url;
  }

  /** The ledger's transactions of a reference. */
  async transactions(reference) {
    const all = await this.#control("transactions");
    return all.filter((transaction) => transaction.reference === reference);
  }

  /** How often an operation was called. */
  async calls(operation) {
    const all = await this.#control("calls");
    return all.filter((call) => call.operation === operation).length;
  }

  /** Lets the next `times` calls of an operation go wrong. */
  fault(operation, kind, { value, times = 1 } = {}) {
    return this.#control("faults", "POST", { operation, kind, value, times });
  }

  forgetFaults() {
    return this.#control("faults", "DELETE");
  }

  /** Sets its clock that far ahead of the machine's. */
  advance(offset_seconds) {
    return this.#control("clock", "POST", { offset_seconds });
  }

  async #control(what, method = "GET", body) {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.url}control/${what}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${what}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
