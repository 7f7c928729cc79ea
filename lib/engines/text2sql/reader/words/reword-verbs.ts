import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { anyNounOf, anyNounsOf, nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

const PARTICLES = /^(?:in|out|up|off|back|over|down|away)$/u;

/** "brought a bike in" has the verb of `brought_in`: what is done to stands between a verb and its particle. */
export function separatedOf({ columns }: Schema): readonly Rewording[] {
  return columns.flatMap((column): readonly Rewording[] => {
    const [verb = "", particle = "", ...rest] = column.words.filter((word) => !/^(?:on|at|date|day)$/u.test(word));
    return isMoment(column) && rest.length === 0 && PARTICLES.test(particle)
      ? [
          {
            pattern: new RegExp(`\\b${verb} ((?:an?|the|their|his|her|its|any|some|our) (?:\\p{L}+ )?\\p{L}+) ${particle}\\b`, "giu"),
            words: `${verb} ${particle} $1`,
          },
        ]
      : [];
  });
}

/** The verb of a participle: "borrowed" of borrow, "withdrawn" of withdraw. */
function stemOf(done: string): string {
  return done.replace(/(?<=dra)wn$/u, "w").replace(/(?<=\p{L}{3})(?<!\p{L}e)ed$/u, "");
}

const ASKED = "(?:how much|what)(?: money)? (?:did|do|does|has|have)";
const AFTER =
  "(?= *(?:[?.,;:!]|$)| (?:in|on|at|from|with|this|last|since|during|before|after|per|by|over|so far|between|until|to date)\\b)";

/**
 * "how much did customers deposit", "who has borrowed the most": the verb of an "amount deposited", which a measure or a column is called.
 */
export function amountsByVerb({ definitions, columns, tables, links }: Schema): readonly Rewording[] {
  const said = [
    ...(definitions ?? [])
      .filter(({ aggregate }) => aggregate !== null)
      .flatMap(({ phrases, table }) => phrases.map((words) => ({ words, table }))),
    ...columns
      .filter(({ type, isForeign }) => type === "number" && !isForeign)
      .flatMap(({ words, synonyms, table }) => [words, ...synonyms.map((text) => text.split(" "))].map((words) => ({ words, table }))),
  ];
  return said.flatMap(({ words: [amount = "", done = "", ...rest], table }): readonly Rewording[] => {
    const verb = stemOf(done);
    if (amount !== "amount" || rest.length > 0 || verb === done || verb.length < 4) return [];
    const figure = `amount ${done}`;
    const people = links.flatMap(({ from, to }) => (columns[from]?.table === table ? (tables[columns[to]?.table ?? -1] ?? []) : []));
    const [owner] = people.filter(({ synonyms, lemmas }) =>
      [...lemmas, ...synonyms].some((word) => /^(?:customer|client|member)$/u.test(word)),
    );
    return [
      {
        pattern: new RegExp(`\\b${ASKED} (?!we\\b|you\\b|they\\b|i\\b)(.{3,60}?) (?:${verb}|${done})(?: with us| from us)?${AFTER}`, "giu"),
        words: `${figure} by $1`,
      },
      ...(owner
        ? [
            {
              pattern: new RegExp(
                `\\bwho (?:has |have )?(?:${done}|${verb}s?) (?:the )?(most|least)(?: money)?(?: from us| with us)?${AFTER}`,
                "giu",
              ),
              words: `which ${owner.words.join(" ")} has the $1 ${figure}`,
            },
          ]
        : []),
      {
        pattern: new RegExp(`(?<=\\p{L} )(?:has |have )?${done} (?:the )?(most|least)(?: money)?(?: from us| with us)?${AFTER}`, "giu"),
        words: `have the $1 ${figure}`,
      },
    ].map(({ pattern, words }) => ({ pattern, words: words.replace("the $1 amount", "the $1 total amount") }));
  });
}

const WAGE = /^(?:salary|wage|pay)$/u;

/** "who earns the most", "which cooks earn over 20 an hour": what a table of people says that they are paid. */
export function wagesOf(schema: Schema): readonly Rewording[] {
  const isWage = ({ type, isForeign, lemmas }: Column): boolean =>
    type === "number" && !isForeign && lemmas.some((word) => WAGE.test(word));
  const wages = schema.columns.filter((column) => isWage(column) && isOfPeople(column.table, schema));
  const [wage, ...others] = wages;
  const table = schema.tables[wage?.table ?? -1];
  if (!wage || !table || others.length > 0) return [];
  const words = wage.words.join(" ");
  const who = `(?:who|(?:which |what )?(?:of (?:our |the )?)?(?:${anyNounOf(table)})(?: who| that)?)`;
  const earn = "(?:earns?|earning|makes?|making|(?:(?:is|are|was|were|being|gets?|getting) )?paid)";
  const by = "(?: (?:per|an?) (?:hour|day|week|month|year))?";
  const rows = nounsOf(table);
  const row = anyNounOf(table);
  const best = ["highest", "(?:highest|best|top|most)[ -](?:paid|earning)"] as const;
  const least = ["lowest", "(?:lowest|worst|least)[ -](?:paid|earning)"] as const;
  return [
    {
      pattern: new RegExp(`\\b(${row}) (?:who |that )?(?:are |is )?(?:the )?${best[1]}(?=\\s*[?.!,]|$)`, "giu"),
      words: `$1 with the ${best[0]} ${words}`,
    },
    ...[best, least].map(([way, said]) => ({
      pattern: new RegExp(`\\b${said} (${row})\\b`, "giu"),
      words: `$1 with the ${way} ${words}`,
    })),
    { pattern: /\b(?:top|best|highest) earner(s?)\b/giu, words: `${table.words.join(" ")}$1 with the highest ${words}` },
    { pattern: /\b(?:top|best|highest) (\d+|two|three|four|five|ten) earners\b/giu, words: `top $1 ${rows} by ${words}` },
    {
      pattern: new RegExp(`\\b${who} ${earn} (?:the )?most(?: money)?${by}(?=\\s*[?.!,]|$)`, "giu"),
      words: `which ${table.words.join(" ")} has the highest ${words}`,
    },
    {
      pattern: new RegExp(`\\b${who} ${earn} (?:the )?least(?: money)?${by}(?=\\s*[?.!,]|$)`, "giu"),
      words: `which ${table.words.join(" ")} has the lowest ${words}`,
    },
    {
      pattern: new RegExp(`\\b${who} ${earn} (?=(?:(?:more|less) than|over|under|above|below|at least|at most|between) [$€£]?\\d)`, "giu"),
      words: `which ${rows} have a ${words} `,
    },
  ];
}

/** "spent on groceries by card" is "spent by card on groceries", where that is what the firm calls it. */
export function instrumentsOf({ definitions }: Schema): readonly Rewording[] {
  return (definitions ?? []).flatMap(({ phrases }) =>
    phrases
      .flatMap(([, link = "", noun = "", ...rest]): readonly Rewording[] =>
        rest.length === 0 && /^(?:by|with|via)$/u.test(link)
          ? [
              {
                pattern: new RegExp(
                  `\\b(spent|spend|paid|pay|bought) ((?:on|at|in|for) (?:\\p{L}+ ){0,2}\\p{L}+) ${link} (${noun}|${plural(noun)})\\b`,
                  "giu",
                ),
                words: `$1 ${link} $3 $2`,
              },
            ]
          : [],
      )
      .filter((_, at) => at === 0),
  );
}

/** "who keeps the most money with us", "our richest clients": by what is on their accounts. */
export function fortunesOf({ tables, columns, links }: Schema): readonly Rewording[] {
  const accounts = tables.find(({ lemmas }) => lemmas.join(" ") === "account");
  const balance = accounts?.columns.find((id) => columns[id]?.lemmas.join(" ") === "balance" && columns[id].type === "number");
  const owners = links
    .flatMap(({ from, to }) => (columns[from]?.table === accounts?.id ? (tables[columns[to]?.table ?? -1] ?? []) : []))
    .filter(({ lemmas }) => /^(?:customer|client|member|holder|owner)$/u.test(lemmas.at(-1) ?? ""));
  const [owner] = owners;
  if (!accounts || balance === undefined || !owner) return [];
  const most = "the highest total account balance";
  const people = anyNounsOf(owner);
  return [
    {
      pattern:
        /\b(?:keeps?|ha(?:s|ve)|holds?) (?:the )?most money(?: (?:with us|in (?:their|the|our) accounts?|in the bank))?(?=\s*[?.!,]|$)/giu,
      words: `have ${most}`,
    },
    { pattern: new RegExp(`\\b(?:richest|wealthiest) (${people})\\b`, "giu"), words: `$1 with ${most}` },
    { pattern: new RegExp(`\\bwho (?:are|is) (?:our |the )?(\\w+ )?(${people}) with ${most}`, "giu"), words: `which $1$2 have ${most}` },
  ];
}
