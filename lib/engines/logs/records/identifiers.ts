/** An id found in a text, with how well its name says that it marks a transaction (0 best). */
export type FoundId = { readonly value: string; readonly rank: number };

const MAX_CHARS = 3_000;
const VALUE = `["']?([A-Za-z0-9][\\w.\\-]{3,63})`;
const KEYED: readonly RegExp[] = [
  new RegExp(
    `\\b(?:tx|txn|trx|transaction|correlation|corr|business|operation)[-_ ]?(?:id|key|no|number|nr|ref|reference)["']?\\s*[:=#]?\\s*${VALUE}`,
    "gi",
  ),
  new RegExp(
    `\\b(?:req|request|trace|x-request|message|msg|process|run|flow|workflow|execution)[-_ ]?(?:id|key|no|number|nr)["']?\\s*[:=#]\\s*${VALUE}`,
    "gi",
  ),
  new RegExp(`\\b(?:req|request|trace|txn?|trx|transaction)["']?\\s*[:=]\\s*${VALUE}`, "gi"),
  new RegExp(
    `\\b(?:order|basket|cart|batch|job|payment|invoice|shipment|booking|parcel|refund|transfer|ticket|case|claim|task|delivery|import|export|session|block)(?!\\d)[-_ ]?(?:id|key|no|number|nr|ref)?["']?\\s*[:=#]?\\s*#?${VALUE}`,
    "gi",
  ),
];
/** `publish PL-77120: …`: the thing that the message is about stands right after its verb. */
const AFTER_VERB = /^[a-z][a-z-]+(?: [a-z][a-z-]+)? ([A-Z]{1,5}-?\d{4,})\b/;
/** `4T9QZ14Kpqz2xRv: to=<…>`, as mail servers begin what they say of a message. */
const QUEUE_ID = /^(?=[A-Z\d]*\d)(?=\d*[A-Z])([0-9A-F]{8,12}|(?=\w*[A-Z])(?=\w*[a-z])[0-9A-Za-z]{10,18}): (?=[a-z]+[=<\s])/;
const QUICK =
  /(?:tx|txn|trx|transaction|corr|business|operation|req|request|trace|message|msg|process|run|flow|execution|order|basket|cart|batch|job|payment|invoice|shipment|booking|parcel|refund|transfer|ticket|case|claim|task|delivery|import|export|session|block)[\w-]*["']?\s*[:=# ]/i;

/**
 * Finds the business or request id that a message is about: `txId=…`, `"requestId":"…"`, `basket bk-10a1c025`.
 * @returns the id whose name ranks best, the first of equals; null when there is none
 */
export function findTransactionId(text: string): FoundId | null {
  const part = text.length > MAX_CHARS ? text.slice(0, MAX_CHARS) : text;
  if (!QUICK.test(part)) return findIdOfRank(part, KEYED.length);
  for (let rank = 0; rank < KEYED.length; rank++) {
    const found = findIdOfRank(part, rank);
    if (found) return found;
  }
  return findIdOfRank(part, KEYED.length);
}

/** Finds the first id whose name has this rank; for texts of a template whose rank is known. */
export function findIdOfRank(text: string, rank: number): FoundId | null {
  const pattern = KEYED[rank];
  if (!pattern) {
    const value = (AFTER_VERB.exec(text) ?? QUEUE_ID.exec(text))?.[1];
    return value === undefined ? null : { value, rank };
  }
  const part = text.length > MAX_CHARS ? text.slice(0, MAX_CHARS) : text;
  pattern.lastIndex = 0;
  for (let m = pattern.exec(part); m; m = pattern.exec(part)) {
    const value = (m[1] ?? "").replace(/[.\-]+$/, "");
    if (isIdShaped(value)) return { value, rank };
  }
  return null;
}

/** The id of a business object (order, basket, batch …) that a message names; null when there is none. */
export const findBusinessId = (text: string): string | null => findIdOfRank(text, KEYED.length - 1)?.value ?? null;

/** Letters and digits with a dash between, as firms number what they do: "RX-2025-009913", "K-88213". */
const NUMBERED =
  /(?<![\w\-.])[A-Z][A-Z0-9]{0,6}(?:-[A-Z0-9]{1,8})*-\d{3,}(?:-\w{1,12})*(?![\w.]*\.\w{2,4}\b)(?![\w-])|(?<![\w\-])[A-Z]{2,5}\d{5,}(?![\w-])/g;
/** What is written alike and names no business: encodings, standards, hashes, codes of errors. */
export const NO_SUBJECT =
  /^(?:UTF|ISO|SHA|HTTP|TLS|RFC|CVE|ORA|SQL\w*|ERR\w*|ERROR|IDENT|MSG|CODE|WS|EN|DIN|IEC|IEEE|AES|RSA|CP|WINDOWS|JDK|JAVA|PHP|GMT|UTC|MY|UCS)(?=-|\d)/;

/** The first thing that a text names by a number of its firm: an order, a claim, a receipt; null when there is none. */
export function findSubject(text: string): string | null {
  const part = text.length > MAX_CHARS ? text.slice(0, MAX_CHARS) : text;
  for (const [value] of part.matchAll(NUMBERED)) if (!NO_SUBJECT.test(value) && (value.match(/\d/g)?.length ?? 0) >= 4) return value;
  return null;
}

/** True for values that look like an id: a digit, no date, no address, no file, no plain small number. */
export function isIdShaped(value: string): boolean {
  if (value.length < 4 || !/\d/.test(value)) return false;
  if (/^\d+$/.test(value)) return value.length >= 5;
  return (
    !/^\d{1,3}(?:\.\d{1,3}){3}/.test(value) &&
    !/^\d{4}-\d{2}-\d{2}/.test(value) &&
    !/^\d+(?:\.\d+)?(?:ms|s|kb|mb|gb|b|%|x)$/i.test(value) &&
    !/\.(?:java|py|js|ts|go|cs|log|xml|json|csv|html?)\b/i.test(value) &&
    !/^v?\d+(?:\.\d+)+$/.test(value)
  );
}
