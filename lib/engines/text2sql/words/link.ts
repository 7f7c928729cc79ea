import { findNumbers, type NumberSpan } from "@/lib/language/numbers";
import { GRAMMAR_WORDS, STOP_WORDS } from "@/lib/language/lexicon";
import type { Token } from "@/lib/language/words";
import { findValues } from "@/lib/engines/text2sql/words/link-values";
import { namesInWords, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { FAINT, KEPT, keepBest, WEAKEST } from "@/lib/engines/text2sql/words/keep-best";
import { matchWords, vocabularyOf } from "@/lib/engines/text2sql/words/word-match";
import type { ColumnTarget, TableTarget, Mention } from "@/lib/engines/text2sql/words/mention";

export type Linking = { readonly mentions: readonly Mention[]; readonly numbers: readonly NumberSpan[] };

const LONGEST = 5;
const GENERIC = new Set(["id", "code", "name", "number", "description", "detail", "date", "type", "key", "title", "value"]);
/** General words that a question may add to a shorter name: "phone number" of `phone`, "faculty members" of `faculty`. */
const TRAILING = new Set([
  "number",
  "name",
  "code",
  "address",
  "id",
  "date",
  "value",
  "level",
  "member",
  "record",
  "title",
  "type",
  "amount",
]);
const KEY_WORDS = new Set(["id", "code", "number", "key"]);
/** Units and small words inside a column name that a question leaves out. */
const UNITS = new Set(
  "is has yn other in of the for to at on by per and meter metre feet foot inch dollar euro usd km kg kmh mph mile pound lb gram gb mb kb kib mib gib tib mhz ghz hz m g t l ml ft mi nm ha kw kwh mw gwh sqm litre liter tonne ton hectare acre percent thousand million billion millimeter mm cm hour minute second millisecond".split(
    " ",
  ),
);
const FUNCTION_WORDS = new Set(
  "and or to with by from at not has have had is are was were be do does did that which who whose what when where how as than then".split(
    " ",
  ),
);
const INNER = new Set(["of", "the", "a", "an", "in", "for", "'", "s", "per", "on", "or"]);

/**
 * Finds what the words of a question may refer to in a schema, as mentions that do not overlap.
 * `cueSpans` are token ranges that grammar words claim; they compete with mentions of the same words.
 */
export function link(
  tokens: readonly Token[],
  schema: Schema,
  cueSpans: readonly { readonly start: number; readonly end: number; readonly weight: number }[],
): Linking {
  const vocabulary = vocabularyOf(schema);
  const matches = tokens.map((token) =>
    token.kind === "quoted" || token.kind === "mark" ? new Map<string, number>() : matchWords(token, vocabulary),
  );
  const candidates: Mention[] = [];
  for (let start = 0; start < tokens.length; start++) {
    for (let end = start + 1; end <= Math.min(tokens.length, start + 9); end++) {
      const mention = mentionAt(tokens, matches, start, end, schema);
      if (mention) candidates.push(mention);
    }
  }
  return { mentions: keepBest(segment(tokens, candidates, cueSpans), schema), numbers: findNumbers(tokens) };
}

/** How well some column's name fits exactly these tokens, 0..1. */
export function columnStrength(tokens: readonly Token[], schema: Schema): number {
  const vocabulary = vocabularyOf(schema);
  return (
    rateColumns(
      tokens.map((token) => matchWords(token, vocabulary)),
      schema,
      false,
      false,
    )[0]?.score ?? 0
  );
}

/** Columns that one word alone may mean, best first. */
export function columnsFor(token: Token, schema: Schema): readonly ColumnTarget[] {
  return rateColumns([matchWords(token, vocabularyOf(schema))], schema, false, false).slice(0, KEPT);
}

function mentionAt(
  tokens: readonly Token[],
  matches: readonly ReadonlyMap<string, number>[],
  start: number,
  end: number,
  schema: Schema,
): Mention | null {
  const values = findValues(tokens, start, end, schema);
  const named = end - start <= LONGEST && isNamePart(tokens, matches, start, end);
  const words = tokens.slice(start, end);
  const trailing = named && end - start > 1 && TRAILING.has(words.at(-1)?.lemma ?? "") ? 1 : 0;
  const span = named ? matches.slice(start, end).filter((_, at) => !INNER.has(words[at]?.lower ?? "")) : [];
  const gapped = span.length < end - start;
  const last = words.at(-1)?.lemma;
  const rated = span.length > 0 ? rateColumns(span, schema, gapped, trailing === 1, trailing === 1 && last === "number") : [];
  // "the invested amount" of `invested`: an amount is a number.
  const isAmount = trailing === 1 && last === "amount";
  const columns = isAmount ? rated.filter(({ column }) => schema.columns[column]?.type === "number") : rated;
  const tables = span.length > 0 ? rateTables(span, schema, trailing === 1 && !isAmount) : [];
  return values.length + columns.length + tables.length > 0 ? { start, end, columns, tables, values } : null;
}

function isNamePart(tokens: readonly Token[], matches: readonly ReadonlyMap<string, number>[], start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const inner = at > start && at < end - 1 && INNER.has(tokens[at]?.lower ?? "");
    const trailing = at > start && at === end - 1 && TRAILING.has(tokens[at]?.lemma ?? "");
    if (!inner && !trailing && (matches[at]?.size ?? 0) === 0) return false;
    if ((at === start || at === end - 1) && (INNER.has(tokens[at]?.lower ?? "") || FUNCTION_WORDS.has(tokens[at]?.lower ?? "")))
      return false;
    if (end - start === 1 && tokens[at]?.kind === "number") return false;
    // "employees earning 5000" are employees, not what an employee earns.
    if (at > start && /ing$/u.test(tokens[at]?.lower ?? "") && isPlural(tokens[at - 1]) && !matches[at]?.has(tokens[at]?.lower ?? ""))
      return false;
    // "average" alone is no `mean_humidity`.
    if (end - start === 1 && GRAMMAR_WORDS.has(tokens[at]?.lower ?? "") && Math.max(...(matches[at]?.values() ?? [])) < 1) return false;
    if (end - start === 1 && STOP_WORDS.has(tokens[at]?.lower ?? "") && tokens[at]?.lower !== "name" && tokens[at]?.lower !== "number")
      return false;
  }
  return true;
}

function isPlural(token: Token | undefined): boolean {
  return token !== undefined && token.lower !== token.lemma;
}

/**
 * @param gapped small words stand inside the span @param trailing its last word may be a general one that the name lacks @param numbered
 * that word is "number": of a thing that may be its key
 */
function rateColumns(
  span: readonly ReadonlyMap<string, number>[],
  schema: Schema,
  gapped: boolean,
  trailing: boolean,
  numbered = false,
): readonly ColumnTarget[] {
  const vocabulary = vocabularyOf(schema);
  const seen = new Set<number>();
  const found: ColumnTarget[] = [];
  for (const match of span) {
    for (const word of match.keys()) {
      for (const id of vocabulary.get(word)?.columns ?? []) {
        if (seen.has(id)) continue;
        seen.add(id);
        const column = schema.columns[id];
        const owner = column ? schema.tables[column.table] : undefined;
        if (!column || !owner) continue;
        const isKey = column.isPrimary || column.isForeign;
        const names = namesInWords(column);
        const rate = (words: readonly ReadonlyMap<string, number>[]) =>
          Math.max(...names.map((lemmas) => nameScore(words, lemmas, owner.lemmas, gapped, isKey)));
        const score = Math.max(
          rate(span),
          trailing ? 0.93 * rate(span.slice(0, -1)) : 0,
          numbered && isKey && KEY_WORDS.has(column.lemmas.at(-1) ?? "")
            ? rate([...span.slice(0, -1), new Map([[column.lemmas.at(-1) ?? "", 0.9]])])
            : 0,
        );
        if (score >= FAINT) found.push({ column: id, score });
      }
    }
  }
  return found.sort((a, b) => b.score - a.score || a.column - b.column);
}

/** Share of the name that the span covers; words of the table's own name and general last words count less when missing. */
function nameScore(
  span: readonly ReadonlyMap<string, number>[],
  lemmas: readonly string[],
  owner: readonly string[],
  gapped: boolean,
  isKey: boolean,
): number {
  const left = new Set(lemmas.map((_, at) => at));
  let quality = 0;
  let onOwner = 0;
  for (const match of span) {
    const best = [...left].map((at) => ({ at, score: match.get(lemmas[at] ?? "") ?? 0 })).sort((a, b) => b.score - a.score)[0];
    if (best && best.score > 0) {
      if (gapped && (owner.includes(lemmas[best.at] ?? "") || (match.has("number") && isKey))) return 0;
      left.delete(best.at);
      quality += best.score;
      continue;
    }
    const own = Math.max(0, ...owner.map((word) => match.get(word) ?? 0));
    // "names of the students" is two mentions, the name and the table.
    if (own === 0 || gapped) return 0;
    quality += own;
    onOwner += 1;
  }
  const matched = span.length - onOwner;
  if (matched === 0) return 0;
  const onlyOwner = lemmas.every((word, at) => left.has(at) || owner.includes(word)) && [...left].length > 0;
  const isDated = lemmas.includes("date") || lemmas.includes("time");
  const missing = [...left].reduce(
    (sum, at) =>
      sum +
      (owner.includes(lemmas[at] ?? "")
        ? 0.04
        : isUnit(lemmas[at] ?? "")
          ? 0.08
          : GENERIC.has(lemmas[at] ?? "") || (isDated && PARTICIPLE.test(lemmas[at] ?? ""))
            ? 0.3
            : isOrdinal(lemmas[at] ?? "")
              ? 0.15
              : 0.55),
    0,
  );
  return Math.max(
    0,
    (quality / span.length) * (1 - Math.min(left.has(0) || lemmas.length > 3 ? 0.65 : 0.55, missing)) - (onlyOwner ? 0.15 : 0),
  );
}

/** "placed" of `date_order_placed`. */
const PARTICIPLE = /^(?:\p{L}{3,}ed|made|paid|held|taken|sent|sold|begun|left)$/u;

/** "f" of `temperature_f`, "dollars" of `price_dollars`. */
function isUnit(word: string): boolean {
  return UNITS.has(word) || /^\p{L}$/u.test(word);
}

/** "address" of `address_line_1`. */
function isOrdinal(word: string): boolean {
  return word === "line" || /^\d$/u.test(word);
}

function rateTables(span: readonly ReadonlyMap<string, number>[], schema: Schema, trailing: boolean): readonly TableTarget[] {
  const found: TableTarget[] = [];
  for (const table of schema.tables) {
    const names = namesInWords(table);
    const score = Math.max(
      ...names.map((lemmas) => Math.max(tableScore(span, lemmas), trailing ? 0.93 * tableScore(span.slice(0, -1), lemmas) : 0)),
    );
    if (score >= 0.4) found.push({ table: table.id, score });
  }
  return found.sort((a, b) => b.score - a.score || a.table - b.table).slice(0, KEPT);
}

function tableScore(span: readonly ReadonlyMap<string, number>[], lemmas: readonly string[]): number {
  let quality = 0;
  const covered = new Set<number>();
  for (const match of span) {
    const best = lemmas
      .map((word, at) => ({ at, score: covered.has(at) ? 0 : (match.get(word) ?? 0) }))
      .sort((a, b) => b.score - a.score)[0];
    if (!best || best.score === 0) return 0;
    covered.add(best.at);
    quality += best.score;
  }
  const lastCovered = covered.has(lemmas.length - 1);
  const share = covered.size / lemmas.length;
  return (quality / span.length) * (share === 1 ? 1 : (lastCovered ? 0.75 : 0.6) * (0.6 + 0.4 * share));
}

/** The set of non-overlapping spans with the highest total worth. */
function segment(
  tokens: readonly Token[],
  candidates: readonly Mention[],
  cues: readonly { readonly start: number; readonly end: number; readonly weight: number }[],
): readonly Mention[] {
  const best: { worth: number; from: number; mention: Mention | null }[] = [{ worth: 0, from: 0, mention: null }];
  for (let end = 1; end <= tokens.length; end++) {
    let top = { worth: best[end - 1]?.worth ?? 0, from: end - 1, mention: null as Mention | null };
    for (const cue of cues) {
      const worth = cue.end === end ? (best[cue.start]?.worth ?? 0) + cue.weight : -1;
      if (worth > top.worth) top = { worth, from: cue.start, mention: null };
    }
    for (const mention of candidates) {
      if (mention.end !== end) continue;
      const worth = (best[mention.start]?.worth ?? 0) + worthOf(mention, tokens);
      if (worth > top.worth) top = { worth, from: mention.start, mention };
    }
    best.push(top);
  }
  const chosen: Mention[] = [];
  for (let at = tokens.length; at > 0; at = best[at]?.from ?? 0) {
    const mention = best[at]?.mention;
    if (mention) chosen.unshift(mention);
  }
  return chosen;
}

const IDLE = 0.01;

function worthOf(mention: Mention, tokens: readonly Token[]): number {
  const score = Math.max(mention.columns[0]?.score ?? 0, mention.tables[0]?.score ?? 0, mention.values[0]?.score ?? 0);
  if (score < WEAKEST) return IDLE;
  const length = mention.end - mention.start;
  const words = tokens.slice(mention.start, mention.end).filter((token) => !INNER.has(token.lower)).length;
  if (words === length || mention.values.length > 0) return score * length ** 1.15;
  // "address of the customer" is what a table of that name holds only where its words name nothing by themselves.
  return score * (mention.columns.length > 0 ? 0.98 * words ** 1.15 : 0.9 * words);
}
