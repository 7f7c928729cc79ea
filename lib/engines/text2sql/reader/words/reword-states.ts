import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import { isMoment, isOver } from "@/lib/engines/text2sql/reader/words/over";
import { anyNounOf, nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import { TELLS_STATE } from "@/lib/engines/text2sql/schema/state-words";
import type { Column, Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

const END = "(?= *(?:[?.,;:!)]|$)| (?:and|but|or|per|by|with|at|in|from|right now|now|at the moment|currently|today|yet|already)\\b)";
const ADVERBS = "(?:(?:still|currently|now|already|all|completely|fully|totally) )*";

const figuresOf = (table: Table, { columns }: Schema): readonly Column[] =>
  table.columns
    .flatMap((id) => columns[id] ?? [])
    .filter((column) => column.type === "number" && !column.isForeign && !column.isPrimary && !column.formula && !isFlag(column));

/** "staff who have left": of people the row's time is over, where its day is called otherwise. */
export function goneOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const days = table.columns.flatMap((id) => schema.columns[id] ?? []).filter(isOver);
    const isSaid = schema.values.get("left")?.some(({ column }) => schema.columns[column]?.table === table.id);
    const [day, ...others] = days;
    if (!day || others.length > 0 || isSaid || day.words.includes("left") || !isOfPeople(table.id, schema)) return [];
    return [
      {
        pattern: new RegExp(
          `\\b(${anyNounOf(table)}) (?:(?:who|that) )?(?:(?:have|has|had) )?(?:left|quit)(?: us| the company)?(?= (?:this|last|in (?:the last|january|february|march|april|may|june|july|august|september|october|november|december|\\d{4})|since|during|within) ?)`,
          "giu",
        ),
        words: `$1 whose ${day.words.join(" ")} is`,
      },
      {
        pattern: new RegExp(
          `\\b(${anyNounOf(table)}) (?:(?:who|that) )?(?:(?:have|has|had|are|is) )?(?:already )?(?:left|quit|gone)(?: us| the \\p{L}+)?${END}(?! (?:in|at) )`,
          "giu",
        ),
        words: "$1 who are former",
      },
    ];
  });
}

const PLANNED =
  /^(?:plan|planned|expect|expected|estimate|estimated|budget|budgeted|quote|quoted|schedule|scheduled|target|forecast|agreed|promised|allowed|permitted)$/u;
const REAL =
  /^(?:actual|attend|attended|work|worked|spend|spent|deliver|delivered|receive|received|use|used|real|final|produce|produced|taken)$/u;
const MORE = "more|longer|higher|greater|bigger|larger";
const LESS = "less|fewer|shorter|lower|smaller";

type Pair = { readonly real: Column; readonly planned: Column; readonly base: string };

/** A figure as it was planned and as it came out: `hours_planned` beside `hours_worked`. */
function pairsOf(table: Table, schema: Schema): readonly Pair[] {
  const figures = figuresOf(table, schema);
  const without = ({ lemmas }: Column, pattern: RegExp): string => lemmas.filter((word) => !pattern.test(word)).join(" ");
  return figures.flatMap((planned) => {
    const base = without(planned, PLANNED);
    const reals = figures.filter((real) => real !== planned && real.lemmas.some((word) => REAL.test(word)) && without(real, REAL) === base);
    return base !== planned.lemmas.join(" ") && reals.length === 1 && reals[0] ? [{ real: reals[0], planned, base }] : [];
  });
}

/** "shifts where somebody worked longer than planned", "jobs that went over the estimate": two figures of one row. */
export function outcomesOf(schema: Schema): readonly Rewording[] {
  const pairs = schema.tables.flatMap((table) => pairsOf(table, schema));
  return pairs.flatMap(({ real, planned, base }): readonly Rewording[] => {
    const words = [...new Set([...base.split(" "), ...real.lemmas, ...real.words])].filter((word) => word !== "").join("|");
    // Of several such pairs the words must say which is meant.
    const told = pairs.length === 1 ? "" : `(?=[^,.?;]*\\b(?:${words})s?\\b)`;
    const clause = "(?:(?:where|when|that|which|who|for which|in which|with) )";
    const plan = "(?:planned|expected|estimated|budgeted|quoted|scheduled|forecast|agreed|promised|anticipated|originally thought)";
    const noun = planned.lemmas.find((word) => PLANNED.test(word))?.replace(/(?:ed|d)$/u, "") ?? "";
    const whose = (op: string): string => `whose ${real.words.join(" ")} is ${op} than ${planned.words.join(" ")}`;
    return (
      [
        [MORE, "over|above|beyond|more than|longer than", "more"],
        [LESS, "under|below|less than|shorter than", "less"],
      ] as const
    ).flatMap(([than, beyond, op]) => [
      {
        pattern: new RegExp(
          `\\b${clause}${told}(?:[\\p{L}'’]+ ){0,5}?(?:${than})(?: [\\p{L}'’]+){0,5}? than (?:(?:was|were|is|we|they|it|had|been|originally|first|initially|what) )*${plan}\\b`,
          "giu",
        ),
        words: whose(op),
      },
      {
        pattern: new RegExp(
          `\\b${clause}?${told}(?:(?:went|go|goes|ran|run|were|was|are|is|came(?: in| out)?|cost|took|lasted|ended up) )(?:${beyond}) (?:the |their |its |our )?(?:original )?(?:${noun}\\p{L}*)(?: ${real.lemmas.at(-1) ?? ""}s?)?\\b`,
          "giu",
        ),
        words: whose(op),
      },
    ]);
  });
}

/** "bills that are only partly paid", "where less was paid than due": what was paid falls short of what a row comes to. */
export function partlyPaidOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const figures = figuresOf(table, schema);
    const [paid, ...others] = figures.filter(({ lemmas }) => lemmas.some((word) => /^(?:paid|received|settled)$/u.test(word)));
    const sums = figures.filter(
      (column) => column !== paid && /^(?:amount|total|price|sum)(?: due| owed)?$|^due amount$/u.test(column.lemmas.join(" ")),
    );
    const [due, ...more] = sums;
    if (!paid || !due || others.length + more.length > 0) return [];
    const isLess = `whose ${paid.words.join(" ")} is less than ${due.words.join(" ")}`;
    return [
      {
        pattern:
          /\b(?:where|that|which|who|for which) (?:(?:we|they|customers|clients) )?(?:(?:have|has|had|was|were|got) )*(?:less (?:was |were |has been |got )?paid|paid (?:us )?less) than (?:(?:was|is|they|what) )*(?:due|owed|invoiced|billed|charged|agreed)\b/giu,
        words: isLess,
      },
      {
        pattern: new RegExp(
          `\\b(?:(?:that|which) )?(?:are |is |were |was |have |has )?(?:still )?(?:not (?:been )?(?:fully|completely) (?:paid|settled)|n['’]t (?:been )?fully paid|(?:only )?underpaid)${END}`,
          "giu",
        ),
        words: isLess,
      },
    ];
  });
}

/** Contraries of which a flag says one side: `is_online` tells classroom lessons too. */
const CONTRARIES: readonly (readonly [yes: readonly string[], no: readonly string[]])[] = [
  [
    ["online", "remote", "virtual"],
    ["classroom", "in[- ]person", "on[- ]?site", "face[- ]to[- ]face", "offline", "in[- ]presence"],
  ],
  [["indoor"], ["outdoors?"]],
  [["outdoor"], ["indoors?"]],
  [["internal"], ["external"]],
  [["external"], ["internal"]],
  [["permanent"], ["temporary", "temp"]],
  [["temporary"], ["permanent"]],
  [
    ["freelance", "freelancer", "contractor"],
    ["permanent", "employed", "salaried", "in[- ]house"],
  ],
  [["public"], ["private"]],
  [["private"], ["public"]],
  [["domestic"], ["foreign", "international"]],
  [["new"], ["used", "second[- ]hand", "pre[- ]owned"]],
  [["used"], ["brand[- ]new"]],
  [
    ["mandatory", "compulsory", "required"],
    ["optional", "voluntary"],
  ],
  [["optional"], ["mandatory", "compulsory"]],
  [["taxable"], ["tax[- ]free", "tax[- ]exempt"]],
  [["blocked", "disabled"], ["unblocked"]],
];

/** "classroom courses" are those that are not online, "virtual ones" those that are, where only a flag tells. */
export function contrariesOf(schema: Schema): readonly Rewording[] {
  const isCalled = (phrase: string): boolean => {
    const said = new RegExp(`^(?:${phrase})$`, "iu");
    return (
      [...schema.tables, ...schema.columns].some(({ words }) => words.some((word) => said.test(word))) ||
      [...schema.values.keys()].some((key) => said.test(key))
    );
  };
  return schema.columns.filter(isFlag).flatMap(({ words }): readonly Rewording[] => {
    const name = words.filter((word) => !/^(?:is|has|flag|yn)$/u.test(word));
    const [only = "", ...rest] = name;
    const pair = rest.length === 0 ? CONTRARIES.find(([yes]) => yes.includes(only)) : undefined;
    if (!pair) return [];
    const [yes, no] = pair.map((side) => side.filter((phrase) => phrase !== only && !isCalled(phrase)));
    const before = "(?<!\\bnon-)\\b";
    return [
      ...(yes && yes.length > 0 ? [{ pattern: new RegExp(`${before}(?:${yes.join("|")})\\b`, "giu"), words: only }] : []),
      ...(no && no.length > 0 ? [{ pattern: new RegExp(`${before}(?:${no.join("|")})\\b`, "giu"), words: `non-${only}` }] : []),
    ];
  });
}

const LENT = /^(?:loan|rental|rent|hire|lending|borrowing|checkout|issue)$/u;
const BACK = /^(?:returned|return|back|brought)$/u;

/** "tools that are out", "books on loan": those with a loan that did not come back, where their own rows say no such state. */
export function outsOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((lent): readonly Rewording[] => {
    const [back, ...others] = lent.columns
      .flatMap((id) => schema.columns[id] ?? [])
      .filter((column) => isMoment(column) && column.isRequired !== true && column.words.some((word) => BACK.test(word)));
    if (!back || others.length > 0 || !LENT.test(lent.lemmas.at(-1) ?? "")) return [];
    const things = schema.links.flatMap(({ from, to }) => {
      const table = schema.tables[schema.columns[to]?.table ?? -1];
      return schema.columns[from]?.table === lent.id && table && !isOfPeople(table.id, schema) ? [table] : [];
    });
    const [thing, ...more] = things;
    const isStored = schema.values.get("out")?.some(({ column }) => schema.columns[column]?.table === thing?.id);
    if (!thing || more.length > 0 || isStored) return [];
    const rows = `${nounsOf(lent)} not yet ${back.words.find((word) => BACK.test(word)) ?? ""}`;
    return [
      {
        pattern: new RegExp(
          `\\b(${anyNounOf(thing)}) (?:(?:that|which) )?(?:(?:are|is|were|was) )?${ADVERBS}(?:out(?: on loan)?|on loan|lent out|loaned out|rented out|hired out|not back|borrowed)(?: yet)?${END}`,
          "giu",
        ),
        words: `$1 with ${rows}`,
      },
    ];
  });
}

/** "parts that have run out", "items that are unavailable": rows of which there is none left. */
export function emptiedOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const figures = figuresOf(table, schema);
    const nouns = anyNounOf(table);
    const isStock = figures.some(({ lemmas }) => lemmas.some((word) => /^(?:stock|hand|inventory)$/u.test(word)));
    const [free, ...others] = figures.filter(({ lemmas }) => lemmas.some((word) => /^(?:available|free)$/u.test(word)));
    const said = `\\b(${nouns}) (?:(?:that|which) )?(?:(?:have|has|are|is|were|was) )?${ADVERBS}`;
    return [
      ...(isStock
        ? [{ pattern: new RegExp(`${said}(?:run out|ran out|sold out|used up|gone)${END}`, "giu"), words: "$1 that are out of stock" }]
        : []),
      ...(free && others.length === 0
        ? [
            {
              pattern: new RegExp(`${said}(?:unavailable|not available|fully booked|sold out|booked up)${END}`, "giu"),
              words: `$1 whose ${free.words.join(" ")} is 0`,
            },
            {
              pattern: new RegExp(`${said}(?<=\\b(?:are|is|were|was|still|currently) )available${END}`, "giu"),
              words: `$1 whose ${free.words.join(" ")} is more than 0`,
            },
          ]
        : []),
    ];
  });
}

/** Ends of what is done. */
const DONE = /(?:ed|id|nt|en|wn)$/u;

/** "where the deposit hasn't been paid", "who have not paid their deposit": a flag `deposit_paid`, or a day `deposit_paid_on` that is empty. */
export function donesOf(schema: Schema): readonly Rewording[] {
  return schema.columns.flatMap((column): readonly Rewording[] => {
    const isDay = isMoment(column) && column.isRequired !== true;
    const words = column.words.filter((word) => !/^(?:is|on|at|date|day)$/u.test(word));
    const [done = "", what] = [words.at(-1) ?? "", words.slice(0, -1).join(" ")];
    if (!(isDay || isFlag(column)) || words.length < 2 || !DONE.test(done)) return [];
    const named = column.words.filter((word) => word !== "on" && word !== "at").join(" ");
    const not = isDay ? `whose ${named} is not recorded` : `that are not ${named}`;
    const is = isDay ? `whose ${named} is recorded` : `that are ${named}`;
    const theirs = "(?:the |their |its |his |her |an? |any )?";
    const where = "(?:\\b(?:where|whose|for which|and) )?";
    const said = (negation: string): string =>
      `${where}\\b${theirs}${what} (?:is |are )?(?:still |yet )?(?:has|have|is|are|was|were)${negation} (?:still |yet |already )?(?:been )?(?:yet )?${done}\\b`;
    const have = "\\b(?:(?:that|which|who|where|and) )?(?:(?:we|they) )?";
    const gapped = new RegExp(
      `${said("(?: not|n['’]t)")}|${have}(?:have|has|had)(?: not|n['’]t) (?:yet )?${done} ${theirs}${what}\\b|${have}(?:still )?(?:have|has|had) ${theirs}${what} (?:still )?(?:not |un)(?:yet )?${done}\\b`,
      "giu",
    );
    return [
      { pattern: gapped, words: not },
      { pattern: new RegExp(`${said("")}|${have}(?:have|has|had) (?:already )?${done} ${theirs}${what}\\b`, "giu"), words: is },
    ];
  });
}

/** "unconfirmed bookings", "boats that haven't been sold": those in another state, where only a status tells. */
export function unstatedOf(schema: Schema): readonly Rewording[] {
  return [...schema.values].flatMap(([said, stored]): readonly Rewording[] => {
    const [only, ...others] = stored;
    const column = schema.columns[only?.column ?? -1];
    const table = schema.tables[column?.table ?? -1];
    const isState = column !== undefined && TELLS_STATE.test(column.lemmas.at(-1) ?? "");
    const isKept = (table?.columns ?? []).some((id) => id !== column?.id && schema.columns[id]?.words.includes(said) === true);
    if (!isState || !table || others.length > 0 || isKept || !/^(?!un)\p{L}{2,}(?:ed|en|ld|id|nt)$/u.test(said)) return [];
    return [
      { pattern: new RegExp(`\\bun${said} (${anyNounOf(table)})\\b`, "giu"), words: `$1 that are not ${said}` },
      {
        pattern: new RegExp(`\\b(?:have|has|had)(?: not|n['’]t) (?:yet )?been ${said}\\b`, "giu"),
        words: `are not ${said}`,
      },
    ];
  });
}

/** Rows that are made of others once, by the verb of their name. */
const MADE_ONCE = /^(?:invoice|bill|quote|receipt|review|rating|refund|inspection|survey)$/u;

/** "projects not invoiced yet", "which jobs did we forget to bill": those without such rows, where no column says it of them. */
export function withoutOf({ tables, columns }: Schema): readonly Rewording[] {
  return tables.flatMap((table): readonly Rewording[] => {
    const [name = "", ...more] = table.lemmas;
    if (more.length > 0 || !MADE_ONCE.test(name)) return [];
    const verb = name.replace(/(?:ion|ing)$/u, "");
    const done = `${verb.replace(/e$/u, "")}ed`;
    if (
      columns.some(
        ({ lemmas, words, table: of }) =>
          of !== table.id && [...lemmas, ...words].some((word) => word === done || (word === name && lemmas.length === 1)),
      )
    )
      return [];
    const words = `without ${nounsOf(table)}`;
    return [
      {
        pattern: new RegExp(
          `\\b(?:(?:that|which|who) )?(?:(?:(?:have|has|had|are|is|were|was)(?: not|n['’]t)|not|never|still to be|yet to be)(?: yet| been| ever)* ${done}|un${done})\\b(?: (?:yet|so far))?`,
          "giu",
        ),
        words,
      },
      {
        pattern: new RegExp(
          `\\b(?:that |which |did )?(?:we|they) (?:have |had )?(?:forg[eo]t(?:ten)?|not|did not|didn['’]t|have not|haven['’]t|never)(?: yet)?(?: to)? (?:${verb}|${done})(?: yet)?\\b`,
          "giu",
        ),
        words,
      },
    ];
  });
}
