import { WEEKEND } from "@/lib/language/calendar";
import { STOP_WORDS } from "@/lib/language/lexicon";
import { findNumbers, type NumberSpan } from "@/lib/language/numbers";
import { normalise, tokenise, type Token } from "@/lib/language/words";
import { findCues, type Cue } from "@/lib/engines/text2sql/words/cues";
import { shareLastWord } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { matchNames } from "@/lib/engines/text2sql/reader/words/match-names";
import { valueFamily } from "@/lib/engines/text2sql/reader/words/value-family";
import { FILLER_PHRASES, RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import { reword } from "@/lib/engines/text2sql/reader/words/rewording";
import { preferKinds } from "@/lib/engines/text2sql/reader/words/prefer-kinds";
import { preferDone } from "@/lib/engines/text2sql/reader/words/by-verb";
import { inWordsOf } from "@/lib/engines/text2sql/reader/words/reword-by-schema";
import type { Sense, Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { type Span, type Timed, findTimed } from "@/lib/engines/text2sql/reader/words/find-timed";
import { sensesAt, TIME_UNITS } from "@/lib/engines/text2sql/reader/words/senses-at";
import { namesDoer } from "@/lib/engines/text2sql/reader/frame/done-by";

type Named = Span & { readonly senses: readonly Sense[] };
const LONGEST = 6;
const NO_CUES = new Set(["is", "are", "was", "were"]);

/**
 * Splits a question into units over a schema: names, numbers, windows of time, grammar words, and what is left. @param now ISO local time
 */
export function readUnits(asked: string, schema: Schema, now: string): readonly Unit[] {
  const text = reword(inWordsOf(schema, asked));
  const plain = splitHyphens(tokenise(text), schema);
  const tokens = shareLastWord(plain, schema);
  const fillers = [...findFillers(tokens), ...findLinks(tokens, schema)];
  const timed = findTimed(text, plain, schema, now, WEEKEND)
    .filter((time) => !isInName(time, plain, schema))
    .map((time) => ({ ...time, start: placeOf(plain[time.start], tokens), end: placeOf(plain[time.end - 1], tokens) + 1 }))
    .map((time) => ({
      ...time,
      start: Math.max(
        time.start,
        ...fillers.flatMap(({ start, end }) => (start < time.start && end > time.start && end < time.end ? [end] : [])),
      ),
    }));
  const free = (span: Span): boolean => [...timed, ...fillers].every((taken) => span.end <= taken.start || span.start >= taken.end);
  const cues = findCues(tokens, schema).filter((cue) => free(cue) && !isOrderItself(cue, tokens));
  const numbers = findNumbers(tokens).filter(free);
  const named = allNames(tokens, schema).filter(free);
  const chosen = segment(tokens.length, named, cues);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length;) {
    const [unit, end] = unitAt(tokens, at, timed, fillers, chosen, cues, numbers);
    units.push(namesDoer(unit, units, schema));
    at = end;
  }
  return preferKinds(preferDone(units, text, schema), schema);
}

/** "lessons of French A1 Spring 2026", where a course is called so: the year is a part of its name; so is that of "our Winter Weekend". */
function isInName({ start, end }: Span, tokens: readonly Token[], { values }: Schema): boolean {
  if (start > 1 && /^(?:Weekend|Week|Day|Year)$/u.test(tokens[start]?.text ?? "") && /^\p{Lu}\p{Ll}/u.test(tokens[start - 1]?.text ?? ""))
    return true;
  return tokens.slice(Math.max(0, start - LONGEST), start).some((_, ahead, before) =>
    [end, end + 1, end + 2].some((to) => {
      const from = start - before.length + ahead;
      const words = tokens.slice(from, to);
      return words.length > end - start + 1 && words.length === to - from && values.has(normalise(words.map(({ text }) => text).join(" ")));
    }),
  );
}

/** "the last order of Ann Lee" puts nothing in order. */
function isOrderItself({ tag, start }: Cue, tokens: readonly Token[]): boolean {
  return (
    tag === "order" &&
    tokens[start]?.lower === "order" &&
    /^(?:an|each|every|any|last|latest|first|next|newest|oldest|biggest|largest|smallest|open|recent)$/u.test(
      tokens[start - 1]?.lower ?? "",
    )
  );
}

/** "open-account balance" is three words, where the schema has none of them joined. */
function splitHyphens(tokens: readonly Token[], schema: Schema): readonly Token[] {
  return tokens.flatMap((token) => {
    const parts = /^(\p{L}{2,})-(\p{L}{2,})$/u.exec(token.lower);
    const isJoined =
      parts === null ||
      token.kind !== "word" ||
      /^(?:non|un|not)$/u.test(parts[1] ?? "") ||
      schema.values.has(normalise(token.text)) ||
      schema.definitions?.some(({ phrases }) => phrases.some((words) => words.includes(token.lemma)));
    if (isJoined) return [token];
    const at = token.text.indexOf("-");
    const place = (part: Token, offset: number): Token => ({
      ...part,
      start: token.start + offset,
      end: token.start + offset + part.text.length,
    });
    return [
      ...tokenise(token.text.slice(0, at)).map((part) => place(part, 0)),
      ...tokenise(token.text.slice(at + 1)).map((part) => place(part, at + 1)),
    ];
  });
}

/** The place of a token among tokens of which some were said once and stand twice. */
function placeOf(token: Token | undefined, tokens: readonly Token[]): number {
  return token ? tokens.lastIndexOf(token) : -1;
}

function findFillers(tokens: readonly Token[]): readonly Span[] {
  return tokens.flatMap((_, start) =>
    FILLER_PHRASES.flatMap((words) =>
      words.every((word, at) => tokens[start + at]?.lower === word) ? [{ start, end: start + words.length }] : [],
    ),
  );
}

/** "no loan drawn under them", "nothing pledged against it": a participle that names neither a state nor a date only links two rows. */
function findLinks(tokens: readonly Token[], schema: Schema): readonly Span[] {
  return tokens.flatMap((token, start) => {
    const [link, other] = [tokens[start + 1]?.lower ?? "", tokens[start + 2]?.lower ?? ""];
    const isLink =
      /(?:ed|en|wn|ld|nt|de)$/u.test(token.lower) &&
      /^(?:under|against|to|on|with|from|behind|by)$/u.test(link) &&
      /^(?:them|it|him|her)$/u.test(other);
    const isSingle = tokens[start + 3]?.lower === "single";
    const noun = tokens[start + (isSingle ? 4 : 3)];
    const isOfTable =
      /(?:ed|en|wn)$/u.test(token.lower) &&
      (/^(?:under|against|behind)$/u.test(link) || (link === "for" && token.lower === "used")) &&
      /^(?:an?|any|the|some|our|their)$/u.test(other) &&
      noun !== undefined &&
      matchNames([noun], schema).some(({ kind, score }) => kind === "table" && score > 0.7);
    if (isOfTable && !schema.values.has(token.lower)) return [{ start, end: start + 3 }];
    if (!isLink || schema.values.has(token.lower) || valueFamily([token], schema).length > 0) return [];
    const isTelling = matchNames([token], schema).some(
      (sense) => sense.kind !== "column" || schema.columns[sense.column]?.type !== "number",
    );
    return isTelling ? [] : [{ start, end: start + 3 }];
  });
}

function unitAt(
  tokens: readonly Token[],
  at: number,
  timed: readonly Timed[],
  fillers: readonly Span[],
  named: readonly Named[],
  cues: readonly Cue[],
  numbers: readonly NumberSpan[],
): readonly [Unit, number] {
  const make = (end: number, rest: Partial<Unit>): readonly [Unit, number] => {
    const span = tokens.slice(at, end);
    const last = span.at(-1);
    const base = {
      kind: "word" as const,
      text: span.map(({ text }) => text).join(" "),
      lower: span.map(({ lower }) => lower).join(" "),
      plural: last !== undefined && last.lemma !== last.lower,
      senses: [],
      cues: [],
      number: null,
      window: null,
      period: null,
    };
    return [{ ...base, ...rest }, end];
  };
  const time = timed.find(({ start }) => start === at);
  if (time) return make(time.end, { kind: time.period ? "period" : "window", window: time.window, period: time.period });
  const filler = fillers.find(({ start }) => start === at);
  if (filler) return make(filler.end, { kind: "small" });
  const name = named.find(({ start }) => start === at);
  if (name)
    return make(name.end, { kind: "name", senses: name.senses, cues: cues.filter((cue) => cue.start === at && cue.end === name.end) });
  const number = numbers.find(({ start }) => start === at);
  if (number)
    return make(number.percent && tokens[number.end]?.lower === "percent" ? number.end + 1 : number.end, { kind: "number", number });
  const limit = Math.min(...[...named, ...timed].flatMap(({ start }) => (start > at ? [start] : [])), tokens.length);
  const end = Math.max(0, ...cues.flatMap((cue) => (cue.start === at && cue.end <= limit ? [cue.end] : [])));
  if (end > 0) return make(end, { kind: "cue", cues: cues.filter((cue) => cue.start === at && cue.end === end) });
  const token = tokens[at];
  if (token?.text === "'" && tokens[at + 1]?.lower === "s" && tokens[at + 1]?.start === token.end) {
    const [unit, end] = make(at + 2, { kind: "small" });
    return [{ ...unit, text: "'s", lower: "'s" }, end];
  }
  const isSmall =
    !token ||
    (TIME_UNITS.test(token.lower) && numbers.some(({ end }) => end === at)) ||
    token.kind === "mark" ||
    STOP_WORDS.has(token.lower) ||
    RELATIONS.has(token.lower) ||
    NO_CUES.has(token.lower);
  return make(at + 1, { kind: isSmall ? "small" : "word" });
}

function allNames(tokens: readonly Token[], schema: Schema): readonly Named[] {
  const found: Named[] = [];
  for (let start = 0; start < tokens.length; start++) {
    for (let end = start + 1; end <= Math.min(tokens.length, start + LONGEST); end++) {
      const senses = sensesAt(tokens, start, end, schema);
      if (senses.length > 0) found.push({ start, end, senses });
    }
  }
  return found;
}

/** The set of spans that do not overlap with the highest total worth. */
function segment(length: number, names: readonly Named[], cues: readonly Cue[]): readonly Named[] {
  const best: { worth: number; from: number; name: Named | null }[] = [{ worth: 0, from: 0, name: null }];
  for (let end = 1; end <= length; end++) {
    let top: { worth: number; from: number; name: Named | null } = { worth: best[end - 1]?.worth ?? 0, from: end - 1, name: null };
    for (const cue of cues) {
      const worth =
        cue.end === end ? (best[cue.start]?.worth ?? 0) + (cue.end - cue.start > 1 ? 0.7 * (cue.end - cue.start) ** 1.15 : 0.5) : -1;
      if (worth > top.worth) top = { worth, from: cue.start, name: null };
    }
    for (const name of names) {
      const worth =
        name.end === end
          ? (best[name.start]?.worth ?? 0) + Math.max(...name.senses.map(({ score }) => score)) * (name.end - name.start) ** 1.15
          : -1;
      if (worth > top.worth) top = { worth, from: name.start, name };
    }
    best.push(top);
  }
  const chosen: Named[] = [];
  for (let at = length; at > 0; at = best[at]?.from ?? 0) {
    const name = best[at]?.name;
    if (name) chosen.unshift(name);
  }
  return chosen;
}
