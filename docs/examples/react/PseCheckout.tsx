// <pse-checkout> as a React component: attributes as props, events as callbacks. For React 19, which sets attributes of
// custom elements by itself.

import { type DetailedHTMLProps, type HTMLAttributes, useLayoutEffect, useRef } from "react";
import type { PseCheckoutAttributes, PseCheckoutElement, PseEventDetails } from "./pse-checkout";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "pse-checkout": DetailedHTMLProps<HTMLAttributes<PseCheckoutElement>, PseCheckoutElement> & PseCheckoutAttributes;
    }
  }
}

type EventName = keyof PseEventDetails;

const EVENTS: readonly EventName[] = ["pse:ready", "pse:step", "pse:redirect", "pse:status", "pse:error"];

export interface PseCheckoutProps extends PseCheckoutAttributes {
  /** Everything the widget tells: the event's name and its detail. */
  onEvent?: (name: EventName, detail: PseEventDetails[EventName]) => void;
}

export function PseCheckout({ onEvent, ...attributes }: PseCheckoutProps) {
  const element = useRef<PseCheckoutElement>(null);
  const latest = useRef(onEvent);

  // Before the page is painted: an effect that comes later may miss the first event. (React has «onpse:ready={…}» for
  // custom elements, too, but does not listen where the page was rendered on a server.)
  useLayoutEffect(() => {
    latest.current = onEvent;
  });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const heard = new AbortController();
    for (const name of EVENTS) {
      current.addEventListener(name, (event) => latest.current?.(name, event.detail), { signal: heard.signal });
    }
    return () => heard.abort();
  }, []);

  return <pse-checkout ref={element} {...attributes} />;
}
