// The widget's states: what the service answers, what the buyer does, and what is there then.

import { checkout, longCheckout, longPaid, LOST, NEVER, paid, problem } from "./gallery-answers.js";
import { confirms, fills, isA, opens, searches, submits } from "./gallery-deeds.js";

/** What the widget speaks, by the value of `lang`. */
export const LANGUAGES = { es: "Español", en: "English", pt: "Português" };

const NOTICE = ".notice:not(:empty)";
const CONTACT =
  "Si desea mayor información sobre el estado de su operación puede comunicarse a nuestras líneas de atención al cliente " +
  "6024567890 o enviar un correo electrónico a pagos@example.co y preguntar por el estado de la transacción: 0215022";
const PENDING =
  "En este momento su #406331868 presenta un proceso de pago cuya transacción se encuentra PENDIENTE de recibir " +
  "confirmación por parte de su entidad financiera, por favor espere unos minutos y vuelva a consultar más tarde para " +
  `verificar si su pago fue confirmado de forma exitosa. ${CONTACT}`;
const PAID =
  "En este momento su #406331868 ha finalizado su proceso de pago y cuya transacción se encuentra APROBADA en su entidad " +
  `financiera. ${CONTACT}`;

/** Confirmed, and told in a notice, to which the focus is led, why there is no payment. */
const told = { does: confirms, shows: NOTICE, focus: "#notice" };

/** Opens the list and types, if there is something to type. */
const looksFor = (text) => async (element) => {
  await opens(element);
  await searches(element, text);
};

/**
 * By id: `{title, read?, banks?, pay?, then?, returned?, remembered?, does?(element), shows, focus?, lists?}`. What is
 * answered is explained in gallery-answers.js; `returned`: the buyer comes from the bank; `remembered`: the bank used last
 * on this device; `shows`, `focus`: selectors of what is there then, and of what has the focus; `lists`: the list is open.
 * What the service answers in words is Spanish here in every language.
 */
export const STATES = {
  button: { title: "Botón", shows: ".pay" },
  loading: { title: "Leyendo", read: NEVER, does: (element) => element.open(), shows: ".waiting" },
  slow: { title: "Leyendo, y tarda", read: NEVER, does: (element) => element.open(), shows: ".waiting p:not([hidden])" },
  asking: { title: "De vuelta del banco", read: NEVER, returned: true, shows: ".waiting" },
  form: { title: "Formulario", does: opens, shows: "#bank:not([disabled])", focus: "#heading" },
  "long-form": { title: "Formulario, todo tan largo como puede ser", read: longCheckout(), does: opens, shows: "#bank:not([disabled])" },
  "banks-loading": { title: "Bancos en camino", banks: NEVER, does: opens, shows: "#bank[disabled]" },
  banks: { title: "Lista de bancos", does: looksFor(""), shows: ".option", focus: "#bank", lists: true },
  favourites: {
    title: "Lista de bancos, con los más usados",
    read: checkout({ favourite_banks: ["1066", "1007"] }),
    does: looksFor(""),
    shows: ".option",
    focus: "#bank",
    lists: true,
  },
  "last-bank": {
    title: "Lista de bancos, con el último y los más usados",
    read: checkout({ favourite_banks: ["1066", "1007"] }),
    remembered: "1303",
    does: looksFor(""),
    shows: ".group:first-child + .option + .group",
    focus: "#bank",
    lists: true,
  },
  search: { title: "Buscando «davi»", does: looksFor("davi"), shows: ".option + .option mark", focus: "#bank", lists: true },
  "no-match": { title: "Ningún banco coincide", does: looksFor("xyz"), shows: ".empty", focus: "#bank", lists: true },
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
    focus: "#heading",
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
    shows: ".consent:not(:empty)",
  },
  filled: { title: "Lleno", does: fills, shows: "#mobile" },
  errors: {
    title: "Errores",
    does: async (element) => { await opens(element); await submits(element); },
    shows: ".error:not(:empty)",
    focus: "#person-type",
  },
  "server-errors": {
    title: "Un error que solo el servicio ve",
    pay: problem(422, "validation_failed", "Revise los datos señalados.", {
      errors: [{ field: "payer.document", code: "pattern", detail: "No tiene la forma esperada." }],
    }),
    does: confirms,
    shows: ".error:not(:empty)",
    focus: "#document",
  },
  creating: { title: "Creando la transacción", does: confirms, shows: ".submit[disabled]" },
  offline: { title: "Sin conexión", pay: LOST, ...told },
  refused: {
    title: "El banco no responde",
    pay: problem(
      422, "transaction_refused",
      "La entidad financiera no puede ser contactada para iniciar la transacción, por favor seleccione otra o intente más tarde",
      { refusal: "bank_unreachable" },
    ),
    ...told,
  },
  limit: {
    title: "Excede el límite",
    pay: problem(
      422, "transaction_refused",
      "El monto de la transacción excede los límites establecidos en PSE para la empresa, por favor comuníquese con nuestras líneas de atención al cliente al teléfono 6024567890 o al correo electrónico pagos@example.co",
      { refusal: "limit_exceeded" },
    ),
    ...told,
  },
  "unanswered-creation": {
    title: "Nadie respondió",
    pay: problem(502, "provider_unanswered", "No recibimos respuesta al crear la transacción y no se le envió al banco, así que este intento no se puede pagar. Puede intentarlo de nuevo."),
    ...told,
  },
  "too-many": {
    title: "Demasiadas solicitudes",
    pay: problem(429, "rate_limited", "Hay demasiadas solicitudes. Espere un momento e intente de nuevo."),
    ...told,
  },
  leaving: {
    title: "Hacia el banco",
    // Only the end of this page's own address changes: the tab stays.
    pay: { payment_id: "pay_gallery", get bank_url() { return `${location.href.split("#")[0]}#banco`; } },
    does: confirms,
    shows: ".waiting a",
    focus: "#heading",
  },
  "already-pending": {
    title: "Otro pago de la referencia está pendiente",
    pay: problem(409, "payment_pending", PENDING),
    ...told,
  },
  "already-paid": {
    title: "Otro pago de la referencia fue aprobado",
    pay: problem(409, "checkout_paid", PAID),
    ...told,
  },
  "paid-meanwhile": {
    title: "Ya lo pagó en otra pestaña",
    pay: problem(409, "checkout_paid", PAID),
    then: paid("approved"),
    does: confirms,
    shows: ".receipt",
    focus: "#heading",
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
    read: paid("rejected", { reason_code: "05", reason_text: "Fondos insuficientes", declined_by: "bank" }),
    shows: ".receipt",
  },
  cancelled: {
    title: "Resultado: cancelada por el comprador",
    read: paid("rejected", { reason_code: "?C", reason_text: "Rechazada. La transacción fue cancelada por el usuario.", declined_by: "buyer" }),
    shows: ".receipt",
  },
  failed: { title: "Resultado: fallida", read: paid("failed", { reason_text: "La sesión del banco venció" }), shows: ".receipt" },
  "refused-outcome": {
    title: "Resultado: no creada",
    read: paid("refused", { cus: null, reason_text: "El monto de la transacción excede los límites establecidos" }),
    returned: true,
    shows: ".receipt",
  },
  "unanswered-outcome": { title: "Resultado: sin respuesta", read: paid("unanswered"), returned: true, shows: ".receipt" },
  "long-outcome": { title: "Resultado, todo tan largo como puede ser", read: longPaid("rejected"), shows: ".receipt" },
  expired: { title: "Vencido", read: checkout({ state: "expired" }), does: (element) => element.open(), shows: ".waiting p" },
  "not-found": {
    title: "No existe",
    read: problem(404, "not_found", "No encontramos lo que busca."),
    shows: NOTICE,
  },
  unreadable: { title: "No se puede leer", read: { nothing: true }, does: (element) => element.open(), shows: NOTICE },
  fallback: { title: "El widget no puede correr", does: (element) => element.fail("load"), shows: "a.pay" },
};
