import { ENGLISH_WORDS } from "@/lib/language/english";
import { ABBREVIATIONS } from "@/lib/language/lexicon";
import { lemma } from "@/lib/language/words";
import type { Column, Readings } from "@/lib/engines/text2sql/schema/schema";
const NONE: Readings = new Map();

/** The parts of an identifier as they are written, in lower case; the mark of a table is none. @param owner the table's words for a column */
export function partsOf(identifier: string, owner: readonly string[] = []): readonly string[] {
  return spelled(
    splitIdentifier(
      identifier.replace(
        /(^|_)([FLfl])[_-]?[Nn](?:a?me?)$/u,
        (_, before: string, letter: string) => `${before}${letter.toLowerCase() === "f" ? "first" : "last"}_name`,
      ),
    ),
    owner,
  );
}

/**
 * The words of an identifier, abbreviations spelled out.
 * `owner` is the table's words for a column: "pName" of "player" reads "name", "stu_lname" of "student" reads "student last name".
 * @param readings what parts stand for in this database
 */
export function humanWords(identifier: string, owner: readonly string[] = [], readings = NONE): readonly string[] {
  const parts = partsOf(identifier, owner);
  const words: string[] = [];
  parts.forEach((part, at) => {
    const reading = readings.get(part);
    const initial = at === 0 && parts.length > 1 && part.length === 1 && owner.some((word) => word.startsWith(part));
    if (initial) return;
    if (part === "id" || part === "ids") words.push("id");
    else if (at > 0 && Object.hasOwn(AT_END, part) && isLast(parts, at) && AT_END[part]?.after.test(parts[at - 1] ?? ""))
      words.push(AT_END[part].word);
    else words.push(...(reading === undefined ? expand(part, owner) : [reading]));
  });
  return words.length > 0 ? dateLast(words[0] === "number" ? counted(words) : words) : [identifier.toLowerCase()];
}

/** "number bedrooms" of `n_bed`, as of `num_bedrooms`. */
function counted(words: readonly string[]): readonly string[] {
  return words.length === 2 && !TAILS.some((tail) => tail === words[1]) ? [...words.slice(0, -1), plural(words[1] ?? "")] : words;
}

/** "due date" of `dt_due`; "date of birth" and "date from" stay. */
function dateLast([first = "", ...rest]: readonly string[]): readonly string[] {
  const isMark =
    first === "date" &&
    rest.length > 0 &&
    !rest.includes("date") &&
    !/^(?:of|from|to|for|on|in|at|by|and|or|time|effective|\d+)$/u.test(rest[0] ?? "");
  return isMark ? [...rest, first] : [first, ...rest];
}

/** What minutes are of, where "price_min" is the least. */
const LASTS =
  /^(?:duration|dur|elapsed|call|time|talk|wait|waiting|hold|length|prep|preparation|cook|cooking|run|running|play|delay|travel|work|break|handle|handling|service|idle|runtime|session)$/u;

/** Abbreviations that stand for another word at the end of a name: "wait_sec" is no section, "lic_exp" no experience. */
const AT_END: Readonly<Record<string, { readonly after: RegExp; readonly word: string }>> = {
  sec: { after: /./u, word: "seconds" },
  secs: { after: /./u, word: "seconds" },
  min: { after: LASTS, word: "minutes" },
  ref: { after: /./u, word: "reference" },
  stat: { after: /./u, word: "status" },
  nm: { after: /^(?:range|distance|dist|visibility|voyage|route|leg)$/u, word: "nm" },
  exp: { after: /^(?!years?$|yrs?$|work$|job$)/u, word: "expiry" },
};

/** At the end, or before the word for a day: "ins_exp_dt". */
function isLast(parts: readonly string[], at: number): boolean {
  return at === parts.length - 1 || (parts[at] === "exp" && at === parts.length - 2 && /^(?:dt|dte|date|day)$/u.test(parts[at + 1] ?? ""));
}

/** Three letters with a vowel are mostly a word. */
const SHORT_MARK = /^(?:\p{L}{1,2}|[b-df-hj-np-tv-z]{3})_(?=.)/iu;
const FEW_COLUMNS = 3;

/**
 * The few letters that all columns of a table begin with, such as "cu_" of `cu_name` and `cu_phone`: they say no more than whose they are.
 * Empty where the columns have none, or it is an abbreviation with a meaning.
 * @param names columns of one table @param owner the table's words
 */
export function sharedMark(names: readonly string[], owner: readonly string[]): string {
  const [mark = ""] = SHORT_MARK.exec(names[0] ?? "") ?? [];
  const part = mark.slice(0, -1).toLowerCase();
  const isWord = Object.hasOwn(ABBREVIATIONS, part) || expand(part, owner).some((word) => word !== part) || owner.includes(part);
  return mark !== "" && names.length >= FEW_COLUMNS && names.every((name) => name.startsWith(mark)) && !isWord ? mark : "";
}

/** What a table is called beside a mark that it is one: "tblInvoice", "dim_customer". */
const MARK = /^(?:tbl|tb|t|dim|fct|fact)$/u;

/** Parts of a name without the mark of a table; "reg no" is no number of a region, "act flg" no act. */
function spelled(parts: readonly string[], owner: readonly string[]): readonly string[] {
  const [first = "", ...others] = parts;
  const bare =
    owner.length > 0 ? parts : others.length > 0 && MARK.test(first) ? others : [first.replace(/^tbl(?=\p{L}{3})/u, ""), ...others];
  return bare.flatMap(unglued).map((part, at, all) => {
    const next = all[at + 1] ?? "";
    const isStatus = owner.length > 0 ? owner.includes("status") || /^(?:cd|code|dt)$/u.test(next) : at > 0 && next === "";
    if (part === "st" && isStatus) return "status";
    if (part === "cd" && owner.length > 0) return "code";
    if (part === "n" && owner.length > 0 && at === 0 && next !== "") return "number";
    if (/^(?:fst|frst|lst)$/u.test(part) && /^(?:nm|name|nam)$/u.test(next)) return part === "lst" ? "last" : "first";
    if (part === "ln" && owner.length === 0 && at > 0 && next === "") return "line";
    if (part === "act" && /^(?:flg|flag|ind|yn)$/u.test(next)) return "active";
    if (part === "act" && owner.length > 0 && all.some((other) => /^(?:dt|date|qty|hrs|amt|cost)$/u.test(other))) return "actual";
    if (part === "reg" && [next, all[at - 1] ?? ""].some((other) => /^(?:dt|date)$/u.test(other))) return "registration";
    return part === "reg" && /^(?:no|num|nbr|nr|number|plate)$/u.test(next) ? "registration" : part;
  });
}

/** "custnm" and "orderid" are two words each, the second of which is short. */
function unglued(part: string): readonly string[] {
  const [, head = "", tail = ""] = /^(\p{L}{3,})(nm|dt|cd|amt|qty|id)$/u.exec(part) ?? [];
  const isWord = ENGLISH_WORDS.has(head) || Object.hasOwn(ABBREVIATIONS, head);
  return isWord && !ENGLISH_WORDS.has(part) && !Object.hasOwn(ABBREVIATIONS, part) ? [head, tail] : [part];
}

/** Lower-case parts of snake_case, camelCase, PascalCase, kebab-case and spaced names; digits stand alone. */
function splitIdentifier(identifier: string): readonly string[] {
  return identifier
    .replace(/WiFi|[KMGT]iB|eMail|PhD/gu, (word) => ` ${word.toLowerCase()} `)
    .replace(/([a-z0-9])([A-Z])/gu, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/gu, "$1 $2")
    .replace(/([A-Za-z])(\d)/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "");
}

function expand(part: string, owner: readonly string[]): readonly string[] {
  const long = Object.hasOwn(ABBREVIATIONS, part) ? ABBREVIATIONS[part] : undefined;
  if (long !== undefined && !owner.includes(part)) return long === "" ? [] : long.split(" ");
  const own = owner
    .map(lemma)
    .find((word) => word.length > part.length && part.length >= 3 && (word.startsWith(part) || isSkeleton(part, word)));
  if (own && !isFirstWord(part, own)) return [own];
  return splitKnownTail(part, owner);
}

/** "light" of a lighthouse is a word of its own, "stud" of a student is none. */
function isFirstWord(part: string, compound: string): boolean {
  const rest = compound.slice(part.length);
  return part.length >= 4 && rest.length >= 4 && compound.startsWith(part) && ENGLISH_WORDS.has(part) && ENGLISH_WORDS.has(rest);
}

/** "cst" of "customer", "whs" of "warehouse": the first letter and consonants in their order. */
function isSkeleton(part: string, word: string): boolean {
  return word.length >= part.length + 3 && /^\p{L}[^aeiou\d]+$/u.test(part) && new RegExp(`^${[...part].join(".*")}`, "u").test(word);
}

const SHORT_NUMBER = /^(.{2,})(?:no|num|nbr)$/u;

const TAILS = ["name", "date", "code", "number", "type", "time", "year", "count", "price", "title", "id"] as const;

/** Runs such as "roomname", "gtype" "departuretime" or "deptno" carry a common last word without a mark before it. */
function splitKnownTail(part: string, owner: readonly string[]): readonly string[] {
  const numbered = SHORT_NUMBER.exec(part)?.[1];
  const whose = numbered === undefined ? undefined : (abbreviated(numbered) ?? owner.map(lemma).find((word) => word.startsWith(numbered)));
  if (whose !== undefined) return [whose, "number"];
  for (const tail of TAILS) {
    if (!part.endsWith(tail) || part.length === tail.length) continue;
    const head = part.slice(0, -tail.length);
    if (owner.some((word) => word === head || (head.length === 1 && word.startsWith(head))))
      return head.length === 1 ? [tail] : [head, tail];
    if (head.length >= 4 && tail.length >= 4 && !WHOLE.has(part)) return [head, tail];
  }
  return [part];
}

/** "department" of the "dept" in `deptno`. */
function abbreviated(part: string): string | undefined {
  return Object.hasOwn(ABBREVIATIONS, part) && part.length >= 3 ? ABBREVIATIONS[part] : undefined;
}

const WHOLE = new Set([
  "username",
  "nickname",
  "surname",
  "filename",
  "lifetime",
  "overtime",
  "update",
  "candidate",
  "mandate",
  "account",
  "discount",
  "prototype",
  "barcode",
  "subtitle",
  "uptime",
  "downtime",
  "postcode",
  "zipcode",
  "hostname",
  "daytime",
  "sometime",
  "halftime",
]);

/** Words as shown to a person: "date of birth", "loan number". */
export function label(words: readonly string[]): string {
  return words.join(" ");
}

/** What a key says of the row it points to: "manager" of `manager_id`. */
export function roleWords(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !["id", "ids", "code", "number", "key"].includes(word));
  return rest.length > 0 ? rest : words;
}

/** Singular forms of the words, for comparing. */
export function lemmas(words: readonly string[]): readonly string[] {
  return words.map(lemma);
}

/** "branch" to "branches"; a name that already is plural or has no plural stays. */
export function plural(noun: string): string {
  if (lemma(noun) !== noun || /(?:staff|data|series|species|news|information|people)$/u.test(noun)) return noun;
  if (noun.endsWith("person")) return `${noun.slice(0, -6)}people`;
  if (/(?:s|x|ch|sh|z)$/u.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

/** How the columns of first and last names are called where a person has both; ends of lemmas joined by spaces. */
export const FIRST_NAME = /(?:(?:first|given) name|forename)$/u;
export const LAST_NAME = /(?:(?:last|family) name|surname)$/u;

const CURRENCIES = new Set(["usd", "eur", "euro", "gbp", "chf", "dollar", "pound", "cent"]);

/** Whether a word is a currency that a figure is in. */
export function isCurrency(word: string): boolean {
  return CURRENCIES.has(word);
}

/** What an amount is called, less the currency that it is in: "amount" of `amount_eur`. */
export function headOf({ lemmas }: { readonly lemmas: readonly string[] }): string {
  return lemmas.findLast((word) => !isCurrency(word)) ?? "";
}

const NUMBERED = /^(?:number|code|reference|no)$/u;
const OF_SOMETHING_ELSE = /^(?:phone|telephone|tel|mobile|fax|zip|post|postal|house|country)$/u;

/** Whether a column holds what people tell rows by where they have no name: a tracking number, a batch code. */
export function isNaturalKey(column: Pick<Column, "lemmas" | "isUnique" | "isPrimary" | "type" | "isStoredAsText">): boolean {
  const { lemmas: words, isUnique, isPrimary, type, isStoredAsText } = column;
  const isText = type === "text" || isStoredAsText;
  return isUnique && !isPrimary && isText && NUMBERED.test(words.at(-1) ?? "") && !OF_SOMETHING_ELSE.test(words.at(-2) ?? "");
}
