import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { isBirth } from "@/lib/engines/text2sql/reader/frame/ages";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { verbsOf } from "@/lib/engines/text2sql/reader/words/verb-forms";
import { anyNounsOf, nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import { headOf, plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { escapePattern } from "@/lib/language/words";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** A kind has few values. */
const KINDS = 40;

/** "in region East", "category groceries": the value after the name of what it is a value of stands before it. */
export function kindsOf({ columns, values }: Schema): readonly Rewording[] {
  const byName = new Map<string, Set<string>>();
  for (const [said, stored] of values)
    for (const { column } of stored) {
      const { type, distinct, words = [], isForeign } = columns[column] ?? {};
      const name = words.at(-1) ?? "";
      if (type !== "text" || isForeign || distinct === null || distinct === undefined || distinct > KINDS || !/^\p{L}{4,}$/u.test(name))
        continue;
      if (/^(?:name|title|description|number|code)$/u.test(name) || !/^\p{L}[\p{L} ]+$/u.test(said)) continue;
      byName.set(name, (byName.get(name) ?? new Set()).add(said));
    }
  return [...byName].map(([name, said]) => ({
    pattern: new RegExp(
      `\\b(in|of|from|with|for) (?:the )?${name} (${[...said].map(escapePattern).join("|")})(?=$|[ ?.,;:)](?!${name}))`,
      "giu",
    ),
    words: `$1 the $2 ${name}`,
  }));
}

/** "top 3 loan purposes": of what is no row of its own those that most rows have. */
export function commonOf({ tables, columns }: Schema): readonly Rewording[] {
  return columns
    .filter(
      ({ type, distinct, isForeign, words }) =>
        type === "text" && !isForeign && distinct !== null && distinct <= KINDS && words.length === 1,
    )
    .flatMap(({ words: [word = ""], table }) => {
      const row = tables[table]?.lemmas.join(" ") ?? "";
      const isRow = tables.some(({ lemmas }) => lemmas.at(-1) === word);
      return isRow || word.length < 4
        ? []
        : [
            {
              pattern: new RegExp(
                `^((?:(?:show|give|list)(?: me)? )?)(?:the )?top (\\d+) ((?:${row} )?${plural(word)})(?=\\s*[.?!]*$)`,
                "giu",
              ),
              words: "$1the $2 most common $3",
            },
          ];
    });
}

/** "loan installments" where `loan_payments` are called installments too. */
export function wholeNamesOf({ tables }: Schema): readonly Rewording[] {
  return tables.flatMap(({ words, synonyms }) => {
    const [of, ...rest] = words;
    const said = synonyms.filter((word) => /^\p{L}+$/u.test(word) && word !== of);
    return of === undefined || rest.length === 0 || said.length === 0
      ? []
      : [{ pattern: new RegExp(`\\b${of} (?:${said.map((word) => plural(word)).join("|")})\\b`, "giu"), words: plural(words.join(" ")) }];
  });
}

/** "clients that became customers in May", "how many members did we win": those whose row begins then. */
export function becameOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const start = schema.columns[isOfPeople(table.id, schema) ? (defaultMoment(table.id, schema) ?? -1) : -1];
    const verb = start?.words.find((word) => /ed$/u.test(word));
    if (verb === undefined) return [];
    const nouns = anyNounsOf(table);
    return [
      {
        pattern: new RegExp(`\\b(${nouns}|people) (?:who |that |which )?became (?:an? )?(?:new )?(?:${nouns})\\b`, "giu"),
        words: `$1 who ${verb}`,
      },
      {
        pattern: new RegExp(
          `\\b(${nouns}) (?:did|have|has) (?:we|the \\p{L}+) (?:win|won|gain|gained|acquire|acquired|attract|attracted|sign up|signed up|onboard|onboarded)\\b`,
          "giu",
        ),
        words: `$1 ${verb}`,
      },
    ];
  });
}

/** "customers over 30 years old": of people with a day of birth an age is in years, said or not. */
export function agesOf({ tables, columns }: Schema): readonly Rewording[] {
  const people = tables.filter((table) => table.columns.some((id) => isBirth(columns[id])));
  if (people.length === 0) return [];
  const before = `(\\b(?:${people.map(anyNounsOf).join("|")})(?: (?:who|that))?(?: (?:are|were))?)(?: aged)? `;
  const range = "(?:between |from )?(\\d{1,3}) ?(?:and|to|-|–) ?(\\d{1,3})";
  const lives = people.flatMap((table) => {
    const own = table.columns.flatMap((id) => columns[id] ?? []).filter(isMoment);
    const [born, died] = [own.find(isBirth), own.find(({ words }) => words.some((word) => /^(?:died|death|deceased)$/u.test(word)))];
    return born && died ? [`years from ${born.words[0]} to ${died.words[0]}`] : [];
  });
  return [
    ...lives.map((words) => ({ pattern: /\bage (?:at (?:the time of )?death|when they died|at which they died)\b/giu, words })),
    { pattern: new RegExp(`${before}(older|younger) than (\\d{1,3}) years(?: old| of age)?\\b`, "giu"), words: "$1 $2 than $3" },
    { pattern: new RegExp(`${before}(?:over|above) (\\d{1,3}) years(?: old| of age)\\b`, "giu"), words: "$1 older than $2" },
    { pattern: new RegExp(`${before}(?:under|below) (\\d{1,3}) years(?: old| of age)\\b`, "giu"), words: "$1 younger than $2" },
    { pattern: new RegExp(`${before}${range} (?:years?(?: old| of age)|y/?o)\\b`, "giu"), words: "$1 whose age is between $2 and $3" },
    {
      pattern: new RegExp(`${before}(?:aged|(?:between )?the ages? of) ${range}(?: years(?: old| of age)?)?\\b`, "giu"),
      words: "$1 whose age is between $2 and $3",
    },
  ];
}

/** "Ann Lee's open loans" are loans of Ann Lee. */
export function possessedOf(schema: Schema): readonly Rewording[] {
  const nouns = schema.tables.map(anyNounsOf).join("|");
  const whose = "(\\p{Lu}[\\p{L}’.-]*(?: \\p{Lu}[\\p{L}’.-]*){1,3})['’]s";
  return [{ pattern: new RegExp(`(?<![\\p{L}’'])${whose} ((?:\\p{Ll}+ ){0,2}(?:${nouns}))\\b(?!['’])`, "gu"), words: "$2 of $1" }];
}

/** "how many loans did we charge off", "charge-offs per year": a state that rows are brought to, told by its verb. */
export function statesByVerb(schema: Schema): readonly Rewording[] {
  const { columns, tables, values } = schema;
  const people = tables.filter(({ id }) => isOfPeople(id, schema)).map(anyNounsOf);
  const subject = `(?:${["we", "you", "they", ...people].join("|")})`;
  return [...values].flatMap(([said, stored]): readonly Rewording[] => {
    const [, done = "", particle = ""] = /^(\p{L}{4,}) ?(off|out|up|back|down|over|in)?$/u.exec(said) ?? [];
    const verbs = done === "" ? [] : verbsOf(done);
    const table = tables[columns[stored[0]?.column ?? -1]?.table ?? -1];
    const isState = stored.every(({ column }) => /^(?:status|state|stage|outcome|result)$/u.test(columns[column]?.lemmas.at(-1) ?? ""));
    if (verbs.length === 0 || !table || stored.length !== 1 || !isState) return [];
    const name = new RegExp(`^(?:${verbs.join("|")}) ${particle}s?$`, "u");
    const isCalled = tables.some(({ words }) => name.test(words.join(" ")));
    const verb = `(?:${verbs.join("|")})${particle === "" ? "" : ` ${particle}`}`;
    return [
      {
        pattern: new RegExp(`(?<=\\p{L}s )(?:did (?:our |the )?${subject} ${verb}|have (?:our |the )?${subject} ${said})\\b(?!-)`, "giu"),
        words: `were ${said}`,
      },
      ...(particle === "" || isCalled
        ? []
        : [
            {
              pattern: new RegExp(`\\b(?:${verbs.join("|")})[- ]${particle}s\\b`, "giu"),
              words: `${nounsOf(table)} ${said}`,
            },
          ]),
    ];
  });
}

/** "the last 10 payments of Ann Lee" are the newest. */
export function latestOf(schema: Schema): readonly Rewording[] {
  const { tables } = schema;
  return tables.flatMap((table): readonly Rewording[] => {
    const head = table.lemmas.at(-1) ?? "";
    const isOnly = tables.every((other) => other === table || other.lemmas.at(-1) !== head);
    const nouns = isOnly && table.words.length > 1 ? `${anyNounsOf(table)}|${plural(head)}` : anyNounsOf(table);
    const moment = schema.columns[defaultMoment(table.id, schema) ?? -1];
    return moment === undefined ||
      moment.lemmas.some((word) => /^(?:due|expire|expiry|end|next|plan|planned|scheduled|maturity|mature)$/u.test(word))
      ? []
      : [{ pattern: new RegExp(`\\b(?:last|latest|past) (\\d+|two|three|five|ten) (?=(?:${nouns})\\b)`, "giu"), words: "newest $1 " }];
  });
}

/** "the highest amount of fees": the figure that each row has, not how many there are. */
export function amountsOf({ tables, columns }: Schema): readonly Rewording[] {
  const nouns = tables.filter((table) => table.columns.some((id) => columns[id]?.words.join(" ") === "amount")).map(anyNounsOf);
  return nouns.length === 0
    ? []
    : [
        {
          pattern: new RegExp(
            `^((?:what (?:is|was) |show (?:me )?|give (?:me )?)?(?:the )?(?:highest|largest|biggest|maximum|lowest|smallest|minimum)) amount of (?=(?:all )?(?:the )?(?:\\p{L}+ ){0,2}?(?:${nouns.join("|")})\\b)`,
            "giu",
          ),
          words: "$1 amount for ",
        },
      ];
}

/** "current balance of account 7", "how much is in account 7": a figure that every row holds as it is now. */
export function balancesOf({ tables, columns, values }: Schema): readonly Rewording[] {
  const isCurrent = columns.some(({ words }) => words.includes("current"));
  const holders = tables.filter((table) =>
    table.columns.some((id) => columns[id]?.words.join(" ") === "balance" && columns[id].type === "number"),
  );
  const isKind = ({ column }: { readonly column: number }): boolean =>
    holders.some(({ id }) => id === columns[column]?.table) &&
    columns[column]?.type === "text" &&
    (columns[column].distinct ?? KINDS) < KINDS;
  const kinds = [...values].flatMap(([said, stored]) => (/^\p{L}{3}/u.test(said) && stored.some(isKind) ? [escapePattern(said)] : []));
  const names = [...holders.map(({ lemmas }) => lemmas.at(-1) ?? ""), ...kinds].join("|");
  const inside = `(?:sitting |held |parked |lying |kept |left )?(?:in|on) (?:the |our |all )?`;
  const several = `(?=(?:(?:${names}) ){0,2}(?:${names})s\\b)`;
  return [
    ...(isCurrent ? [] : [{ pattern: /\bcurrent (?=(?:balance|price|stock|limit|phone|email|address|interest rate)\b)/giu, words: "" }]),
    ...(holders.length === 0
      ? []
      : [
          {
            pattern:
              /(?<=[^?]{3}(?:,|;|\band) )how much (?:money )?(?:is|was) (?:there )?(?:in|on) (?:them|those|these|all of them)(?: (?:in total|altogether|all together))?(?=[?.!]*$)/giu,
            words: "what is their total balance",
          },
          {
            pattern:
              /,? and (?:what|how much)(?:['’]?s| is)(?: left| there| still)? on (?:them|it|each(?: of them)?)(?=\s*(?:[?.!,]|$))/giu,
            words: " and their balance",
          },
          {
            pattern: new RegExp(
              `^(?:how much (?:money )?(?:is|was) (?:there )?|(?:how much|what) do (?:we|they) (?:hold|have|keep) )${inside}${several}`,
              "giu",
            ),
            words: "total balance of ",
          },
          { pattern: new RegExp(`^how much (?:money )?(?:is|was) (?:there )?${inside}(?=(?:${names})\\b)`, "giu"), words: "balance of " },
          {
            pattern: new RegExp(
              `\\b(?:the )?(?:total )?(?:money|funds) (?:that is |we have |we hold )?${inside}(?=(?:${names})s?\\b)`,
              "giu",
            ),
            words: "total balance of ",
          },
        ]),
  ];
}

/** "contract value", "contracted amount" are what a contract costs, where its one amount is called a price. */
export function worthsOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table): readonly Rewording[] => {
    const own = table.columns
      .flatMap((id) => schema.columns[id] ?? [])
      .filter(({ type, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary);
    const [amount, ...others] = own.filter((column) => /^(?:amount|price|total|cost|fee|premium)$/u.test(headOf(column)));
    const [noun] = table.lemmas.slice(-1);
    if (!amount || !noun || others.length > 0) return [];
    const called = ["value", "amount"].filter((word) => !own.some(({ lemmas }) => lemmas.includes(word)));
    const done = `${noun.replace(/e$/u, "")}ed`;
    const said = [
      ...called.map((word) => `${noun}s? ${word}s?`),
      ...(own.some(({ lemmas }) => lemmas.includes(done)) ? [] : [`${done} amounts?`, `amounts? ${done}`]),
    ];
    return said.map((words) => ({ pattern: new RegExp(`\\b${words}\\b`, "giu"), words: `${noun} ${amount.words.join(" ")}` }));
  });
}
