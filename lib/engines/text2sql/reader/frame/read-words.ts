import { ageNamed } from "@/lib/engines/text2sql/reader/frame/ages";
import { amountColumn, totalOf } from "@/lib/engines/text2sql/reader/columns/amounts";
import { comparison, onColumn, chosenColumn, type ColumnUse, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { dateColumn, defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { readEarned } from "@/lib/engines/text2sql/reader/frame/money-words";
import { momentNamed } from "@/lib/engines/text2sql/reader/columns/moments";
import { periodsSaid } from "@/lib/engines/text2sql/reader/frame/place-time";
import { giveColumn } from "@/lib/engines/text2sql/reader/frame/read-columns";
import { isDueFor, readOfTable, readRowsOf, readTableVerb } from "@/lib/engines/text2sql/reader/frame/read-verbs";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import type { WordReader } from "@/lib/engines/text2sql/reader/frame/read-remainder";
import { readFully, readNet, readPassed, readRemainder } from "@/lib/engines/text2sql/reader/frame/read-remainder";

const SPAN = /^(?:hour|day|week|month|year)s?$/u;

/** "how many months is …" asks for a column in months. */
function takeSpan({ frame }: Scan, at: number, unit: Unit): boolean {
  const word = unit.lower.replace(/s$/u, "");
  const columns = frame.schema.columns.filter(
    ({ lemmas, type, isForeign }) => type === "number" && !isForeign && lemmas.at(-1) === word && lemmas.length > 1,
  );
  if (columns.length > 0)
    frame.outputs.push({ at, senses: columns.map(({ id }) => ({ kind: "column", column: id, score: 0.8 })), owner: null });
  return columns.length > 0;
}

const PLACES = ["second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th"];
const EXCLUDED = new Set(["excluded", "omitted", "ignored", "removed"]);
const EXCLUDING = new Set(["ignore", "ignoring", "omit", "omitting", "exclude", "skip", "skipping", "outside"]);
const CHANGES = /^(?:minus$|chang|grow|grew|increas|decreas|declin|differ|rise|rose|drop|shrink|shrank|fell|gain)/u;
const SIGNS: Readonly<Record<string, "<" | ">" | "=">> = { negative: "<", positive: ">", zero: "=" };

/** "average age", "how old is …" ask for years since birth; "aged 65", "years old" only say what a number counts. */
function readAge(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame } = scan;
  if (/^(?:tenure|seniority)$/u.test(lower)) return readTenure(scan, at);
  if (!/^(?:age|ages|aged|old)$/u.test(lower)) return false;
  const around = frame.units.slice(Math.max(0, at - 3), at + 4);
  const isBound = around.some(({ kind }) => kind === "number");
  if (isBound && frame.compared.some(({ use }) => use.isAge)) return true;
  const use = ageNamed(frame, at);
  if (!use) return false;
  if (isBound && lower === "aged") return readAged(scan, at, use);
  if (isBound || (lower === "old" && frame.units[at - 1]?.lower !== "how")) return isBound;
  giveColumn(scan, at, use);
  return true;
}

/** "average tenure": years since the rows of the noun began. */
function readTenure(scan: Scan, at: number): boolean {
  const { frame } = scan;
  const [table] = tablesFirst(frame);
  const began = table === undefined ? null : defaultMoment(table, frame.schema);
  if (table === undefined || began === null) return false;
  giveColumn(scan, at, { ...chosenColumn(at, began, table), isAge: true });
  return true;
}

/** "average loan size", "how much are they worth": the amount of the noun just said. */
export function readSize(scan: Scan, at: number, { lower }: Unit): boolean {
  const { frame, pending } = scan;
  if (!/^(?:size|sizes|worth|values?)$/u.test(lower)) return false;
  // "projects worth more than 5000": the bound that follows is on their amount.
  if (lower === "worth" && frame.units[at + 1]?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true) return true;
  // "by value of time (hours times rate)" says itself what the value is.
  if (frame.units.slice(at).some((unit) => /^(?:times|multiplied|×|\*)$/u.test(unit.lower))) return false;
  // "average loan size for cars" names before it what has the size.
  const isOfNoun = /^size/u.test(lower) && strength(frame.units[at - 1], "table") > 0.7;
  if (/^(?:of|for)$/u.test(frame.units[at + 1]?.lower ?? "") && lower !== "worth" && pending.compound === null && !isOfNoun) {
    if (pending.fns.length === 0 && !/^size/u.test(lower)) pending.fns.push({ fn: "sum", at });
    return !/^size/u.test(lower);
  }
  const compound: Noun | null = pending.compound && {
    ...pending.compound,
    via: null,
    filters: [],
    negated: false,
    isHad: false,
    isPlural: false,
  };
  const noun = compound ?? [...frame.nouns].reverse().find((candidate) => candidate.at < at);
  const last = frame.measures.at(-1);
  if (last?.column && last.fn !== "count" && last.at >= at - 2) return true;
  const amount = noun ? totalOf(frame, at, noun) : null;
  if (!amount?.column) return false;
  if (pending.fns.length + pending.superlatives.length > 0 || pending.ordering || pending.compare || pending.grouping)
    giveColumn(scan, at, amount.column);
  else frame.measures.push(amount);
  return true;
}

/** "aged 65" waits for its number, "aged between 20 and 30" for its bound. */
function readAged({ frame }: Scan, at: number, use: ColumnUse): boolean {
  if (frame.units[at + 1]?.kind === "number") frame.outputs.push(use);
  return true;
}

/** "most recently" is about time rather than number. */
const readRecent: WordReader = ({ pending }, _at, { lower }) => {
  const most = pending.superlatives.at(-1);
  if (!most?.counted || !/^recent(?:ly)?$/u.test(lower)) return false;
  pending.superlatives[pending.superlatives.length - 1] = { ...most, counted: false, attributes: ["date"], word: "recent" };
  return true;
};

/** "8 or worse" was read with its number. */
const readGrade: WordReader = ({ frame }, at, { lower }) =>
  /^(?:worse|better)$/u.test(lower) && frame.compared.some(({ compare }) => compare.at === at - 2);

const readPlace: WordReader = ({ frame }, at, { lower }) => {
  const place = PLACES.indexOf(lower);
  if (place < 0 || !frame.units[at + 1]?.cues.some(({ tag }) => tag === "superlative")) return false;
  frame.skipped = (place % 4) + 1;
  return true;
};

/** "(joint ones included)" takes back that only those are meant; "ignoring those with no state" leaves out what follows. */
const readExclusion: WordReader = ({ frame, pending }, at, { lower }) => {
  if (lower === "included")
    for (const { filters } of frame.nouns) filters.splice(0, filters.length, ...filters.filter((filter) => filter.at < at - 3));
  else if (EXCLUDING.has(lower)) {
    pending.negated = true;
    pending.excluding = lower !== "outside";
  } else return EXCLUDED.has(lower);
  return true;
};

const readChange: WordReader = ({ frame }, at, { lower }) => {
  if (!CHANGES.test(lower) || periodsSaid(frame) !== 2) return false;
  const isPercent = frame.units.some((unit) => /(?:^| )percent(?:age)?(?: |$)|^%$|^rate$/u.test(unit.lower));
  frame.change = {
    at,
    isDifference: frame.change?.isDifference ?? /^(?:differ|minus)/u.test(lower),
    percent: frame.change?.percent ?? isPercent,
  };
  return true;
};

/** "overdrawn, i.e. with a balance below zero": what follows says what the word before means. */
const readMeaning: WordReader = ({ frame }, at, { lower }) => {
  if (lower !== "viz") return false;
  const last = frame.unread.at(-1);
  if (last !== undefined && frame.units.slice(last + 1, at).every(({ text }) => /^[,(:;–-]$/u.test(text))) frame.unread.pop();
  return true;
};

const readSign: WordReader = ({ pending }, at, { lower }) => {
  const sign = Object.hasOwn(SIGNS, lower) ? SIGNS[lower] : undefined;
  if (!sign) return false;
  pending.compare = comparison(at, sign, 0);
  return true;
};

/** "how many months is …" asks for a column in months; "in months" only says what a figure is in. */
const readSpan: WordReader = (scan, at, unit) => {
  const { frame, pending } = scan;
  if (!SPAN.test(unit.lower)) return false;
  if (frame.units[at - 1]?.lower === "in")
    return (
      [...frame.measures.map(({ column }) => column), ...frame.outputs].some((use) => use?.isAge || use?.since !== undefined) ||
      frame.schema.columns.some(({ lemmas }) => lemmas.length > 1 && lemmas.at(-1) === unit.lower.replace(/s$/u, ""))
    );
  if (pending.fns.at(-1)?.fn !== "count" || !takeSpan(scan, at, unit)) return false;
  pending.fns.pop();
  return true;
};

/** "by year of origination": the noun of a day that a window or period is about. */
const readMomentNoun: WordReader = ({ frame }, _at, { lower }) => {
  const { schema, units } = frame;
  return (
    units.some(({ kind }) => kind === "window" || kind === "period") &&
    tablesFirst(frame)
      .slice(0, 2)
      .some((table) => momentNamed(lower, table, schema) !== null)
  );
};

const FLOWS: Readonly<Record<string, "<" | ">">> = { outgoing: "<", incoming: ">" };

const GOES = /^(?:ship|shipped|shipping|sent|dispatch|dispatched|deliver|delivered|depart|departed|departure)$/u;

/** "deliveries that came in last week", "orders that went out late": no more than that they happened. */
function comesAndGoes({ units, schema }: Scan["frame"], flow: string, table: number): boolean {
  return flow === "incoming"
    ? units.some(({ kind }) => kind === "window") && defaultMoment(table, schema) !== null
    : (schema.tables[table]?.columns ?? []).some((id) => {
        const { type = "", lemmas = [] } = schema.columns[id] ?? {};
        return /^date/u.test(type) && lemmas.some((word) => GOES.test(word));
      });
}

/** "outgoing transfers": those whose amount is below zero, where amounts carry their sign. */
const readFlow: WordReader = ({ frame, pending }, at, { lower }) => {
  const op = Object.hasOwn(FLOWS, lower) ? FLOWS[lower] : undefined;
  const [table] = tablesFirst(frame);
  const amount = op && table !== undefined ? amountColumn(table, frame) : null;
  if (!op || amount === null || frame.schema.columns[amount]?.samples.some((value) => typeof value === "number" && value < 0) !== true)
    return op !== undefined && table !== undefined && comesAndGoes(frame, lower, table);
  frame.compared.push(onColumn(chosenColumn(at, amount, table), comparison(at, op, 0, pending.negated)));
  pending.negated = false;
  return true;
};

/** "as a positive number": money that goes out without its minus. */
const readUnsigned: WordReader = ({ frame }, _at, { lower }) => {
  frame.isUnsigned ||= lower === "unsigned";
  return lower === "unsigned";
};

/** "running total", "cumulative fees", "month over month change": a figure over the periods. */
const readOverTime: WordReader = ({ frame, pending }, at, { lower }) => {
  const isStep = frame.units.some((unit) => unit.lower === "stepwise");
  if (/^(?:cumulative|cumulated|accumulated)$/u.test(lower)) {
    frame.overTime = { at, kind: "running" };
    if (/^(?:total|sum|count)$/u.test(frame.units[at + 1]?.lower ?? "")) pending.skip = at + 1;
    return true;
  }
  if (lower === "stepwise") return true;
  if (!isStep || !/^(?:chang|grow|differ|increas)/u.test(lower)) return false;
  const isPercent = frame.units.some((unit) => /(?:^| )percent(?:age)?(?: |$)|^%$|^rate$/u.test(unit.lower)) || lower.startsWith("grow");
  frame.overTime = { at, kind: isPercent ? "percent" : "change" };
  return true;
};

/** "headcount by team". */
const readHeadcount: WordReader = ({ pending }, at, { lower }) => {
  if (lower === "headcount") pending.fns.push({ fn: "count", at });
  return lower === "headcount";
};

/** "which contractor earned the most", "who owes the most on overdue bills": the verb of a ranking by money. */
const readEarnedMost: WordReader = ({ frame: { units } }, at, { lower }) =>
  (lower === "earned" || (/^owe[sd]?$/u.test(lower) && units.some((unit) => /^(?:overdue|unpaid|past due)$/u.test(unit.lower)))) &&
  units[units[at + 1]?.lower === "us" ? at + 2 : at + 1]?.cues.some(({ tag }) => tag === "superlative" || tag === "compare") === true;

/** "freight paid to Hare Post": the verb only leads from an amount to whose it is. */
const readPaidTo: WordReader = ({ frame: { units, schema } }, at, { lower }) =>
  /^(?:paid|charged|billed|invoiced)$/u.test(lower) &&
  /^(?:to|by|for|on)$/u.test(units[at + 1]?.lower ?? "") &&
  sensesOf(units[at - 1], "column").some(({ column, score }) => score > 0.7 && schema.columns[column]?.type === "number");

const CARRIED =
  /^(?:delivered|shipped|carried|transported|completed|fulfilled|performed|prepared|published|wrote|written|hosted|organi[sz]ed|posted|submitted|directed|designed)$/u;

/** "which courier delivered the most parcels": the verb only ties who does it to what is counted. */
const readTyingVerb: WordReader = ({ frame: { units } }, at, { lower }) =>
  CARRIED.test(lower) &&
  units[at + 1]?.cues.some((cue) => cue.tag === "superlative" && cue.counted) === true &&
  strength(units[at + 2], "table") > 0.7;

/** "…, among learners who had at least one". */
const readOfSome: WordReader = ({ frame }, _at, { lower }) => {
  frame.isOfSome ||= lower === "ofsome";
  return lower === "ofsome";
};

/** "due for an inspection": the column behind it says what is due. */
const readDue: WordReader = ({ frame: { units } }, at, { lower }) =>
  lower === "due" && [at + 1, at + 2, at + 3].some((place) => units[place]?.kind === "name" && isDueFor(units, place));

/** "…: number, client, date", "with the date": the day that the question is about, else that of its rows. */
const readDate: WordReader = (scan, at, { lower }) => {
  const { frame, pending } = scan;
  const noun = frame.nouns.findLast(({ negated }) => !negated);
  const lead = frame.units
    .slice(Math.max(0, at - 2), at)
    .map((unit) => unit.lower)
    .join(" ");
  const isListed = /(?:^| )(?:with|with (?:the|its|their)|and|and (?:the|its|their)|,|:|-|\()$/u.test(lead);
  if (!/^dates?$/u.test(lower) || !noun || !isListed || pending.grouping || pending.ordering || pending.fns.length > 0) return false;
  const choice = dateColumn(frame, frame.windows[0] ?? at, [noun.table]);
  if (choice) frame.outputs.push(chosenColumn(at, choice.column, noun.table));
  return choice !== null;
};

/** "classes starting tomorrow": the window says it. */
const readStarting: WordReader = ({ frame: { units } }, at, { lower }) =>
  /^(?:starting|beginning)$/u.test(lower) && units[at + 1]?.kind === "window";

/** "pieces that were last appraised before 2020": a row has one such day. */
const readLastDone: WordReader = ({ frame: { units, nouns, schema } }, at, { lower }) =>
  lower === "last" &&
  /^(?:was|were|been|is|are)$/u.test(units[at - 1]?.lower ?? "") &&
  sensesOf(units[at + 1], "column").some(({ column, score }) => {
    const day = schema.columns[column];
    return score > 0.7 && /^date/u.test(day?.type ?? "") && nouns.some(({ table }) => table === day?.table);
  });

const READERS: readonly WordReader[] = [
  readLastDone,
  readStarting,
  readDue,
  readDate,
  readFlow,
  readEarned,
  readEarnedMost,
  readTyingVerb,
  readPaidTo,
  readHeadcount,
  readOfSome,
  readOverTime,
  readRowsOf,
  readRemainder,
  readFully,
  readNet,
  readRecent,
  readGrade,
  readPlace,
  readAge,
  readSize,
  readExclusion,
  readMeaning,
  readChange,
  readSpan,
  readSign,
  readUnsigned,
  readPassed,
  readTableVerb,
  readOfTable,
  readMomentNoun,
];

/** A word that names nothing of the schema: read by what it means in any question, else left unread. */
export function readWord(scan: Scan, at: number, unit: Unit): void {
  if (!READERS.some((read) => read(scan, at, unit))) scan.frame.unread.push(at);
}
