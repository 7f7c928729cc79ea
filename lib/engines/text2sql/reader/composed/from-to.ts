import { holds, plain, extend, type Condition } from "@/lib/engines/text2sql/draft/draft";
import { type BusinessReading, composed, fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { namedRows } from "@/lib/engines/text2sql/reader/composed/named-row";
import { normalise } from "@/lib/language/words";
import type { Schema, Table } from "@/lib/engines/text2sql/schema/schema";

const GOING =
  "(?:(?: (?:that|which|who))?(?: (?:are|is|were|was))?(?: (?:go|goes|going|went|run|runs|running|fly|flies|flying|flew|travel|travels|travelling|traveling|travelled|leave|leaves|leaving|left|depart|departs|departing|departed|sent|shipped|moved|transferred|made))?)";
const BOTH = new RegExp(
  `^(.+?)${GOING} (?:from|leaving|departing(?: from)?) ([^,:;]+?) (?:and )?(?:to|arriving (?:in|at)) ([^,:;]+?)$`,
  "iu",
);
const START = new RegExp(`^(.+?)${GOING} (?:from|leaving|departing(?: from)?) ([^,:;]+?)$`, "iu");
const END = new RegExp(`^(.+?)${GOING} (?:to|arriving (?:in|at)) ([^,:;]+?)$`, "iu");
const ORIGIN = /^(?:origin|source|src|from|start|starting|departure|depart|departing|sender|orig)$/u;
const DESTINATION = /^(?:destination|dest|dst|to|target|end|ending|arrival|arrive|arriving|receiver|recipient)$/u;

/**
 * "trips from Oslo to Bergen" where rows say where they start and where they end; null where the question is another, they do not say both
 * or nothing is called so.
 */
export function readFromTo(text: string, schema: Schema, read: Read): BusinessReading | null {
  const plainly = text.trim().replace(/[?.!\s]+$/u, "");
  const [, both, from, to] = BOTH.exec(plainly) ?? [];
  const [, left, start] = both === undefined ? (START.exec(plainly) ?? []) : [];
  const [, ends, end] = both === undefined && left === undefined ? (END.exec(plainly) ?? []) : [];
  const said = both ?? left ?? ends;
  const [origin, destination] = [from ?? start, to ?? end];
  const rows = said === undefined || /\d/u.test(`${origin ?? ""}${destination ?? ""}`) ? null : fully(read(said));
  const table = schema.tables[rows?.candidate.draft.joins?.root ?? -1];
  const pair = table ? placesOf(table, schema) : null;
  if (!rows || !table || !pair) return null;
  const conditions = [
    ...(origin === undefined ? [] : [heldBy(pair.origin, origin, schema, read)]),
    ...(destination === undefined ? [] : [heldBy(pair.destination, destination, schema, read)]),
  ];
  if (conditions.includes(null)) return null;
  const { draft } = rows.candidate;
  const where = [...draft.where, ...conditions.flatMap((condition) => condition ?? [])];
  return draft.set ? null : { ...composed(extend(draft, { where }), schema, [], { ...rows.frame, isTied: true }), before: draft };
}

/** The one column of a table that says where its rows start and the one where they end, both of one kind. */
function placesOf({ columns }: Table, schema: Schema): { readonly origin: number; readonly destination: number } | null {
  const called = (pattern: RegExp): readonly number[] =>
    columns.filter((id) => {
      const column = schema.columns[id];
      return column !== undefined && !/^date/u.test(column.type) && column.lemmas.some((word) => pattern.test(word));
    });
  const [[origin, ...starts], [destination, ...ends]] = [called(ORIGIN), called(DESTINATION)];
  const isAlike =
    origin !== undefined &&
    destination !== undefined &&
    origin !== destination &&
    targetOf(origin, schema) === targetOf(destination, schema) &&
    (targetOf(origin, schema) !== undefined || schema.columns[origin]?.type === "text");
  return isAlike && starts.length + ends.length === 0 ? { origin, destination } : null;
}

/** A place as what a column holds, or as the row that it leads to. */
function heldBy(column: number, said: string, schema: Schema, read: Read): Condition | null {
  const place = said.replace(/^the /iu, "").replace(/^["“']|["”']$/gu, "");
  const value = schema.values.get(normalise(place))?.find((stored) => stored.column === column)?.value;
  if (value !== undefined) return holds({ column, value });
  const target = schema.links.find(({ from }) => from === column)?.to;
  const table = schema.tables[schema.columns[target ?? -1]?.table ?? -1];
  const rows = table && namedRows(place, table, read);
  return rows && target !== undefined
    ? { kind: "in", column, negated: false, query: { ...rows, select: [plain(target)], everything: false } }
    : null;
}

function targetOf(key: number, { links, columns }: Schema): number | undefined {
  return columns[links.find(({ from }) => from === key)?.to ?? -1]?.table;
}
