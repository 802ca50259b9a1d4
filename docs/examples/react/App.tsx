// A page of a shop written in React: an order, its payment, and what became of it.

import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { PseCheckout } from "./PseCheckout";

function Order({ checkouts }: { checkouts: string[] }) {
  const [place, setPlace] = useState(0);
  const [shown, setShown] = useState(true);
  const [heard, setHeard] = useState<string[]>([]);
  return (
    <main>
      <h1>Pago de su pedido</h1>
      {shown && (
        <PseCheckout
          checkout={checkouts[place]}
          theme="light"
          onEvent={(name, detail) => setHeard((before) => [...before, `${name} ${JSON.stringify(detail)}`])}
        />
      )}
      <button onClick={() => setShown(!shown)}>{shown ? "Ocultar" : "Mostrar"}</button>
      {checkouts.length > 1 && <button onClick={() => setPlace(1)}>Otro pedido</button>}
      <ul id="heard">{heard.map((line, index) => <li key={index}>{line}</li>)}</ul>
    </main>
  );
}

const root = document.getElementById("root");
if (root) {
  // Back from the bank the page has no ids: the element finds its own in the address.
  const checkouts = root.dataset.checkouts?.split(",").filter(Boolean) ?? [];
  createRoot(root).render(<StrictMode><Order checkouts={checkouts} /></StrictMode>);
}
