import { lastingDays, promisedDays } from "@/lib/engines/text2sql/reader/columns/promises";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import { tradesOf } from "@/lib/engines/text2sql/reader/words/reword-deeds";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** Rows of something that people do, the verb for it ("order", "check in") and who does it where that is one kind of people. */
type Event = { readonly table: Table; readonly verb: string; readonly past: string; readonly people: Table | null };

/** Verbs of what rows are called by, where no day of theirs says one. */
const VERBS: Readonly<Record<string, readonly [verb: string, past: string]>> = {
  booking: ["book", "booked"],
  reservation: ["reserve", "reserved"],
  order: ["order", "ordered"],
  purchase: ["buy", "bought"],
  payment: ["pay", "paid"],
  donation: ["donate", "donated"],
  visit: ["visit", "visited"],
  rental: ["rent", "rented"],
  work: ["work", "worked"],
};

function eventOf(table: Table, schema: Schema): Event | null {
  const days = table.columns.flatMap((id) => schema.columns[id] ?? []).filter((column) => isMoment(column) && column.isRequired);
  const spoken = days.flatMap(({ words: [past = "", particle = ""] }) => {
    const stem = /^(\p{L}{3,})ed$/u.exec(past)?.[1];
    const end = /^(?:in|out|up|off)$/u.test(particle) ? ` ${particle}` : "";
    return stem === undefined
      ? []
      : [[`${/(?:[cgsvz]|[^aeiou]l|[aeiou]r)$/u.test(stem) ? `${stem}e?` : stem}${end}`, `${past}${end}`] as const];
  });
  const said = [...spoken, ...days.flatMap(({ words: [noun = ""] }) => (VERBS[noun] ? [VERBS[noun]] : []))][0];
  const [verb, past] = VERBS[table.lemmas.at(-1) ?? ""] ?? said ?? [];
  return verb === undefined || past === undefined ? null : { table, verb, past, people: peopleOf(table.id, schema) };
}

/** The one kind of people that the rows of a table point to. */
export function peopleOf(table: number, schema: Schema): Table | null {
  const { tables, columns, links } = schema;
  const keys = links.filter(({ from, to }) => columns[from]?.table === table && isOfPeople(columns[to]?.table ?? -1, schema));
  const [only, ...others] = new Set(keys.map(({ to }) => columns[to]?.table ?? -1));
  return others.length === 0 ? (tables[only ?? -1] ?? null) : null;
}

/**
 * What people do is said by a verb and kept as rows: "who ordered" asks for customers, "who didn't check in" for those without check-ins,
 * "worked on job 7" for those with rows of that job.
 */
export function deedsOf(schema: Schema): readonly Rewording[] {
  const events = schema.tables.flatMap((table) => (isOfPeople(table.id, schema) ? [] : (eventOf(table, schema) ?? [])));
  const deeds = events.flatMap(({ table, verb, past, people }): readonly Rewording[] => {
    const isAlone = events.filter((other) => other.past === past).length === 1;
    if (!isAlone) return [];
    const rows = nounsOf(table);
    const isPhrase = / /u.test(past);
    return [
      ...(people
        ? [
            { pattern: new RegExp(`^who (?=(?:(?:has|have|had) )?(?:not |never )?${past}\\b)`, "giu"), words: `which ${nounsOf(people)} ` },
            {
              pattern: new RegExp(`^who (?=(?:did ?n['’]?t|did not|has ?n['’]?t|has not|have not) (?:${verb}|${past})\\b)`, "giu"),
              words: `which ${nounsOf(people)} `,
            },
          ]
        : []),
      ...(isPhrase
        ? [
            {
              pattern: new RegExp(
                `\\b(?:(?:who|that) )?(?:did(?: not|n['’]?t)(?: ever)? ${verb}|(?:have |has |had )?never ${past}|ha(?:s|ve|d)(?: not|n['’]?t) ${past})\\b(?: anywhere| at all)?`,
                "giu",
              ),
              words: `without ${rows}`,
            },
          ]
        : []),
      ...(past === "worked"
        ? [
            {
              pattern: /\b(?:(?:who|that) )?(?:has |have |had )?worked (?:on|for) (?=\p{L}+ \d|the |our |an? )/giu,
              words: `with ${rows} of `,
            },
          ]
        : []),
    ];
  });
  return [...deeds, ...tradesOf(schema)];
}

/** "who is here right now": the people whose row of coming has no moment of leaving yet. */
export function presentOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap(({ id }): readonly Rewording[] => {
    const days = lastingDays(id, schema);
    const [come, gone] = [schema.columns[days?.due ?? -1], schema.columns[days?.done ?? -1]];
    const isVisit = come?.words[1] === "in" && gone?.words[1] === "out" && gone.isRequired !== true;
    const people = peopleOf(id, schema);
    const rows = plural(schema.tables[id]?.words.join(" ") ?? "");
    const row = schema.tables[id]?.words.join("[- ]").replace(/s$/u, "s?") ?? "";
    return [
      ...(days
        ? [
            {
              pattern: new RegExp(
                `\\b((?:average|avg|mean|median|longest|shortest) (?:stay|duration|length|time)(?: in \\p{L}+)?) (?:per|of an?|for an?) ${row}(?!\\p{L})`,
                "giu",
              ),
              words: `$1 of ${rows}`,
            },
          ]
        : []),
      ...(isVisit && people
        ? [
            {
              pattern: new RegExp(
                `^who (?:is|are) (?:currently |now )?(?:here|in|inside|present|on site|in the (?:house|building)|${come.words.slice(0, 2).join(" ")})\\b(?: (?:right now|now|currently|at the moment|today))?( (?:at|in|on) [^?]+?)?[?.!]*$`,
                "giu",
              ),
              words: `which ${nounsOf(people)} have ${rows}$1 not yet ${gone.words.slice(0, 2).join(" ")}`,
            },
          ]
        : []),
    ];
  });
}

/** "maintenance due in the next 30 days" is of machines, of which each has a day of its next maintenance. */
export function nextsOf({ columns, tables }: Schema): readonly Rewording[] {
  return columns.flatMap((column): readonly Rewording[] => {
    const [next, ...rest] = column.words;
    const deed = rest.filter((word) => !/^(?:on|at|date|day|due)$/u.test(word)).join(" ");
    const table = tables[column.table];
    const named = column.words.filter((word) => !/^(?:on|at)$/u.test(word)).join(" ");
    const isRow = tables.some(({ lemmas }) => lemmas.join(" ") === deed);
    const overdue = "(?:overdue|past due|late)";
    return next === "next" && deed !== "" && table && isMoment(column)
      ? [
          ...(isRow
            ? []
            : [
                {
                  pattern: new RegExp(
                    `\\b(?:(?:that|which|who) )?(?:have|has|had|with) (?:an? )?(?:${overdue} ${deed}s?|${deed} (?:(?:that|which)(?:['’]s| is) )?(?:already |long )?${overdue})\\b`,
                    "giu",
                  ),
                  words: `whose ${named} is overdue`,
                },
              ]),
          {
            pattern: new RegExp(`(?<!\\bfor (?:an? |the |their )?)\\b${deed}s? (?:that (?:is|are) |(?:is|are) |falls? )?due\\b`, "giu"),
            words: `${nounsOf(table)} whose ${named} is`,
          },
          {
            pattern: new RegExp(
              `\\b(?:(?:that|which|who) )?(?:are |is |be )?(?:due|up) for (?:an? |the |their |its |another )?(?:next )?${deed}s?\\b`,
              "giu",
            ),
            words: `whose ${named} is`,
          },
        ]
      : [];
  });
}

const LENT = /^(?:loan|rental|hire|lending|borrowing|checkout)$/u;

/** "kegs that are still out" are the loans of kegs that did not come back, where nothing else is called so. */
export function lentOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const [thing = "", lent = "", ...rest] = table.lemmas;
    const isTable = schema.tables.some((other) => other.lemmas.join(" ") === thing);
    const back = table.columns
      .flatMap((id) => schema.columns[id] ?? [])
      .find(
        (column) => isMoment(column) && column.isRequired !== true && column.words.some((word) => /^(?:returned|back|return)$/u.test(word)),
      );
    return LENT.test(lent) && rest.length === 0 && !isTable && back
      ? [
          {
            pattern: new RegExp(
              `\\b${plural(thing)} (?:(?:that|which) )?(?:(?:are|is|were) )?(?:still |currently )*(?:out|on loan|lent out|not back|missing)\\b(?: yet)?`,
              "giu",
            ),
            words: `${nounsOf(table)} not yet ${back.words.find((word) => /^(?:returned|back|return)$/u.test(word)) ?? ""}`,
          },
        ]
      : [];
  });
}

/** "how many kegs did we sell" counts the sales of kegs, where those are kept and neither kegs nor a quantity of them. */
export function soldOf({ tables, columns }: Schema): readonly Rewording[] {
  return tables.flatMap((table): readonly Rewording[] => {
    const [thing = "", sale = "", ...rest] = table.lemmas;
    const verbs = TRADED[sale];
    const isKept = tables.some(({ lemmas }) => lemmas.at(-1) === thing);
    const isCounted = columns.some(
      ({ type, table: of, isForeign, lemmas }) =>
        of === table.id &&
        type === "number" &&
        !isForeign &&
        /^(?:quantity|count|number|piece|unit)$|^$/u.test(lemmas.filter((word) => word !== thing).join(" ")),
    );
    return verbs === undefined || rest.length > 0 || isKept || isCounted
      ? []
      : [
          {
            pattern: new RegExp(
              `\\b${plural(thing)} (?=(?:(?:did|have|has|do) (?:we|they|you) |(?:were |are |was )?)(?:${verbs})\\b)`,
              "giu",
            ),
            words: `${nounsOf(table)} `,
          },
        ];
  });
}

const TRADED: Readonly<Record<string, string>> = {
  sale: "sell|sold",
  purchase: "buy|bought|purchased?",
  rental: "rent|rented|hire|hired",
  delivery: "deliver|delivered",
};

/** "for at least 6 people" is about how many a row has room for. */
export function roomFor({ columns }: Schema): readonly Rewording[] {
  const fitting = columns.filter(
    ({ type, isForeign, words }) =>
      type === "number" && !isForeign && words.some((word) => /^(?:seats?|capacity|places|sleeps|pax|guests)$/u.test(word)),
  );
  const [only, ...others] = fitting;
  return only && others.length === 0
    ? [
        {
          pattern:
            /\bfor (at least |up to |more than |exactly )?(\d+|two|three|four|five|six|eight|ten|twelve) (?:people|persons|guests|seats)\b/giu,
          words: `with a ${only.words.join(" ")} of $1$2`,
        },
      ]
    : [];
}

/** A state by the words that are stored for it, longer ones first. */
function statesOf(table: Table, { columns, values }: Schema): string {
  const own = new Set(table.columns.filter((id) => columns[id]?.type === "text" && (columns[id]?.distinct ?? MANY) < MANY));
  const said = [...values].flatMap(([text, stored]) =>
    /^[\p{L} -]{3,}$/u.test(text) && stored.some(({ column }) => own.has(column)) ? [text] : [],
  );
  return said.sort((a, b) => b.length - a.length).join("|");
}

/** A column of so many texts holds no states. */
const MANY = 15;

/** "share of cancelled bookings this year": the part is what is called so, the whole are all bookings of the year. */
export function sharesOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const states = statesOf(table, schema);
    return states === ""
      ? []
      : [
          {
            pattern: new RegExp(
              `^(?:what(?:['’]s| is| was) )?(?:the |our )?(?:share|percentage|percent|proportion) of (?:the |our |all )?(${states}) (${nounsOf(table)}|${plural(table.words.at(-1) ?? "")})\\b(?![^(]*\\b(?:that|which|who|were|are|was|is|had|have|with|without|of|out of)\\b)`,
              "giu",
            ),
            words: "what percentage of $2 are $1",
          },
        ];
  });
}

/** "came later than the customer wanted": later than promised, where rows say when that was. */
export function latesOf(schema: Schema): readonly Rewording[] {
  return schema.tables.some(({ id }) => promisedDays(id, schema) !== null)
    ? [
        {
          pattern:
            /\b(?:came|arrived|were|was|got (?:here|there)|reached us) (?:in )?later than (?:(?:the |our )?\p{L}+ (?:had )?)?(?:requested|wanted|asked(?: for)?|promised|planned|agreed|expected|scheduled|due)\b/giu,
          words: "were late",
        },
        {
          pattern:
            /\b(?:came(?: back| in)?|arrived|got (?:back|here|there)|turned up|were brought back) (?=(?:too )?(?:late|early|on time)\b)/giu,
          words: "were ",
        },
        ...(schema.values.has("past due") || schema.definitions ? [] : [{ pattern: /\bpast due\b/giu, words: "overdue" }]),
      ]
    : [];
}

/** "by pieces", "broken pieces": what a column calls quantity or count, where none is called pieces. */
export function piecesOf({ columns }: Schema): readonly Rewording[] {
  const ends = (word: string): readonly Column[] => columns.filter(({ type, lemmas }) => type === "number" && lemmas.at(-1) === word);
  const word = ["quantity", "count"].find((candidate) => ends(candidate).length > 0);
  const isCalled = columns.some(({ lemmas }) => lemmas.includes("piece"));
  return word === undefined || isCalled
    ? []
    : [
        { pattern: /\b(most|least) (?:ordered|bought|purchased) (\p{L}+) by (?:pieces|units|quantity)\b/giu, words: "$1 sold $2" },
        ...columns.flatMap(({ type, lemmas }): readonly Rewording[] => {
          const [what = "", count = "", ...rest] = lemmas;
          return type === "number" && count === word && rest.length === 0
            ? [{ pattern: new RegExp(`\\b${what} pieces\\b|\\bpieces ${what}\\b`, "giu"), words: `${what} ${count}` }]
            : [];
        }),
        { pattern: /\bby pieces\b/giu, words: `by ${word}` },
      ];
}

/**
 * "samples that came in today", "how many orders came in": of rows with a day on which they were received, where nothing else comes in, or
 * with a day of the verb that they are called by.
 */
export function arrivedOf({ columns }: Schema): readonly Rewording[] {
  const days = columns.filter(isMoment);
  const came = "(?:(?:that|which) )?(?:(?:has|have|had) )?(?:come in|came in|arrived)";
  const then = "(?= (?:today|yesterday|this|last|since|so far|on|in|over|between|during|from|before|after)\\b)";
  const named = days.flatMap(({ words }): readonly Rewording[] => {
    const noun = /^(order|request|report)ed$/u.exec(words[0] ?? "")?.[1];
    return noun === undefined
      ? []
      : [{ pattern: new RegExp(`\\b(${noun}s?) ${came}${then}`, "giu"), words: `$1 whose ${words.join(" ")} is` }];
  });
  const [day, ...others] = days.filter(({ words }) => words.includes("received"));
  const isTaken = columns.some(({ lemmas }) => lemmas.some((word) => /^(?:arriv|come$|came$)/u.test(word)));
  return day && others.length === 0 && !isTaken
    ? [...named, { pattern: new RegExp(`\\b(?<!money |payments? |we )${came}${then}`, "giu"), words: `whose ${day.words.join(" ")} is` }]
    : named;
}
