/**
 * Types of <pse-checkout>, the element that `https://<your service>/pse-checkout.js` defines (`pse-checkout.classic.js`, too). From
 * `/widget/pse-checkout.d.ts` there, to be kept beside the code that imports `./pse-checkout`.
 */

/** What the element shows. `creating` is the form with its button pressed. */
export type PseStep = "loading" | "button" | "form" | "creating" | "leaving" | "outcome" | "expired" | "failed";

export type PseCheckoutState = "open" | "pending" | "paid" | "expired";

export type PsePaymentState =
  | "creating"
  | "pending"
  | "refused"
  | "unanswered"
  | "approved"
  | "rejected"
  | "failed";

/**
 * A `code` of the API's problems, or one of the element's own: `offline` (no answer), `garbled` (an answer that is
 * not the API's), `unknown` (a problem this version does not know), `load` and `slow` (the widget could not be
 * loaded), `panic` (it failed), `service` (what is at the service's address is not the service). After `load`, `slow`,
 * `panic` and the API's `origin_not_allowed` the element is a link to the service's own page.
 */
export type PseErrorCode =
  | "offline" | "garbled" | "unknown" | "load" | "slow" | "panic" | "service" | "origin_not_allowed" | (string & {});

/**
 * Says where the service is (`https://pay.example.co`), for a page whose own bundle has `pse-checkout.js` in it; elsewhere
 * the script's tag says it (`data-service`), or where it came from.
 */
export function configure(options: { service: string }): void;

/** The details of the element's events: nothing personal is in any of them. */
export interface PseEventDetails {
  /** The checkout was read for the first time. */
  "pse:ready": { checkout: string; state: PseCheckoutState };
  /** Another screen is shown. */
  "pse:step": { checkout: string; step: PseStep };
  /** A payment was created and the whole tab is about to go to the bank. */
  "pse:redirect": { checkout: string; payment: string; bank_url: string };
  /**
   * The latest payment has another state. Your server learns it from the webhook; do not deliver anything because
   * of this event, which anybody can make up.
   */
  "pse:status": { checkout: string; state: PseCheckoutState; payment: string; payment_state: PsePaymentState };
  /** A call failed, or the widget did. */
  "pse:error": { checkout: string; code: PseErrorCode };
}

/** `<pse-checkout>`. Its events bubble and cross shadow roots. */
export interface PseCheckoutElement extends HTMLElement {
  /**
   * The checkout's id, `chk_…` (attribute `checkout`). Without it the one that the address carries
   * (`?pse_checkout=…`, after the return from the bank) is shown; with neither, nothing.
   */
  checkout: string | null;
  /** Where the service is, for this element (attribute `service`); otherwise where its script says, or came from. */
  service: string | null;
  /** Opens the form, as pressing the button does. */
  open(): void;
  /** Reads the checkout again. */
  refresh(): void;

  addEventListener<Name extends keyof PseEventDetails>(
    type: Name,
    listener: (this: PseCheckoutElement, event: CustomEvent<PseEventDetails[Name]>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: PseCheckoutElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The attributes, as JSX and components have them. */
export interface PseCheckoutAttributes {
  checkout?: string;
  service?: string;
  lang?: string;
  /** `auto`: what the buyer's system says. Without it: what the page is, as its `color-scheme` says. */
  theme?: "light" | "dark" | "auto";
}

declare global {
  interface HTMLElementTagNameMap {
    "pse-checkout": PseCheckoutElement;
  }
  interface DocumentEventMap extends PseEventMap {}
  interface HTMLElementEventMap extends PseEventMap {}
}

type PseEventMap = { [Name in keyof PseEventDetails]: CustomEvent<PseEventDetails[Name]> };
