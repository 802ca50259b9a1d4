// What every side shows: the checkouts, and the banks of each.

import { BANKS } from "./banks.mjs";

const VIEW = {
  state: "open", reference: "406331868", description: "Compra 406331868", currency: "COP", language: "ES",
  total_amount: "1062500.00", tax_amount: "149310.00", devolution_base: "913190.00", tip_amount: "0.00",
  expires_at: "2099-11-23T20:00:00-05:00",
  merchant: { name: "Casa del Turismo", nit: "900123456", phone: "6024567890", email: "pagos@example.co" },
  favourite_banks: [], bank_interfaces: ["person", "company"],
  payer_fields: ["document_type", "document", "first_name", "last_name", "email_address", "mobile"],
  consent: "Al continuar, acepta los términos de Casa del Turismo.",
};
const LONG = [...BANKS, ...Array.from({ length: 100 - BANKS.length }, (_, place) => ({ code: String(1501 + place), name: `BANCO COOPERATIVO ${place + 1}` }))];

const order = (id, banks) => ({
  view: { id, ...VIEW },
  banks: { banks, as_of: "2026-11-23T00:00:00-05:00", stale: false },
  // Where the service has each, and so their blocks of data in the page.
  paths: { view: `/v1/checkouts/${id}`, banks: `/v1/banks?checkout=${id}`, payments: `/v1/checkouts/${id}/payments` },
});

/** With the banks of Colombia. */
export const ORDER = order("chk_bench777777777777777777777777777", BANKS);
/** With a hundred. */
export const LONG_ORDER = order("chk_many7777777777777777777777777777", LONG);
