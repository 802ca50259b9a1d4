// The payer's fields: which are asked, how each is tidied before it is sent, and what may be wrong with it. What is wrong is
// told as a text's place, with what goes into its gap.

/** Whether a kind of person may have a document: a company its NIT, a natural person every other. */
export const accepts = (kind, type) => (kind === "company") === (type === "NIT");

const NUMBERS = {
  CC: /^[1-9]\d{3,9}$/,
  CE: /^[a-z]{0,5}[1-9]\d{3,7}$/i,
  TI: /^[1-9]\d{4,11}$/,
  PPN: /^\w{4,16}$/,
  NIT: /^[1-9]\d{6,9}$/,
  SSN: /^\d{9}$/,
};

/** The types of document, with the text of each. */
export const DOCUMENTS = { CC: WORD.cc, CE: WORD.ce, TI: WORD.ti, PPN: WORD.ppn, NIT: WORD.nit, SSN: WORD.ssn };

const EMAIL = /^[^\s@,;<>"()]+@(?:(?:[a-z\d-]|[^\0-\x7f\s])+\.)+(?:[a-z\d-]|[^\0-\x7f\s])+$/i;
const FORBIDDEN = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]/;

const isTelephone = (text) => /^\+?\d{7,15}$/.test(text);

/** The fields in the form's order. */
export const FIELDS = {
  document_type: { label: WORD.document_type, required: WORD.document_type_required, max: 3 },
  document: { label: WORD.document, required: WORD.document_required, wrong: WORD.wrong_document, max: 12 },
  company: { label: WORD.company_name, optional: true, autocomplete: "organization", max: 60 },
  first_name: { label: WORD.first_name, required: WORD.first_name_required, autocomplete: "given-name", max: 60 },
  last_name: { label: WORD.last_name, required: WORD.last_name_required, autocomplete: "family-name", max: 60 },
  email_address: { label: WORD.email_address, required: WORD.email_address_required, wrong: WORD.wrong_email_address, type: "email", autocomplete: "email", max: 80, isRight: (text) => EMAIL.test(text) },
  mobile: { label: WORD.mobile, required: WORD.mobile_required, wrong: WORD.wrong_phone, type: "tel", autocomplete: "tel", max: 30, isRight: isTelephone },
};

/** The fields that are asked: what the merchant did not send, and a company's name where its document is asked. */
export const asked = (needed, kind) =>
  Object.keys(FIELDS).filter((name) => (name === "company" ? kind === "company" && needed.includes("document") : needed.includes(name)));

const INVISIBLE = /[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const WIDE = /[\uff01-\uff5e]/g;

/** A field's text as it is sent: plain, on one line; the service cleans the rest. */
export const plain = (text = "") =>
  text.replace(WIDE, (c) => String.fromCharCode(c.charCodeAt() - 0xfee0)).replace(INVISIBLE, "").replace(/\s+/g, " ").trim().normalize();

/** What is checked of it: of a number what is left without its signs, and without what stands after a NIT's. */
const checked = (name, text, type) => {
  if (name === "email_address") return text.replace(/^mailto:/, "").trim();
  if (name !== "document" && name !== "mobile") return text;
  return (type === "NIT" ? text.replace(/([^a-z\d]).$/i, "$1") : text).replace(/[^\w+]/g, "");
};

/** The keyboard of a phone: that of digits only where the document has no letters. */
export const keyboard = (name, type) =>
  name === "document" && /^(CC|TI|NIT|SSN)$/.test(type) ? "numeric" : (FIELDS[name].type ?? "text");

/** What is wrong with a field, as `[place, gap]`; nothing where nothing is. */
function wrongWith(name, { kind, payer }) {
  const field = FIELDS[name];
  const text = checked(name, plain(payer[name]), payer.document_type);
  if (!text) return field.optional ? undefined : [field.required];
  if (FORBIDDEN.test(text)) return [WORD.forbidden_character];
  if ([...text].length > field.max) return [WORD.too_long, field.max];
  const type = payer.document_type;
  if (name === "document_type") return !kind || accepts(kind, type) ? undefined : [WORD.wrong_for_person_type];
  const isRight = name === "document" ? !type || NUMBERS[type].test(text) : (field.isRight?.(text) ?? true);
  return isRight ? undefined : [field.wrong];
}

/** Everything that is wrong, by the field's id, in the form's order. */
export function check(entered, needed) {
  const wrong = new Map();
  if (!entered.kind) wrong.set("person-type", [WORD.person_type_required]);
  if (!entered.bank) wrong.set("bank", [WORD.bank_required]);
  for (const name of asked(needed, entered.kind)) {
    const what = wrongWith(name, entered);
    if (what) wrong.set(name, what);
  }
  return wrong;
}

/** The body that asks for a payment of what was entered. */
export function body(entered, needed, language) {
  const payer = {};
  for (const name of asked(needed, entered.kind)) {
    const text = plain(entered.payer[name]);
    if (text) payer[name] = text;
  }
  return JSON.stringify({ bank_code: entered.bank.code, bank_interface: entered.kind, language, payer });
}

/** An exact decimal text as money: pesos by their sign where readers take it for that, centavos only where there are some. */
export function money(text, currency, texts) {
  const [whole, centavos = ""] = text.split(".");
  const sign = currency === "COP" ? texts[WORD.peso] : currency;
  return `${sign} ${whole.replace(/\B(?=(\d{3})+$)/g, texts[WORD.thousands])}${/[1-9]/.test(centavos) ? texts[WORD.decimals] + centavos : ""}`;
}
