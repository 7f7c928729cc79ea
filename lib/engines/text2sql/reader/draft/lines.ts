import { chosenColumn, bareNoun, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { belongsTo } from "@/lib/engines/text2sql/reader/columns/paths";
import { lineAmount } from "@/lib/engines/text2sql/schema/formulas";

/**
 * "revenue by product", where revenue is what orders come to: the lines say how much of an order each product is, so theirs are added up.
 * Joined to its lines, the total of an order would count once for each of them.
 */
export function moveToLines(frame: Frame): void {
  const move = (measure: Measure): Measure => moved(measure, frame) ?? measure;
  frame.measures.splice(0, frame.measures.length, ...frame.measures.map(move));
  frame.order.forEach((entry) => {
    if (entry.measure) entry.measure = move(entry.measure);
  });
  frame.having.splice(
    0,
    frame.having.length,
    ...frame.having.map((bound) => (bound.measure ? { ...bound, measure: move(bound.measure) } : bound)),
  );
}

function moved(measure: Measure, frame: Frame): Measure | null {
  const { schema, nouns } = frame;
  const amount = schema.columns[measure.column?.senses[0]?.column ?? -1];
  if (measure.fn !== "sum" || measure.minus || measure.times || !amount || amount.isForeign) return null;
  const line = lineAmount(amount.table, schema) ?? lineOfGroups(measure, amount.table, frame);
  const lines = schema.columns[line ?? -1]?.table;
  if (line === null || lines === undefined || !speaksOfLines(frame, amount.table, lines)) return null;
  const implied = nouns.findIndex(({ table, at, filters }) => table === amount.table && at === measure.at && filters.length === 0);
  if (implied >= 0) nouns.splice(implied, 1);
  const noun = nouns.find(({ table, negated }) => table === lines && !negated) ?? bareNoun(lines, measure.at, { isHad: true });
  return { ...measure, noun, column: chosenColumn(measure.at, line, lines) };
}

/** "revenue by category of treatment", where no bill is of one treatment: what the lines come to that are of one each. */
function lineOfGroups({ at }: Measure, bills: number, { schema, groups, units }: Frame): number | null {
  const of = groups.flatMap(({ noun, column }) => noun?.table ?? schema.columns[column?.senses[0]?.column ?? -1]?.table ?? []);
  if (units[at]?.kind !== "word" || of.length === 0 || of.every((table) => belongsTo(schema, bills, table))) return null;
  const [line, ...others] = schema.columns.filter(
    ({ formula, table }) => formula?.kind === "product" && of.every((group) => belongsTo(schema, table, group)),
  );
  return line && others.length === 0 ? line.id : null;
}

/** How much worse a sense of a word may be to be meant all the same. */
const NEAR = 0.2;

/** Something is asked of each line: its product, or what that belongs to. */
function speaksOfLines({ schema, nouns, groups, outputs }: Frame, header: number, lines: number): boolean {
  const isOfLine = (table: number): boolean =>
    table !== header && !belongsTo(schema, header, table) && (table === lines || belongsTo(schema, lines, table));
  const uses = [...groups.flatMap(({ column }) => column ?? []), ...outputs];
  const tables = [...nouns.map(({ table }) => table), ...groups.flatMap(({ noun }) => noun?.table ?? [])];
  // "by country" is that of the order where it has one, not that of who made the product.
  const areOfLine = uses.some(({ senses }) =>
    senses
      .filter(({ score }) => score >= (senses[0]?.score ?? 0) - NEAR)
      .every(({ column }) => isOfLine(schema.columns[column]?.table ?? header)),
  );
  return tables.some(isOfLine) || areOfLine;
}
