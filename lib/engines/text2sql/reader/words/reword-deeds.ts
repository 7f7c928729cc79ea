import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { isOfVerb } from "@/lib/engines/text2sql/reader/words/verb-forms";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";
import type { Rewording } from "@/lib/engines/text2sql/reader/words/rewording";

/** What rows are called that keep a deed, and the verbs that people have for it. */
const DEEDS: readonly (readonly [rows: RegExp, verbs: string])[] = [
  [/^(?:sale|order|purchase)$/u, "bought|purchased|ordered"],
  [/^(?:rent|rental|hire|loan|lending|borrowing|checkout)$/u, "rented|hired|borrowed|lent|loaned|taken out|took out|checked out"],
  [/^(?:outing|trip|ride|voyage|excursion|sail|flight)$/u, "taken out|took out|sailed|used"],
  [/^(?:signup|enrolment|enrollment|registration)$/u, "enrolled|signed up|registered"],
  [/^(?:repair|service|maintenance)$/u, "repaired|serviced|fixed"],
];

/** True for a verb of what rows that are called so keep: "order" of a sale. */
export function isDeedOf(rows: string, verb: string): boolean {
  return DEEDS.some(
    ([called, verbs]) =>
      called.test(rows) && verbs.split("|").some((done) => done === verb || done === `${verb}ed` || isOfVerb(done, verb)),
  );
}

const WHO = "(?:who |that |which )?";
const NEVER =
  "(?:(?:(?:have|has|had|were|was|are) )?never(?: (?:yet|once))?|(?:have|has|had|were|was|are) (?:not|never)|(?:have|has|had|were|was|are)n['’]?t|(?:did|do|does)(?: not|n['’]?t)(?: ever)?)(?: (?:yet|ever))?(?: been)?";
const END = "(?=\\s*(?:[?.!,;]|$)| (?:in|since|this|last|for|during|after|before|to|from|but|and|yet|at all)\\b)";
/** What follows the verb where no thing is named by it. */
const NO_THING =
  "(?:most|more|least|less|fewer|fewest|often|over|at|in|on|since|this|last|next|during|for|by|from|to|with|before|after|between|today|yesterday|anything|nothing|something|everything|and|or|but|what|how|out|up|\\d)\\b";

/**
 * What was done is kept as rows with another name than the verb has: "pubs that have not ordered" are those without keg sales, "bars that
 * bought stout" those with crate sales of it.
 */
export function tradesOf(schema: Schema): readonly Rewording[] {
  return schema.tables.flatMap((table) => {
    const parties = partiesOf(table, schema);
    const [, verbs] = DEEDS.find(([rows]) => rows.test(table.lemmas.at(-1) ?? "")) ?? [];
    // Where rows are called by the verb, or have a day of it, that is read as it stands.
    const said = (verbs ?? "").split("|").filter((verb) => verb !== "" && !isCalled(table, verb, schema));
    return said.length === 0 ? [] : parties.flatMap((party) => wordsOf(party, table, said.join("|"), schema));
  });
}

function wordsOf(party: Table, table: Table, verbs: string, schema: Schema): readonly Rewording[] {
  const rows = plural(table.lemmas.join(" "));
  const noun = party.lemmas.join(" ");
  const said = `\\b(${plural(noun)}|${noun})`;
  const things = thingsOf(table, party, schema);
  const one = `(?:an?|any|any of (?:our|the)|one of (?:our|the)) (?:${things.join("|")})`;
  const any = things.length === 0 ? "" : `| ${one}`;
  const done = `(?:${verbs})(?: up)?(?: for)?`;
  return [
    ...(isOfPeople(party.id, schema) && things.length > 0
      ? [
          {
            pattern: new RegExp(`^who (?=(?:(?:has|have|had) )?(?:also |ever |never )?(?:${verbs})\\b)`, "giu"),
            words: `which ${plural(noun)} `,
          },
        ]
      : []),
    { pattern: new RegExp(`${said} ${WHO}${NEVER} (?:${verbs})(?: out| up| anything${any})?${END}`, "giu"), words: `$1 without ${rows}` },
    ...(things.length > 0
      ? [
          {
            pattern: new RegExp(`${said} ${WHO}(?:(?:have|has|had) )?(?:also |ever )?${done} ${one}${END}`, "giu"),
            words: `$1 with ${rows}`,
          },
          {
            pattern: new RegExp(`(?<=${said} .+) and (?:(?:who|that|have|has|had|also) )*${done} ${one}${END}`, "giu"),
            words: ` and with ${rows}`,
          },
          {
            pattern: new RegExp(`${said} ${WHO}(?:(?:have|has|had) )?(?:also |ever )?${done} (?!${NO_THING})`, "giu"),
            words: `$1 with ${rows} of `,
          },
        ]
      : []),
  ];
}

/** Whose deed it can be, or what it is done to: what rows point to, where no other rows of a like name do. */
function partiesOf(table: Table, schema: Schema): readonly Table[] {
  const head = table.lemmas.at(-1) ?? "";
  const [rows] = DEEDS.find(([pattern]) => pattern.test(head)) ?? [];
  if (!rows) return [];
  const pointsTo = (from: number): readonly number[] =>
    schema.links.flatMap((link) => (schema.columns[link.from]?.table === from ? (schema.columns[link.to]?.table ?? []) : []));
  const others = schema.tables
    .filter(({ id, lemmas }) => id !== table.id && rows.test(lemmas.at(-1) ?? ""))
    .flatMap(({ id }) => pointsTo(id));
  return [...new Set(pointsTo(table.id))].flatMap((id) => (id === table.id || others.includes(id) ? [] : (schema.tables[id] ?? [])));
}

/** What rows of a deed are of beside a party to it, as one or several of them are called. */
function thingsOf(table: Table, party: Table, { links, columns, tables }: Schema): readonly string[] {
  return links
    .flatMap(({ from, to }) => (columns[from]?.table === table.id ? (tables[columns[to]?.table ?? -1] ?? []) : []))
    .filter(({ id }) => id !== party.id)
    .flatMap(({ lemmas }) => [plural(lemmas.join(" ")), lemmas.join(" ")]);
}

function isCalled(table: Table, verb: string, { columns }: Schema): boolean {
  const isOf = (words: readonly string[] | undefined): boolean => words?.some((word) => isOfVerb(word, verb)) === true;
  return isOf(table.lemmas) || table.columns.some((id) => /^date/u.test(columns[id]?.type ?? "") && isOf(columns[id]?.lemmas));
}
