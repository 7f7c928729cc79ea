import { isOfPeople, SERVED } from "@/lib/engines/text2sql/reader/frame/who";
import { anyNounsOf, nounsOf } from "@/lib/engines/text2sql/reader/words/nouns-of";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** "how many people have a season ticket", "who has a boat but no car": those whose rows they are, where these are one kind. */
export function holdersOf(schema: Schema): readonly Rewording[] {
  const { tables, columns, links } = schema;
  const isCalled = [...tables, ...columns].some(({ lemmas }) => lemmas.some((word) => /^(?:people|person)$/u.test(word)));
  const served = isCalled ? [] : tables.filter(({ id, lemmas }) => SERVED.test(lemmas.at(-1) ?? "") && isOfPeople(id, schema));
  return tables.flatMap((table): readonly Rewording[] => {
    const [only, ...others] = served.filter(({ id }) =>
      links.some(({ from, to }) => columns[from]?.table === table.id && columns[to]?.table === id),
    );
    if (!only || others.length > 0) return [];
    const head = table.lemmas.at(-1) ?? "";
    const has = `(?=(?:currently |still |now )?(?:(?:has|have|had)(?! been\\b)|holds?|owns?|with|without)(?: [\\p{L}\\d-]+){1,4}? (?:${head}|${plural(head)})\\b)`;
    return [
      { pattern: new RegExp(`\\bhow many people ${has}`, "giu"), words: `how many ${nounsOf(only)} ` },
      {
        pattern: new RegExp(`^((?:(?:show|list|give)(?: me)? )?(?:all )?(?:the )?)people (?:(?:who|that) )?${has}`, "giu"),
        words: `$1${nounsOf(only)} `,
      },
      { pattern: new RegExp(`^who ${has}`, "giu"), words: `which ${nounsOf(only)} ` },
    ];
  });
}

/** "how many people are on each plan" counts those of whom rows are kept, where that is one kind. */
export function peopleIn(schema: Schema): readonly Rewording[] {
  const [only, ...others] = schema.tables.filter(({ id }) => isOfPeople(id, schema));
  const isCalled = [...schema.tables, ...schema.columns].some(({ lemmas }) => lemmas.some((word) => /^(?:people|person)$/u.test(word)));
  const staff = schema.tables.find(({ lemmas }) => /^(?:employee|worker|staff|staffer|personnel)$/u.test(lemmas.at(-1) ?? ""));
  if (isCalled) return [];
  const working =
    staff === undefined
      ? []
      : [
          {
            pattern: /\bhow many people (?=(?:currently |still |now )?(?:work|are (?:employed|working))\b)/giu,
            words: `how many ${nounsOf(staff)} `,
          },
          { pattern: /\beach of (?:us|our people|the team)\b/giu, words: `each ${staff.words.join(" ")}` },
        ];
  return only && others.length === 0
    ? [
        ...working,
        {
          pattern: /\bhow many people (?=(?:are|were) (?:currently |still |now )?(?:on|in|at|with|booked|enrolled|signed)\b)/giu,
          words: `how many ${nounsOf(only)} `,
        },
      ]
    : working;
}

/** "who are the customers that never had a project" asks which customers. */
export function whoAre({ tables }: Schema): readonly Rewording[] {
  return tables.map((table) => ({
    pattern: new RegExp(`^who (?:are|were) (?:(?:all|the|our) )+(?=(?:${anyNounsOf(table)})\\b)`, "giu"),
    words: "which ",
  }));
}
