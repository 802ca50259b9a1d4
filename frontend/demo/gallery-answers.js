// What the service would answer in each of the gallery's states: fixed data instead of the network.

const BANKS = [
  ["1059", "BANCAMIA S.A."], ["1040", "BANCO AGRARIO"], ["1052", "BANCO AV VILLAS"], ["1013", "BANCO BBVA COLOMBIA S.A."],
  ["1032", "BANCO CAJA SOCIAL"], ["1066", "BANCO COOPERATIVO COOPCENTRAL"], ["1558", "BANCO CREDIFINANCIERA"],
  ["1051", "BANCO DAVIVIENDA"], ["1001", "BANCO DE BOGOTÁ"], ["1023", "BANCO DE OCCIDENTE"], ["1062", "BANCO FALABELLA"],
  ["1063", "BANCO FINANDINA S.A. BIC"], ["1012", "BANCO GNB SUDAMERIS"], ["1006", "BANCO ITAÚ"],
  ["1060", "BANCO PICHINCHA S.A."], ["1002", "BANCO POPULAR"], ["1065", "BANCO SANTANDER COLOMBIA"],
  ["1069", "BANCO SERFINANZA"], ["1022", "BANCO UNION COLOMBIANO"], ["1007", "BANCOLOMBIA"], ["1061", "BANCOOMEVA S.A."],
  ["1283", "CFA COOPERATIVA FINANCIERA"], ["1370", "COLTEFINANCIERA"], ["1292", "CONFIAR COOPERATIVA FINANCIERA"],
  ["1551", "DAVIPLATA"], ["1303", "GIROS Y FINANZAS COMPAÑÍA DE FINANCIAMIENTO S.A."], ["1637", "IRIS"], ["1801", "MOVII S.A."],
  ["1507", "NEQUI"], ["1151", "RAPPIPAY"], ["1019", "SCOTIABANK COLPATRIA"],
].map(([code, name]) => ({ code, name }));

/** The id of the checkout that is in that state: its name, as far as an id has such letters. */
export function idOf(state) {
  return `chk_${state.replaceAll("-", "2").padEnd(32, "7")}`;
}

const PAYER_FIELDS = ["document_type", "document", "first_name", "last_name", "email_address", "mobile"];

/** A checkout, as `GET /v1/checkouts/{id}` tells it. */
export const checkout = (changes = {}) => ({
  id: idOf("open"),
  state: "open",
  reference: "406331868",
  description: "Tour por los farallones de Cali para dos personas, con guía, almuerzo y transporte",
  currency: "COP",
  language: "ES",
  total_amount: "1062500.50",
  tax_amount: "149310.00",
  devolution_base: "913190.50",
  tip_amount: "0.00",
  expires_at: "2099-11-23T20:00:00-05:00",
  merchant: { name: "Casa del Turismo", nit: "900123456", phone: "6024567890", email: "pagos@example.co" },
  favourite_banks: [],
  bank_interfaces: ["person", "company"],
  payer_fields: PAYER_FIELDS,
  ...changes,
});

/** A checkout whose latest payment is in that state. */
export const paid = (state, payment = {}, changes = {}) => {
  const live = state === "pending" || state === "creating";
  return checkout({
    state: state === "approved" ? "paid" : live ? "pending" : "open",
    payment: {
      id: "pay_gallery",
      state,
      bank_code: "1066",
      bank_name: "BANCO COOPERATIVO COOPCENTRAL",
      bank_interface: "person",
      cus: state === "creating" || state === "unanswered" ? null : "0215022",
      transaction_cycle: 1,
      reference: "406331868",
      created_at: "2026-11-23T10:00:00-05:00",
      bank_process_date: live ? null : "2026-11-23T10:05:00-05:00",
      on_test: false,
      ...payment,
    },
    ...changes,
  });
};

/** As long as the API lets everything be. */
const LONG = {
  reference: "FACTURA-2026-000000406331868-A-1",
  description:
    "Plan familiar de cuatro días por el Pacífico vallecaucano con avistamiento de ballenas, alojamiento en Juanchaco y " +
    "Ladrilleros, transporte marítimo desde Buenaventura, alimentación completa, guía certificado, seguro de asistencia y " +
    "entrada al parque Uramba",
  total_amount: "9999999999999.99",
  tax_amount: "1596638655462.18",
  merchant: {
    name: "Asociación de Operadores Turísticos y Guías Profesionales del Valle del Cauca y el Pacífico Sur S.A.S.",
    nit: "900123456",
    phone: "6024567890",
    email: "atencion.al.cliente.y.reclamaciones@operadores-turisticos-del-valle.example.co",
  },
};

export const longCheckout = () => checkout(LONG);

export const longPaid = (state) =>
  paid(
    state,
    {
      bank_name: "GIROS Y FINANZAS COMPAÑÍA DE FINANCIAMIENTO S.A.",
      reference: LONG.reference,
      cus: "00000000000215022",
      reason_text:
        "La transacción fue rechazada por la entidad financiera: el monto supera el cupo diario para pagos por internet",
    },
    LONG,
  );

/** A problem, as the service answers one. */
export const problem = (status, code, detail, more = {}) => ({ status, body: { code, detail, ...more } });

/** An answer that never comes, and one that the network loses. */
export const NEVER = Symbol("never");
export const LOST = Symbol("lost");

/**
 * Puts these answers in the network's place: `{read, banks, pay, then}` of the state that the checkout's id names; once
 * a payment was tried, `then` is what is read.
 */
export function answering(states) {
  const { fetch } = globalThis;
  const tried = new Set();
  const byId = new Map(Object.entries(states).map(([name, state]) => [idOf(name), state]));
  globalThis.fetch = (request, options) => {
    const url = new URL(request.url ?? request, location.href);
    const [id] = /chk_[a-z2-7]{32}/.exec(url.pathname + url.search) ?? [];
    if (!byId.has(id)) return fetch(request, options);
    const { read = checkout(), banks = BANKS, pay = NEVER, then = read } = byId.get(id);
    const signal = request.signal ?? options?.signal;
    if (url.pathname === "/v1/banks") return answer(listed(banks), signal);
    if (!url.pathname.endsWith("/payments")) return answer(tried.has(id) ? then : read, signal);
    tried.add(id);
    return answer(pay, signal);
  };
  // Nothing in the gallery changes by itself.
  globalThis.EventSource = class {
    close() {}
  };
}

const listed = (banks) => (Array.isArray(banks) ? { banks, as_of: "2026-11-23T00:00:00-05:00", stale: false } : banks);

function answer(what, signal) {
  if (what === LOST) return Promise.reject(new TypeError("Failed to fetch"));
  if (what === NEVER) {
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  }
  const { status = 200, body = what } = what.status ? what : {};
  const headers = { "content-type": "application/json", ...(status === 429 && { "retry-after": "30" }) };
  return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
}
