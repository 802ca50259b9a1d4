// The widget's states: what the service answers, what the buyer does, and what is there then.

import { checkout, LOST, NEVER, paid, problem } from "./gallery-answers.js";
import { confirms, fills, isA, opens, searches, submits } from "./gallery-deeds.js";

export const LANGUAGES = { es: "Español", en: "English", pt: "Português" };

const NOTICE = ".notice:not([hidden])";
const PENDING =
  "En este momento su #406331868 presenta un proceso de pago cuya transacción se encuentra PENDIENTE de recibir " +
  "confirmación por parte de su entidad financiera, por favor espere unos minutos y vuelva a consultar más tarde.";

/** By id: `{title, read?, banks?, pay?, does?(element), shows: selector, returned?}`. */
export const STATES = {
  button: { title: "Botón", shows: ".pay" },
  loading: { title: "Leyendo", read: NEVER, does: (element) => element.open(), shows: ".waiting" },
  slow: { title: "Leyendo, y tarda", read: NEVER, does: (element) => element.open(), shows: ".waiting p:not([hidden])" },
  form: { title: "Formulario", does: opens, shows: "#bank:not([disabled])" },
  "banks-loading": { title: "Bancos en camino", banks: NEVER, does: opens, shows: "#bank[disabled]" },
  banks: {
    title: "Lista de bancos, con los más usados",
    read: checkout({ favourite_banks: ["1066", "1007"] }),
    does: async (element) => { await opens(element); await searches(element); },
    shows: ".option",
  },
  search: {
    title: "Buscando «bogota»",
    does: async (element) => { await opens(element); await searches(element, "bogota"); },
    shows: ".option mark",
  },
  "no-match": {
    title: "Ningún banco coincide",
    does: async (element) => { await opens(element); await searches(element, "xyz"); },
    shows: ".empty",
  },
  "no-banks": {
    title: "Sin lista de bancos",
    banks: problem(503, "bank_list_unavailable", "No se pudo obtener la lista de Entidades Financieras, por favor intente más tarde"),
    does: opens,
    shows: "#bank.action",
  },
  "empty-list": { title: "Una lista vacía", banks: [], does: opens, shows: "#bank.action" },
  "some-fields": {
    title: "El comercio ya dio casi todo",
    read: checkout({ payer_fields: ["mobile"], bank_interfaces: ["person"] }),
    does: opens,
    shows: "#mobile",
  },
  company: {
    title: "Una empresa",
    does: async (element) => { await opens(element); await isA(element, "company"); },
    shows: "#company",
  },
  consent: {
    title: "Con consentimiento",
    read: checkout({ consent: "Autorizo el tratamiento de mis datos personales para realizar este pago." }),
    does: opens,
    shows: ".consent:not([hidden])",
  },
  filled: { title: "Lleno", does: fills, shows: "#mobile" },
  errors: {
    title: "Errores",
    does: async (element) => { await opens(element); await submits(element); },
    shows: ".error:not([hidden])",
  },
  "server-errors": {
    title: "Un error que solo el servicio ve",
    pay: problem(422, "validation_failed", "Revise los datos señalados.", {
      errors: [{ field: "payer.document", code: "pattern", detail: "No tiene la forma esperada." }],
    }),
    does: confirms,
    shows: ".error:not([hidden])",
  },
  creating: { title: "Creando la transacción", does: confirms, shows: ".submit[disabled]" },
  offline: { title: "Sin conexión", pay: LOST, does: confirms, shows: NOTICE },
  refused: {
    title: "El banco no responde",
    pay: problem(
      422, "transaction_refused",
      "La entidad financiera no puede ser contactada para iniciar la transacción, por favor seleccione otra o intente más tarde",
      { return_code: "FAIL_BANKUNREACHEABLE" },
    ),
    does: confirms,
    shows: NOTICE,
  },
  limit: {
    title: "Excede el límite",
    pay: problem(
      422, "transaction_refused",
      "El monto de la transacción excede los límites establecidos en PSE para la empresa, por favor comuníquese con nuestras líneas de atención al cliente al teléfono 6024567890 o al correo electrónico pagos@example.co",
      { return_code: "FAIL_EXCEEDEDLIMIT" },
    ),
    does: confirms,
    shows: NOTICE,
  },
  "unanswered-creation": {
    title: "Nadie respondió",
    pay: problem(502, "provider_unanswered", "No recibimos respuesta al crear la transacción y no se le envió al banco, así que este intento no se puede pagar. Puede intentarlo de nuevo."),
    does: confirms,
    shows: NOTICE,
  },
  "too-many": {
    title: "Demasiadas solicitudes",
    pay: problem(429, "rate_limited", "Hay demasiadas solicitudes. Espere un momento e intente de nuevo."),
    does: confirms,
    shows: NOTICE,
  },
  leaving: {
    title: "Hacia el banco",
    // Only the end of this page's own address changes: the tab stays.
    pay: { payment_id: "pay_gallery", get bank_url() { return `${location.href.split("#")[0]}#banco`; } },
    does: confirms,
    shows: ".waiting a",
  },
  "already-pending": {
    title: "Otro pago de la referencia está pendiente",
    pay: problem(409, "payment_pending", PENDING),
    does: confirms,
    shows: NOTICE,
  },
  "creating-outcome": { title: "Resultado: creando", read: paid("creating"), shows: ".receipt" },
  pending: {
    title: "Resultado: pendiente, con el banco abierto",
    read: paid("pending", {
      reason_code: "?-",
      bank_url: "https://registro.example.co/pse?enc=abc",
      next_probe_at: "2099-11-23T10:15:00-05:00",
    }),
    shows: ".receipt",
  },
  "pending-late": { title: "Resultado: pendiente", read: paid("pending"), shows: ".receipt" },
  approved: { title: "Resultado: aprobada", read: paid("approved"), shows: ".receipt" },
  test: { title: "Resultado: una prueba", read: paid("approved", { on_test: true }), shows: ".receipt" },
  rejected: {
    title: "Resultado: rechazada",
    read: paid("rejected", { reason_code: "05", reason_text: "Fondos insuficientes" }),
    shows: ".receipt",
  },
  failed: { title: "Resultado: fallida", read: paid("failed", { reason_text: "La sesión del banco venció" }), shows: ".receipt" },
  expired: { title: "Vencido", read: checkout({ state: "expired" }), does: (element) => element.open(), shows: ".waiting p" },
  "not-found": {
    title: "No existe",
    read: problem(404, "not_found", "No encontramos lo que busca."),
    shows: NOTICE,
  },
  unreadable: { title: "No se puede leer", read: { nothing: true }, does: (element) => element.open(), shows: NOTICE },
  fallback: { title: "El widget no puede correr", does: (element) => element.fail("load"), shows: "a.pay" },
};
