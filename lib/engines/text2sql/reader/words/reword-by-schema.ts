import { wordsOfExpiry } from "@/lib/engines/text2sql/reader/columns/expiry";
import { owedOf, owingOf, wordsOfLent, wordsOfOwed } from "@/lib/engines/text2sql/reader/words/owed";
import { wordsOfStock } from "@/lib/engines/text2sql/reader/columns/stock-value";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import {
  arrivedOf,
  deedsOf,
  latesOf,
  lentOf,
  nextsOf,
  piecesOf,
  presentOf,
  roomFor,
  sharesOf,
  soldOf,
} from "@/lib/engines/text2sql/reader/words/reword-events";
import { holdersOf, peopleIn, whoAre } from "@/lib/engines/text2sql/reader/words/reword-people";
import {
  agesOf,
  amountsOf,
  balancesOf,
  becameOf,
  commonOf,
  kindsOf,
  latestOf,
  possessedOf,
  statesByVerb,
  wholeNamesOf,
  worthsOf,
} from "@/lib/engines/text2sql/reader/words/reword-rows";
import { chargedOf, invoicedOf, lastPaidOf, outlaysOf, receivedOf, spendingOf } from "@/lib/engines/text2sql/reader/words/reword-outlays";
import {
  contrariesOf,
  donesOf,
  emptiedOf,
  goneOf,
  outcomesOf,
  outsOf,
  partlyPaidOf,
  unstatedOf,
  withoutOf,
} from "@/lib/engines/text2sql/reader/words/reword-states";
import { amountsByVerb, fortunesOf, instrumentsOf, separatedOf, wagesOf } from "@/lib/engines/text2sql/reader/words/reword-verbs";
import { oncePer } from "@/lib/platform/once-per";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** "how many words" is the total of a `word_count`, "how many litres" that of `litres_out`, where nothing else is called so. */
function countsOf(schema: Schema): readonly Rewording[] {
  return schema.columns.flatMap(({ type, isForeign, isPrimary, lemmas, words, id }): readonly Rewording[] => {
    const rest = lemmas.filter(
      (word, at) =>
        !(at === 0 ? /^(?:count|number|num|no|nr|qty|total)$/u : /^(?:count|qty|quantity|of|out|in|used|found|made)$/u).test(word),
    );
    const [unit, ...more] = rest;
    const isSaid =
      schema.tables.some((table) => table.lemmas.includes(unit ?? "")) ||
      schema.columns.some((other) => other.id !== id && other.lemmas.includes(unit ?? "") && !other.lemmas.includes("per")) ||
      schema.values.has(unit ?? "");
    if (
      type !== "number" ||
      isForeign ||
      isPrimary ||
      unit === undefined ||
      unit.length < 4 ||
      more.length > 0 ||
      rest.length === lemmas.length ||
      isSaid
    )
      return [];
    return [
      { pattern: new RegExp(`^how many ${plural(unit)}\\b(?: of(?= \\p{Lu}))?`, "giu"), words: `total ${words.join(" ")} of` },
      { pattern: new RegExp(`\\b(by|per|for each) (?:the )?number of ${plural(unit)}\\b`, "giu"), words: `$1 ${words.join(" ")}` },
    ];
  });
}

/** Participles of the day on which nothing is left to be done about a row. */
const DONE = /^(?:paid|settled|resolved|fixed|completed|finished|decided|returned|collected|shipped|answered|repaired|cleared|solved)$/u;

/** "complaints still open" are those not yet resolved, where they have no state called open and one such day. */
function opensOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const own = table.columns.flatMap((id) => schema.columns[id] ?? []);
    const isState = schema.values.get("open")?.some(({ column }) => schema.columns[column]?.table === table.id);
    const [day, ...others] = own.filter(
      (column) => isMoment(column) && column.isRequired !== true && column.lemmas.some((word) => DONE.test(word)),
    );
    const done = day?.words.find((word) => DONE.test(word));
    const nouns = [table.words.join(" "), ...table.words.slice(-1), ...table.synonyms].map((name) => plural(name)).join("|");
    if (isState || !done || others.length > 0 || own.some((column) => isFlag(column) && column.words.includes("open"))) return [];
    return [
      {
        pattern: new RegExp(
          `\\b(${nouns})(?: (?:that|which))?(?: (?:are|is|were))? (?:still|not yet closed|yet) ?(?:open|pending|outstanding)\\b`,
          "giu",
        ),
        words: `$1 that are not yet ${done}`,
      },
      {
        pattern: new RegExp(`\\b(${nouns})(?: (?:that|which))? (?:are|is) (?:open|pending|outstanding)\\b`, "giu"),
        words: `$1 that are not yet ${done}`,
      },
      { pattern: new RegExp(`\\b(?:open|pending|outstanding) (${nouns})\\b`, "giu"), words: `$1 that are not yet ${done}` },
    ];
  });
}

/** What is called by the verb of its day. */
const EVENT_NOUNS: Readonly<Record<string, string>> = {
  order: "order",
  book: "booking",
  reserv: "reservation",
  purchas: "purchase",
  visit: "visit",
  deliver: "delivery",
  hir: "hire",
  rent: "rental",
  register: "registration",
  request: "request",
  report: "report",
  call: "call",
  originat: "origination",
};
/**
 * "orders" are the projects of which each has an `ordered_on`, "check-ins" the rows that have the moment of checking in: visits with a
 * `checked_in_at`.
 */
function eventsOf(schema: Schema): readonly Rewording[] {
  const isCalled = (noun: string): boolean =>
    [...schema.tables, ...schema.columns].some(
      ({ lemmas, synonyms }) => lemmas.includes(noun) || synonyms.some((text) => text.split(" ").includes(noun)),
    ) ||
    schema.values.has(noun) ||
    schema.definitions?.some(({ phrases }) => phrases.some((words) => words.includes(noun))) === true;
  return schema.columns
    .filter((column) => isMoment(column) && (column.isRequired || schema.tables[column.table]?.timeColumn === column.id))
    .flatMap(({ words: [verb = "", particle = ""], table }) => {
      const stem = /^(\p{L}{3,}?)(?:n?ed)$/u.exec(verb)?.[1];
      const rows = schema.tables[table]?.words.join(" ");
      if (stem === undefined || rows === undefined) return [];
      if (/^(?:in|out|up|off)$/u.test(particle)) return [{ pattern: new RegExp(`\\b${stem}[- ]?${particle}s\\b`, "giu"), words: rows }];
      const noun = EVENT_NOUNS[stem];
      const row = schema.tables[table]?.lemmas.at(-1) ?? rows;
      return noun === undefined || isCalled(noun)
        ? []
        : [{ pattern: new RegExp(`\\b(?:${row} )?${noun}s\\b`, "giu"), words: plural(rows) }];
    });
}

/** "when did Ann Lee become a member", "since when is she one": the day on which the row of a member begins. */
function joinsOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const start = schema.columns[isOfPeople(table.id, schema) ? (defaultMoment(table.id, schema) ?? -1) : -1];
    const verb = start?.words.filter((word) => !/^(?:on|at|date|day|time|since)$/u.test(word)).join(" ");
    const nouns = [table.lemmas.at(-1) ?? "", ...table.synonyms].join("|");
    if (!verb || !/ed$/u.test(verb)) return [];
    const end = "(?= with us\\b| of ours\\b|[?.,!]| *$| and\\b)";
    return [
      { pattern: new RegExp(`^(when did .+? )(?:first )?become an? (?:${nouns})${end}`, "giu"), words: `$1${verb}` },
      { pattern: new RegExp(`^since when (?:is|was|has) (.+?) (?:been )?an? (?:${nouns})${end}`, "giu"), words: `when did $1 ${verb}` },
    ];
  });
}

/** "originated by the bank", "sold by us": whoever keeps the rows adds nothing, unless they are rows too. */
function keeperOf({ tables }: Schema): Rewording {
  const keepers = ["bank", "company", "firm", "business", "shop", "clinic", "school", "library", "organisation", "organization"];
  const others = keepers.filter((keeper) => !tables.some(({ lemmas }) => lemmas.includes(keeper)));
  return { pattern: new RegExp(`(?<=\\b\\p{L}+ed) by (?:us|(?:the|our) (?:${others.join("|")}))\\b`, "giu"), words: "" };
}

/** "how many cases does each lawyer lead" is by `lead_lawyer`: a role that is made of what somebody does and who it is. */
function rolesOf(schema: Schema): readonly Rewording[] {
  return schema.links.flatMap(({ from, to }): readonly Rewording[] => {
    const { lemmas: [deed = "", who = "", ...rest] = [] } = schema.columns[from] ?? {};
    const target = schema.tables[schema.columns[to]?.table ?? -1];
    return target?.lemmas.at(-1) === who && rest.every((word) => word === "id")
      ? [
          {
            pattern: new RegExp(`\\b(?:do|does|did) (each|every|our|the)? ?${who}s? ${deed.replace(/ed$/u, "(?:ed)?")}\\b`, "giu"),
            words: `per ${deed} ${who}`,
          },
        ]
      : [];
  });
}

const BY_KIND = "(?<=\\b(?:by|per|each|every|which|what) )";
const KIND_ENDS = "(s?)(?= (?:of|do|did|are|is|has|have|was|were|and)\\b|[,.:;?)]|$)";
/**
 * Everyday names of the same thing: what is said, and the name in the schema that it stands for where that has no column called as said.
 */
const NAMED: readonly (readonly [RegExp, string, string])[] = [
  [/\b(?:surname|family name)(s?)\b/giu, "surname", "last name"],
  [/\blast name(s?)\b/giu, "last name", "surname"],
  [/\b(?:forename|given name|christian name)(s?)\b/giu, "forename", "first name"],
  [/\bfirst name(s?)\b/giu, "first name", "forename"],
  ...["kind", "sort", "class"].map((word) => [new RegExp(`${BY_KIND}${word}${KIND_ENDS}`, "giu"), word, "type"] as const),
];

/** What a column may be called that says how somebody came. */
const WAYS = ["referral source", "acquisition channel", "acquisition source", "lead source", "heard from", "referral", "source", "channel"];
const CAME =
  /\b(?:how|where) (?:they|he|she|people|\p{L}+s) (?:found|heard (?:of|about)|came to|learn(?:ed|t) (?:of|about)|got to know) us\b/giu;

/** "loans paid out per month", where a glossary says so of their day: what came in or went out is another thing. */
function wordsOfPayout({ columns }: Schema): readonly Rewording[] {
  return columns
    .filter(isMoment)
    .flatMap(({ words: [verb = ""], synonyms }) =>
      synonyms
        .filter((said) => /^\p{L}+ed out$|^(?:paid|given|handed|lent) out$/u.test(said))
        .map((said) => ({ pattern: new RegExp(`\\b${said}\\b`, "giu"), words: verb })),
    );
}

/** A question in words of which the schema has others: "surname" where a column is called last name. */
export function inWordsOf(schema: Schema, text: string): string {
  return wordsOf(schema).reduce((sofar, { pattern, words }) => sofar.replaceAll(pattern, words), text);
}

const wordsOf = oncePer((schema: Schema): readonly Rewording[] => {
  const names = schema.columns.map(({ lemmas }) => lemmas.join(" "));
  const holds = (said: string): boolean => names.some((name) => name.includes(said));
  const way = WAYS.find((name) => schema.columns.some(({ type, id }) => type === "text" && names[id] === name));
  return [
    ...separatedOf(schema),
    ...amountsByVerb(schema),
    ...wagesOf(schema),
    ...instrumentsOf(schema),
    ...fortunesOf(schema),
    ...wordsOfExpiry(schema),
    ...goneOf(schema),
    ...outcomesOf(schema),
    ...partlyPaidOf(schema),
    ...contrariesOf(schema),
    ...outsOf(schema),
    ...emptiedOf(schema),
    ...unstatedOf(schema),
    ...withoutOf(schema),
    ...wordsOfStock(schema),
    ...wordsOfOwed(schema),
    ...wordsOfLent(schema),
    ...wordsOfPayout(schema),
    ...(way === undefined ? [] : [{ pattern: CAME, words: way }]),
    keeperOf(schema),
    ...wordsOfColumns(schema, names),
    ...NAMED.flatMap(([pattern, said, held]) => (!holds(said) && holds(held) ? [{ pattern, words: `${held}$1` }] : [])),
    ...spendingOf(schema),
    ...invoicedOf(schema),
    ...outlaysOf(schema),
    ...lastPaidOf(schema),
    ...receivedOf(schema),
    ...chargedOf(schema),
    ...arrivedOf(schema),
    ...rolesOf(schema),
    ...joinsOf(schema),
    ...eventsOf(schema),
    ...worthsOf(schema),
    ...countsOf(schema),
    ...donesOf(schema),
    ...opensOf(schema),
    ...presentOf(schema),
    ...deedsOf(schema),
    ...nextsOf(schema),
    ...lentOf(schema),
    ...soldOf(schema),
    ...roomFor(schema),
    ...sharesOf(schema),
    ...latesOf(schema),
    ...piecesOf(schema),
    ...owedOf(schema),
    ...owingOf(schema),
    ...holdersOf(schema),
    ...peopleIn(schema),
    ...whoAre(schema),
    ...kindsOf(schema),
    ...amountsOf(schema),
    ...commonOf(schema),
    ...wholeNamesOf(schema),
    ...becameOf(schema),
    ...agesOf(schema),
    ...latestOf(schema),
    ...possessedOf(schema),
    ...statesByVerb(schema),
    ...balancesOf(schema),
  ];
});

/** "our contact" is the contact person, "one-off" what is not recurring, where columns are called so. */
function wordsOfColumns({ columns }: Schema, names: readonly string[]): readonly Rewording[] {
  return [
    ...(names.includes("contact person") && !names.includes("contact")
      ? [{ pattern: /(?<=\b(?:our|the|main|their|is) )contact(?= (?:at|for|of|in|with|from)\b|[?,.]|$)/giu, words: "contact person" }]
      : []),
    ...(columns.some((column) => isFlag(column) && column.words.includes("recurring"))
      ? [{ pattern: /\b(?:one|single)[- ](?:off|time)s?\b/giu, words: "non-recurring" }]
      : []),
  ];
}
