import { STOP_WORDS } from "@/lib/language/lexicon";
import { addUnits, dayOf, isoOf, startOf } from "@/lib/language/calendar";
import { findNumbers, type NumberSpan } from "@/lib/language/numbers";
import { findWindows, type DateWindow } from "@/lib/language/windows";
import { normalise, tokenise, type Token } from "@/lib/language/words";
import { findCues, type Cue } from "@/lib/engines/text2sql/words/cues";
import { shareLastWord } from "@/lib/engines/text2sql/words/read";
import { findValues } from "@/lib/engines/text2sql/words/link-values";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { matchNames, valueFamily } from "@/lib/engines/text2sql/reader/match-names";
import { FILLER_PHRASES, RELATIONS } from "@/lib/engines/text2sql/reader/relations";
import { fromNow, rollingWindows } from "@/lib/engines/text2sql/reader/rolling-windows";
import { inWordsOf, reword } from "@/lib/engines/text2sql/reader/rewording";
import { rowName } from "@/lib/engines/text2sql/reader/row-name";
import type { PeriodUnit, Sense, Unit } from "@/lib/engines/text2sql/reader/unit";

type Span = { readonly start: number; readonly end: number };
type Timed = Span & { readonly window: Unit["window"]; readonly period: PeriodUnit | null };
type Named = Span & { readonly senses: readonly Sense[] };
const LONGEST = 6;
const NO_CUES = new Set(["is", "are", "was", "were"]);

/**
 * Splits a question into units over a schema: names, numbers, windows of time, grammar words, and what is left. @param now ISO local time
 */
export function readUnits(asked: string, schema: Schema, now: string, weekendDays: readonly number[] = [6, 7]): readonly Unit[] {
  const text = reword(inWordsOf(schema, asked));
  const plain = splitHyphens(tokenise(text), schema);
  const tokens = shareLastWord(plain, schema);
  const fillers = [...findFillers(tokens), ...findLinks(tokens, schema)];
  const timed = findTimed(text, plain, schema, now, weekendDays)
    .map((time) => ({ ...time, start: placeOf(plain[time.start], tokens), end: placeOf(plain[time.end - 1], tokens) + 1 }))
    .map((time) => ({
      ...time,
      start: Math.max(
        time.start,
        ...fillers.flatMap(({ start, end }) => (start < time.start && end > time.start && end < time.end ? [end] : [])),
      ),
    }));
  const free = (span: Span): boolean => [...timed, ...fillers].every((taken) => span.end <= taken.start || span.start >= taken.end);
  const cues = findCues(tokens).filter(free);
  const numbers = findNumbers(tokens).filter(free);
  const named = allNames(tokens, schema).filter(free);
  const chosen = segment(tokens.length, named, cues);
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length;) {
    const [unit, end] = unitAt(tokens, at, timed, fillers, chosen, cues, numbers);
    units.push(unit);
    at = end;
  }
  return units;
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

const TIME_UNITS =
  /^(?:(?:calendar )?(?:day|week|month|quarter|year|hour|minute)s?|percent|%|dollars?|usd|euros?|eur|pounds?|gbp|chf|times)$/u;

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

const PERIODS: Readonly<Record<string, PeriodUnit>> = {
  weekday: "weekday",
  "day of the week": "weekday",
  "day of week": "weekday",
  "hour of the day": "hourOfDay",
  "hour of day": "hourOfDay",
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
  hour: "hour",
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
};
const PERIOD =
  /(?<=\b(?:busiest|quietest|slowest|strongest|weakest|best|worst) )(?:hour(?: of (?:the )?day)?|weekday|day of (?:the )?week|day|week|month|quarter|year)\b|\b(?:(?:broken down |split |grouped |compared )?(?:by|per|for each|in each|each|for every|every)\s+(?:calendar )?(weekday|hour of (?:the )?day|day of (?:the )?week|day|week|month|quarter|year|hour)|(daily|weekly|monthly|quarterly|yearly|annually)|(month|quarter|week|year) by (?:month|quarter|week|year)|(?:in |during |on )?(?:which|what) (?:calendar )?(weekday|hour of the day|day of the week|day|month|quarter|year|week))\b/giu;

function findTimed(text: string, tokens: readonly Token[], schema: Schema, now: string, weekendDays: readonly number[]): readonly Timed[] {
  // As long as before, so that offsets stay: "before the end of 2033" means until then.
  const lower = text
    .toLowerCase()
    .replaceAll(
      /\b(?:before|by|until|till) the end of\b(?! (?:the|this) (?:month|quarter|year|week))( (?:19|20)\d{2}\b)?/gu,
      (match, year: string | undefined) => (year ? `until year${year}`.padStart(match.length) : "until".padEnd(match.length)),
    )
    .replaceAll(/\bsince the (?:start|beginning) of (?:the|this) (month|quarter|year|week)\b/gu, (match: string, unit: string) =>
      `this ${unit}`.padStart(match.length),
    )
    // "classes starting tomorrow" start on that day, not from then on.
    .replaceAll(/\b(?:starting|beginning)(?= (?:tomorrow|today|next|this)\b)/gu, (match) => " ".repeat(match.length));
  const ahead = findWindows(lower, { now, weekendDays, ahead: true });
  const place = (start: number, end: number): Span => ({
    start: tokens.findIndex((token) => token.end > start),
    end: tokens.findLastIndex((token) => token.start < end) + 1,
  });
  const periods: Timed[] = [...lower.matchAll(PERIOD)].flatMap((match): readonly Timed[] => {
    const word = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[0].toLowerCase();
    const unit = PERIODS[word];
    const following = tokenise(lower.slice(match.index + match[0].length))[0]?.lemma;
    const isName =
      schema.columns.some(
        ({ lemmas, table }) =>
          isSpoken(table, tokens, schema) &&
          ((lemmas.length === 1 && lemmas[0] === word) ||
            (match[2] !== undefined && lemmas.some((part, place) => part === word && lemmas[place + 1] === following))),
      ) ||
      (match[2] !== undefined && isValueOfNext(word, lower.slice(match.index + word.length), schema));
    return unit && !isName ? [{ ...place(match.index, match.index + match[0].length), window: null, period: unit }] : [];
  });
  const windows = findWindows(lower, { now, weekendDays }).flatMap((found, at): readonly Timed[] => {
    const later: DateWindow = ahead[at]?.window ?? found.window;
    if (found.window.from === null && found.window.to === null && found.window.weekdays === null) return [];
    const days = found.window.weekdays === null ? undefined : found.spans[1];
    const kind: DateWindow = { ...found.window, from: null, to: null };
    const inner = place(found.start, found.end);
    const lead = /^(?:in|during|on|for|within|over|of|the|from|since|start|beginning)$/u;
    let start = inner.start;
    while (start > 0 && lead.test(tokens[start - 1]?.lower ?? "")) start -= 1;
    return inner.start >= 0
      ? [
          { start, end: inner.end, window: { past: found.window, ahead: later }, period: null },
          ...(days ? [{ ...place(days.start, days.end), window: { past: kind, ahead: kind }, period: null }] : []),
        ]
      : [];
  });
  const ends = [
    ...lower.matchAll(
      /\b(?:(?:before|by|until|till) the end of|(?:in |for )?the rest of|later) (?:the|this) (month|quarter|year|week)\b/gu,
    ),
  ].flatMap((match): readonly Timed[] => {
    const unit = PERIODS[match[1] ?? ""];
    const end =
      unit && unit !== "weekday" && unit !== "hourOfDay" && unit !== "hour" ? isoOf(addUnits(unit, startOf(unit, dayOf(now)), 1)) : null;
    const window: DateWindow = {
      label: `the rest of this ${match[1] ?? ""}`,
      from: now.slice(0, 10),
      to: end,
      partial: false,
      unit: "day",
      count: 0,
      weekdays: null,
    };
    return end === null
      ? []
      : [{ ...place(match.index, match.index + match[0].length), window: { past: window, ahead: window }, period: null }];
  });
  periods.push(...ends);
  const free = windows.filter((window) => periods.every((period) => window.end <= period.start || window.start >= period.end));
  const rolling = rollingWindows(lower, now).map((said) => ({
    ...place(said.start, said.end),
    window: { past: said.window, ahead: said.window },
    period: null,
    isSide: said.isSide === true,
  }));
  const others = free.filter((window) => rolling.every((said) => window.end <= said.start || window.start >= said.end));
  const isAhead = rolling.some(({ isSide }) => isSide);
  // With a window of its own "upcoming" only says on which side of now it lies.
  const clipped = others.map((window) => ({
    ...window,
    window:
      isAhead && window.window ? { past: fromNow(window.window.ahead, now), ahead: fromNow(window.window.ahead, now) } : window.window,
  }));
  const first = clipped[0] ?? rolling.find(({ isSide }) => !isSide);
  return [...periods, ...clipped, ...rolling.map((said) => (said.isSide && first?.window ? { ...said, window: first.window } : said))];
}

/** A column called "month" of a table that nobody speaks of does not keep months from being months, where there are other days. */
function isSpoken(table: number, tokens: readonly Token[], schema: Schema): boolean {
  const spoken = schema.tables.filter(({ lemmas }) => tokens.some(({ lemma }) => lemma === lemmas.at(-1)));
  return (
    spoken.some(({ id }) => id === table) ||
    !spoken.some(({ columns }) => columns.some((id) => /^date/u.test(schema.columns[id]?.type ?? "")))
  );
}

/** "monthly fees" where a kind of fee is called so. */
function isValueOfNext(word: string, rest: string, schema: Schema): boolean {
  const next = tokenise(rest)[0]?.lemma ?? "";
  if (next === "one" && schema.values.has(word)) return true;
  return (schema.values.get(word) ?? []).some(({ column }) => {
    const table = schema.tables[schema.columns[column]?.table ?? -1];
    return table?.lemmas.at(-1) === next || table?.synonyms.includes(next) === true;
  });
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

const EDGE = new Set(
  "on from under into about minus the a an of in to for by and or is are was were our their at as with that have has had how many what which who do does did not no be been".split(
    " ",
  ),
);

/** Words that may stand inside the name of a term: "loans currently on the books". */
const ADVERBS = new Set(["currently", "now", "still", "presently", "already", "that", "which", "are", "is"]);

/** Prepositions that are no name alone, although a column is called "balance after". */
const PLACED = new Set(["after", "before", "since", "until", "above", "below"]);

function sensesAt(tokens: readonly Token[], start: number, end: number, schema: Schema): readonly Sense[] {
  const span = tokens.slice(start, end);
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || first.kind === "mark" || last.kind === "mark") return [];
  const values: readonly Sense[] = findValues(tokens, start, end, schema).map((target) => ({
    kind: "value",
    ...target,
    score: span.length > 1 ? Math.max(target.score, 0.95) : target.score,
  }));
  const spellings = values.length === 0 && span.length > 1 ? [span.map(({ text }) => text), span.map((token) => token.lemma)] : [];
  const small = spellings.map((words) => schema.values.get(normalise(words.join(" "))) ?? []).find((found) => found.length > 0) ?? [];
  const coded = span.length === 1 ? codes(first, schema) : [];
  const isCounted = tokens[start - 1]?.kind === "number" && TIME_UNITS.test(first.lower);
  const isPlaced = span.length > 1 && /^(?:first|last)$/u.test(last.lower);
  const edge =
    isCounted ||
    isPlaced ||
    EDGE.has(first.lower) ||
    EDGE.has(last.lower) ||
    (span.length === 1 && (PLACED.has(first.lower) || (STOP_WORDS.has(first.lower) && first.lower !== "name")));
  const names = edge ? [] : [...matchNames(span, schema), ...(span.length === 1 && first.lemma === "name" ? rowNames(schema) : [])];
  const said = span.filter(({ lower }, at) => at === 0 || !ADVERBS.has(lower));
  const lemmas = said.map(({ lemma }) => lemma).join(" ");
  const definitions: readonly Sense[] = (schema.definitions ?? []).flatMap((definition) =>
    definition.phrases.some((words) => words.join(" ") === lemmas) ? [{ kind: "definition", definition, score: 1.1 }] : [],
  );
  const terms: readonly Sense[] = edge || span.some(({ lower }) => RELATIONS.has(lower)) ? [] : adjectives(lemmas, schema);
  const people = fullName(span, schema);
  const family = values.length === 0 && span.length <= 2 && !EDGE.has(first.lower) ? valueFamily(span, schema) : [];
  return [
    ...definitions,
    ...terms,
    ...names,
    ...values,
    ...people,
    ...small.map((stored): Sense => ({ kind: "value", ...stored, score: 0.95 })),
    ...coded,
    ...family,
  ].sort((a, b) => b.score - a.score);
}

/** "Logan Guerrero" where first and last names are columns of their own. */
function fullName([first, last, ...rest]: readonly Token[], schema: Schema): readonly Sense[] {
  if (!first || !last || rest.length > 0) return [];
  const [given, family] = [first, last].map((token) => schema.values.get(normalise(token.text)) ?? []);
  return (given ?? []).flatMap((one) =>
    (family ?? []).flatMap((other): readonly Sense[] => {
      const [a, b] = [schema.columns[one.column], schema.columns[other.column]];
      const isPerson =
        a !== undefined &&
        a.table === b?.table &&
        a.lemmas.at(-2) === "first" &&
        /^(?:last|surname)$/u.test(b.lemmas.at(-2) ?? b.lemmas[0] ?? "");
      return isPerson ? [{ kind: "value", ...one, also: other, score: 1 }] : [];
    }),
  );
}

/** "active" where the glossary says what an active loan is: the term without the name of its table. */
function adjectives(said: string, schema: Schema): readonly Sense[] {
  return (schema.definitions ?? []).flatMap((definition): readonly Sense[] => {
    const table = schema.tables[definition.table];
    const column = table?.primaryKey[0] ?? table?.columns[0];
    const heads = [table?.lemmas.at(-1) ?? "", ...(table?.synonyms ?? [])];
    const fits =
      definition.aggregate === null &&
      definition.phrases.some((words) => words.length > 1 && heads.includes(words.at(-1) ?? "") && words.slice(0, -1).join(" ") === said);
    return fits && column !== undefined ? [{ kind: "term", column, definition, score: 0.95 }] : [];
  });
}

/** "name" alone asks for what the rows of a table are called. */
function rowNames(schema: Schema): readonly Sense[] {
  return schema.tables.flatMap(({ id: table }) =>
    rowName(schema, table)
      .filter((id) => schema.columns[id]?.lemmas.includes("name") && schema.columns[id]?.lemmas.join(" ") !== "name")
      .map((column): Sense => ({ kind: "column", column, score: 0.97 })),
  );
}

/** "LN-200004" or 4100000061: a code with the shape of those that a column holds, where not every value was indexed. */
function codes(token: Token, schema: Schema): readonly Sense[] {
  if (schema.values.has(token.lower) || !/\d{4}/u.test(token.text)) return [];
  const shape = shapeOf(token.text);
  return schema.columns.flatMap((column): readonly Sense[] => {
    const samples = column.samples.filter((value) => value !== null).slice(0, 5);
    const fits =
      column.type !== "date" &&
      column.type !== "datetime" &&
      samples.length > 0 &&
      (column.isUnique || column.isStoredAsText) &&
      samples.every((value) => shapeOf(String(value)) === shape);
    return fits && token.text.length >= 6
      ? [{ kind: "value", column: column.id, value: token.text, score: column.isUnique ? 1 : 0.9 }]
      : [];
  });
}

function shapeOf(text: string): string {
  return text.replaceAll(/\d/gu, "9");
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
