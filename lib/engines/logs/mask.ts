/** What replaces a secret; the kind stays readable, the value is gone. */
const rule = (pattern: RegExp, replacement: string | ((...parts: string[]) => string)): Rule => ({ pattern, replacement });
type Rule = { readonly pattern: RegExp; readonly replacement: string | ((...parts: string[]) => string) };

const SECRET_NAME =
  "(?:[\\w.\\-]*(?:password|passwd|passphrase|passcode|secret|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|session[_-]?token|id[_-]?token|credential)[\\w\\-]*|pwd|pass|pin|cvv|cvc|token|authorization|cookie|set-cookie|iban)";

const RULES: readonly Rule[] = [
  rule(/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, "[token]"),
  rule(/\b(Bearer|Basic|Digest)\s+(?!\[)(?=[\w.~+/=:-]*(?:\d|[a-z][A-Z]|[A-Z][a-z]*[A-Z]))([\w.~+/=:-]{6,})/gi, "$1 [token]"),
  rule(/([a-z][a-z0-9+.-]*:\/\/)[^\s:/@"']+:[^\s@"']+@/gi, "$1[secret]@"),
  rule(new RegExp(`(["']?\\b${SECRET_NAME}\\b["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^\\s,;&"'}\\])|]+)`, "gi"), maskNamed),
  rule(
    /\b(?:sk|pk|rk|tok|key|ghp|gho|glpat|xox[bap]|AKIA|[a-z]{2,8}_(?:secret|key|token|live|test))[-_](?=[\w-]*\d)[\w-]{8,}/g,
    "[secret]",
  ),
  rule(/\b[a-z]{1,6}[._-](?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{20,}\b/g, "[secret]"),
  rule(/[\p{L}\p{N}._%+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, "[email]"),
  rule(/\b(?:\d[ -]?){12,18}\d\b/g, maskCard),
  rule(/(?<![\w.+])\+\d{1,3}[ ()./-]{0,2}(?:\d[ ()./-]{0,2}){6,13}\d(?!\w)/g, "[phone]"),
  rule(/(["']?\b(?:phone|mobile|telephone|tel|msisdn)(?:_?(?:no|number))?["']?\s*[:=]\s*["']?)[+(]?\d[\d ()./-]{5,18}\d/gi, "$1[phone]"),
];

const MAY_HOLD = /[@=:+]|%40|eyJ|\d{4}[ -]?\d{4}|[_.-][A-Za-z0-9]{8}|\b(?:Bearer|Basic|Digest)\b/i;

/**
 * Replaces passwords, tokens, keys, e-mail addresses, card numbers and phone numbers. Everything of a log that is shown,
 * stored or exported goes through here; running it twice changes nothing more.
 */
export function maskSecrets(text: string): string {
  if (text.length < 6 || !MAY_HOLD.test(text)) return text;
  let masked = text;
  for (const { pattern, replacement } of RULES) {
    masked =
      typeof replacement === "string"
        ? masked.replace(pattern, replacement)
        : masked.replace(pattern, (...parts: unknown[]) => replacement(...parts.map(String)));
  }
  return masked;
}

function maskNamed(whole: string, name = "", value = ""): string {
  const quote = /^["']/.exec(value)?.[0] ?? "";
  const bare = quote === "" ? value : value.slice(1, -1);
  if (bare === "" || /^\[/.test(bare) || /^(?:null|none|true|false|undefined|0|Bearer|Basic|Digest)$/i.test(bare)) return whole;
  // "token: expired" and "pin: 3 tries left" are sentences, not values.
  if (quote === "" && /:\s+$/.test(name) && /^[A-Za-z]+$/.test(bare) && !/passw|secret|credential|[_-]?key/i.test(name)) return whole;
  return `${name}${quote}[secret]${quote}`;
}

/** Masks digit groups that pass the check sum of card numbers (Luhn); others are ids. */
function maskCard(whole: string): string {
  const digits = whole.replace(/\D/g, "");
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits) || /^1[5-9]\d{11}$/.test(digits)) return whole;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 ? "[card]" : whole;
}
