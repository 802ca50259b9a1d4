// Pesos as whole centavos, so that sums are exact: "59500.00" is 5950000.

const SHOWN = new Intl.NumberFormat("es-CO", {
  style: "currency",
  currency: "COP",
  // Without, browsers would round centavos away.
  minimumFractionDigits: 2,
  trailingZeroDisplay: "stripIfInteger",
});

/** Centavos of an amount as the API writes it: digits, and at most two decimals. */
export function centavos(amount) {
  const [whole, decimals = ""] = amount.split(".");
  return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}

/** An amount for people: "$ 59.500". */
export function shown(amountInCentavos) {
  return SHOWN.format(amountInCentavos / 100);
}

/** The tax inside an amount that includes it; `rate` as the catalogue writes it: "0.19". */
export function taxWithin(amountInCentavos, rate) {
  const percent = centavos(rate);
  return amountInCentavos - Math.round((amountInCentavos * 100) / (100 + percent));
}
