import { isShortEither, isShortFor } from "@/lib/language/english";
import { GRAMMAR_WORDS, synonymsOf } from "@/lib/language/lexicon";
import { root, type Token } from "@/lib/language/words";
import { oncePer } from "@/lib/platform/once-per";
import { flagOf, namesInWords, type Column, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { isEveryday, isFirstWord } from "@/lib/engines/text2sql/reader/words/everyday-nouns";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import type { Sense, SenseOf } from "@/lib/engines/text2sql/reader/words/unit";
import { isMoment, isOver } from "@/lib/engines/text2sql/reader/words/over";

const SMALL = new Set("on at in of the a an for to our their its is".split(" "));
const GENERIC = new Set(
  "total amount actual id number code date time name type month day year percent usd on at in of is has was and description yn flag m l t g kg km cm mm ml lb lbs ft mi nm ha kw kwh mw gwh mb gb sqm sqft eur gbp chf cent".split(
    " ",
  ),
);

const KINDS = new Set("type code year month day percent description".split(" "));
const TRAILING = new Set("number name code date amount value status figure level column ref reference".split(" "));

/** Of those the ones that no key or day is meant by: "contract value" is no `contract_id`. */
const FIGURES = new Set(["amount", "value", "figure"]);

/** What a run of tokens may name: tables, roles that keys give to tables, columns, states. Weak senses are left out. */
export function matchNames(span: readonly Token[], schema: Schema): readonly Sense[] {
  const content = span.filter(({ lower }, at) => at === 0 || !SMALL.has(lower));
  const isGapped = content.length < span.length;
  if (content.length === 0 || content.some(({ kind }) => kind !== "word") || (content.length > 1 && content.at(-1)?.lower === "per"))
    return [];
  const found: Sense[] = [
    ...tables(content, schema),
    ...columns(content, schema, isGapped),
    ...roles(content, schema),
    ...opposites(content, schema),
  ];
  const isRelation = span.length === 1 && RELATIONS.has(span[0]?.lower ?? "");
  // "cases per kind", where the kinds are a table of their own.
  const isKind = (sense: Sense): boolean => sense.kind === "table" && span[0]?.lower === "kind";
  return found.filter((sense) => sense.score >= (isRelation && !isKind(sense) ? 0.8 : 0.55));
}

const roots = new Map<string, string>();

/** Roots of schema words, kept since each is compared with every word of a question. */
function rootOf(word: string): string {
  const known = roots.get(word) ?? root(word);
  roots.set(word, known);
  return known;
}

/** How well one word of the question stands for a word of a name. */
function wordScore(token: Token, word: string, isDay = false): number {
  if (token.lemma === word || token.lower === word) return 1;
  if (GRAMMAR_WORDS.has(token.lower) || (token.lower.endsWith("lly") && !word.endsWith("ly"))) return 0;
  // "work" is what a worker does, not who.
  if (
    word.length > token.lemma.length &&
    /(?:er|or)$/u.test(word) &&
    (word === `${token.lemma}er` || word === `${token.lemma}r` || word === `${token.lemma.replace(/e$/u, "")}or`)
  )
    return 0;
  if (token.root.length >= 4 && token.root === rootOf(word))
    return word.endsWith("ed") && !token.lower.endsWith("ed") && !(isDay && token.lower.endsWith("ing"))
      ? /[eo]rs$/u.test(token.lower)
        ? 0
        : 0.75
      : 0.92;
  if (isDay && (token.lower === `${word}ed` || token.lower === `${word}d` || (token.lower === "born" && word === "birth"))) return 0.92;
  // "delivered" of a delivery date, "arrived" of an arrival time.
  if (isDay && /(?:y|al|ion|ing|ment)$/u.test(word) && token.lower === `${word.replace(/(?:y|al|ion|ing|ment)$/u, "")}ed`) return 0.9;
  const verb = /^(\p{L}{3,})(?:ed|ing)$/u;
  if (verb.test(word) && verb.exec(token.lower)?.[1] === verb.exec(word)?.[1] && verb.test(token.lower)) return 0.92;
  if (isShortEither(word, token.lemma) || isShortFor(token.lower, word)) return 0.9;
  return synonymsOf(token.lemma).has(word) ? 0.65 : 0;
}

function tables(content: readonly Token[], schema: Schema): readonly SenseOf<"table">[] {
  return schema.tables.map((table) => {
    const { id, lemmas } = table;
    const names = namesInWords(table);
    // "charged" is no noun, so words of one family do not name a table.
    const whole = Math.max(
      ...names.map((words) =>
        content.every(
          ({ lemma }, at) => lemma === words[at] || synonymsOf(lemma).has(words[at] ?? "") || isShortEither(lemma, words[at] ?? ""),
        )
          ? coverage(content, words)
          : 0,
      ),
    );
    if (content.length === 1 && /^pays?$/u.test(content[0]?.lower ?? "")) return { kind: "table", table: id, score: 0 };
    const isMember = content.length === 2 && content[1]?.lemma === "member" && lemmas.length === 1 && content[0]?.lemma === lemmas[0];
    const head = content.length === 1 && lemmas.length > 1 && content[0]?.lemma === lemmas.at(-1) ? 0.78 : 0;
    return {
      kind: "table",
      table: id,
      score: Math.max(
        whole,
        isFirstWord(content, table, schema) || isMember ? 0.95 : head,
        isEveryday(content, id, schema) || isSince(content, id, schema) ? 0.8 : 0,
      ),
    };
  });
}

/** "members" are the owners of whom a `member_since` is kept, where nothing else is called so. */
function isSince([token, ...rest]: readonly Token[], table: number, { tables, columns, values }: Schema): boolean {
  if (!token || rest.length > 0 || values.has(token.lower) || tables.some(({ lemmas }) => lemmas.includes(token.lemma))) return false;
  const called = columns.filter(({ lemmas }) => lemmas.includes(token.lemma));
  return (
    called.length === 1 &&
    called.every(
      (column) =>
        column.table === table &&
        isMoment(column) &&
        column.lemmas.length === 2 &&
        column.lemmas[0] === token.lemma &&
        column.lemmas[1] === "since" &&
        !isSinceDone(column),
    )
  );
}

/** `closed_since` says of a row that it was closed, where `member_since` says who it is. */
function isSinceDone(column: Column): boolean {
  return isMoment(column) && column.words.length === 2 && column.words[1] === "since" && /(?:ed|en|wn)$/u.test(column.words[0] ?? "");
}

/** One to one, every word covered. */
function coverage(content: readonly Token[], words: readonly string[]): number {
  if (content.length !== words.length) return 0;
  const scores = content.map((token, at) => wordScore(token, words[at] ?? ""));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / words.length;
}

/** @param isGapped small words stand between: "loans of customers" are two names */
function columns(content: readonly Token[], schema: Schema, isGapped: boolean): readonly Sense[] {
  return schema.columns.flatMap((column): readonly Sense[] => {
    // "which branch opened" is a noun and its verb, not the name of a column.
    const isVerbal = isMoment(column) && content.length === 2 && content[1]?.lower.endsWith("ed") === true;
    // Of the planned day and the actual one "delivered" means the second.
    const isVerb = content.length === 1 && content[0]?.lower.endsWith("ed") === true;
    // "the last service" is no last name.
    if (content.length === 1 && /^(?:first|last)$/u.test(content[0]?.lower ?? "") && column.lemmas.length > 1) return [];
    // "booked" is no `booking_id`.
    if (isVerb && (column.isPrimary || column.isForeign) && !column.words.includes(content[0]?.lower ?? "")) return [];
    const owner = isGapped || isVerbal ? [] : (schema.tables[column.table]?.lemmas ?? []);
    const names = [...namesInWords(column), ...(isSinceDone(column) ? [column.lemmas.slice(0, -1)] : [])];
    const isKey = column.isForeign || column.isPrimary || isMoment(column);
    const trailing =
      !isGapped &&
      content.length > 1 &&
      TRAILING.has(content.at(-1)?.lemma ?? "") &&
      !((isKey || column.type !== "number") && /^(?:value|amount|figure|level)$/u.test(content.at(-1)?.lemma ?? ""))
        ? content.slice(0, -1)
        : null;
    const score = Math.max(
      lastingScore(content, column),
      ...names.map((words) =>
        Math.max(
          nameScore(content, words, owner, isMoment(column)),
          trailing && !(isKey && FIGURES.has(content.at(-1)?.lemma ?? "")) ? 0.95 * nameScore(trailing, words, owner, isMoment(column)) : 0,
        ),
      ),
    );
    if (isVerb && isMoment(column) && column.words.some((word) => PLANNED.test(word)))
      return score < 0.55 ? [] : [{ kind: "column", column: column.id, score: score - 0.2 }];
    if (score < 0.55 || (score < 0.65 && isFlag(column)) || (isGapped && !names.some((words) => isInOrder(content, words)))) return [];
    const isTrailed = trailing !== null && names.every((words) => nameScore(content, words, owner, false) < score);
    if (isFlag(column) && !(column.type === "text" && isTrailed))
      return [{ kind: "state", column: column.id, holds: true, score: Math.min(1, score + 0.05) }];
    return [{ kind: "column", column: column.id, score }];
  });
}

/** How well "wait" or "wait time" names `wait_seconds`; 0 where more of its name is missing. */
function lastingScore(content: readonly Token[], { lemmas, type }: Column): number {
  const isLasting = type === "number" && lemmas.length > 1 && /^(?:second|minute)$/u.test(lemmas.at(-1) ?? "");
  const score = isLasting ? nameScore(content, [...lemmas.slice(0, -1), "time"], [], false) : 0;
  return score >= 0.85 ? score : 0;
}

/** Says of a day that it was meant to be. */
const PLANNED = /^(?:plan|planned|scheduled|promised|expected|target)$/u;

function isInOrder(content: readonly Token[], words: readonly string[]): boolean {
  const places = content.map((token) => words.findIndex((word) => wordScore(token, word) > 0));
  return places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? 0)));
}

/** "labour hours" of `lab_hours`: beside another word of the name, a short one may begin what is said although it is English itself. */
function beginsWith({ lemma }: Token, word: string): boolean {
  return word.length >= 3 && word.length <= 4 && lemma.length >= word.length + 2 && lemma.startsWith(word);
}

function nameScore(content: readonly Token[], lemmas: readonly string[], owner: readonly string[], isDay: boolean): number {
  if (content.length > lemmas.length + owner.length) return 0;
  const left: (string | null)[] = [...lemmas];
  let quality = 0;
  let own = 0;
  for (const token of content) {
    let best = { at: -1, score: 0 };
    for (const [at, word] of left.entries()) {
      const score = word === null ? 0 : wordScore(token, word, isDay) || (content.length > 1 && beginsWith(token, word) ? 0.8 : 0);
      if (score > best.score) best = { at, score };
    }
    if (best.score > 0) {
      left[best.at] = null;
      quality += best.score;
    } else if (quality === 0 && token.lemma === token.lower && owner.includes(token.lemma)) own += 1;
    else return 0;
  }
  const matched = content.length - own;
  if (matched === 0) return 0;
  // "litres" of `litres_out`, "words" of `word_count`.
  const isAmountOf =
    matched === 1 &&
    lemmas.length === 2 &&
    left[1] !== null &&
    content.at(-1)?.lemma !== content.at(-1)?.lower &&
    SO_MANY.test(lemmas[1] ?? "");
  if (isAmountOf) return 0.9 * quality;
  const meaning = lemmas.filter((word) => !GENERIC.has(word));
  const rest = left.filter((word) => word !== null);
  const missing = rest.reduce(
    (sum, word) =>
      sum +
      (owner.includes(word)
        ? 0.04
        : (word === "quantity" && word === lemmas.at(-1)) || GENERIC.has(word) || (word === lemmas.at(-1) && TIME_UNIT.test(word))
          ? word === "code" && lemmas.some((other) => /^(?:type|status|category)$/u.test(other))
            ? 0.05
            : KINDS.has(word)
              ? 0.3
              : 0.1
          : word === meaning.at(-1)
            ? 0.4
            : 0.28),
    0,
  );
  const onlyGeneric = meaning.length > 0 && rest.filter((word) => !GENERIC.has(word)).length === meaning.length;
  return onlyGeneric && !owner.some((word) => lemmas.includes(word)) ? 0 : (quality / matched) * Math.max(0, 1 - missing);
}

/** What a time is told in: "wait" of `wait_seconds`. */
const TIME_UNIT = /^(?:second|minute|hour|day)$/u;

/** Said of how many there are of what stands before it. */
const SO_MANY =
  /^(?:count|out|spend|spent|work|worked|use|used|sell|sold|make|made|produce|produced|log|logged|serve|served|deliver|delivered|drive|driven|quantity)$/u;

/** True for a column that says how many of something there are: "litres out", "word count", "guests". */
export function countsThings({ words, lemmas }: Column): boolean {
  return words.some((word, at) => word !== lemmas[at] && at >= words.length - 2) || SO_MANY.test(lemmas.at(-1) ?? "");
}

/** What a column of zeros and ones may count. */
const COUNTED =
  /^(?:number|count|amount|quantity|total|level|rating|score|rank|size|year|month|day|week|hour|minute|second|percent|rate|code|type|id|sum|order|position|point|goal|child|kid|gender|sex)$/u;

/** A column that holds yes or no. */
export const isFlag = oncePer((column: Column): boolean => {
  if (column.type === "boolean") return true;
  if (column.type === "text") return flagOf(column) !== null;
  const isNamed = /^(?:is|has|was|on|can|allow)s?_|_(?:yn|y_n|flag)$/iu.test(column.name) || /^(?:is|has|was|can)\p{Lu}/u.test(column.name);
  const isBinary =
    column.type === "number" &&
    column.samples.length > 0 &&
    column.samples.every((value) => value === null || /^[01]$/u.test(String(value)));
  return (
    isBinary &&
    (isNamed ||
      (!column.isForeign &&
        !column.isPrimary &&
        column.samples.some((value) => String(value) === "0") &&
        column.samples.some((value) => String(value) === "1") &&
        !COUNTED.test(column.lemmas.at(-1) ?? "")))
  );
});

/** A foreign key whose name is not that of the table it points to: "officer" is an employee. */
function roles(content: readonly Token[], schema: Schema): readonly SenseOf<"role">[] {
  // "invoice number" is what tells an invoice, not the invoice.
  if (content.length > 1 && /^(?:number|code|id|key)$/u.test(content.at(-1)?.lemma ?? "")) return [];
  const found = new Map<number, { via: number[]; score: number }>();
  for (const { from, to } of schema.links) {
    const [column, target] = [schema.columns[from], schema.columns[to]];
    if (!column || !target) continue;
    const words = column.lemmas.filter((word) => word !== "id" && word !== "code");
    // "manager" of a `manager_employee_id`.
    const role = words.filter((word) => !schema.tables[target.table]?.lemmas.includes(word));
    const isAgent = role.length === 1 && role.length < words.length && /(?:er|or|ant|ist)$/u.test(role[0] ?? "");
    const isPlain = words.length === 1 && (schema.tables[target.table]?.lemmas ?? []).includes(words[0] ?? "");
    const called = column.synonyms.map((said) => coverage(content, said.split(" ")));
    const score = words.length > 0 && !isPlain ? Math.max(coverage(content, words), isAgent ? coverage(content, role) : 0, ...called) : 0;
    // "managed" is what a manager does, not who.
    if (score < 0.99) continue;
    const known = found.get(target.table) ?? { via: [], score };
    known.via.push(from);
    found.set(target.table, known);
  }
  return [...found].map(([table, { via, score }]) => ({ kind: "role", table, via, score }));
}

/** "unsecured", "unpaid", "non-waived": the opposite of a flag, or a date that is not there. */
function opposites(content: readonly Token[], schema: Schema): readonly SenseOf<"state">[] {
  const first = content[0];
  const standing = first && content.length === 1 && Object.hasOwn(STANDING, first.lower) ? STANDING[first.lower] : undefined;
  if (standing)
    return schema.columns
      .filter((column) => isOver(column) && (!standing.isOfLife || column.lemmas.some((word) => /^(?:deceased|died|death)$/u.test(word))))
      .map(({ id }) => ({ kind: "state", column: id, holds: standing.isGone, score: standing.score }));
  const match = /^(?:un|non-?|not-)(\p{L}{3,})$/u.exec(first?.lower ?? "");
  if (!first || !match?.[1] || content.length > 1) return [];
  const base: Token = { ...first, lower: match[1], lemma: match[1], root: root(match[1]) };
  return schema.columns.flatMap((column) => {
    const isState = isFlag(column) || (isMoment(column) && column.isRequired !== true);
    const words = column.lemmas.filter((word) => !GENERIC.has(word));
    const score =
      isState && words.length === 1
        ? wordScore(base, words[0] ?? "")
        : isMoment(column) && isState && words.length === 2
          ? 0.95 * wordScore(base, words[1] ?? "")
          : base.lower === "sold" && isOfSale(column)
            ? 0.92
            : 0;
    return score >= 0.9 ? [{ kind: "state" as const, column: column.id, holds: false, score: score - (isFlag(column) ? 0 : 0.02) }] : [];
  });
}

/** Who bought a row or what it fetched, empty while it is not sold. */
function isOfSale(column: Column): boolean {
  return (
    column.isRequired !== true && !isMoment(column) && column.lemmas.some((word) => /^(?:buyer|purchaser|hammer|winner|sold)$/u.test(word))
  );
}

/** Adjectives of what is over or goes on. */
const STANDING: Readonly<Record<string, { readonly isGone: boolean; readonly score: number; readonly isOfLife?: boolean }>> = {
  current: { isGone: false, score: 0.9 },
  former: { isGone: true, score: 0.9 },
  ex: { isGone: true, score: 0.9 },
  active: { isGone: false, score: 0.8 },
  running: { isGone: false, score: 0.8 },
  ongoing: { isGone: false, score: 0.8 },
  inactive: { isGone: true, score: 0.8 },
  alive: { isGone: false, score: 0.9, isOfLife: true },
  living: { isGone: false, score: 0.9, isOfLife: true },
  dead: { isGone: true, score: 0.9, isOfLife: true },
  died: { isGone: true, score: 0.9, isOfLife: true },
};
