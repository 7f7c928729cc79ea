import type { PlanError } from "@/lib/engines/engine";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { label } from "@/lib/engines/text2sql/schema/names";
import { hasCue, strengths, type Reading } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { columnUnit } from "@/lib/engines/text2sql/draft/units";
import { tableName } from "@/lib/engines/text2sql/draft/explain-names";

const RANKED = /^(?:the )?(?:top|best|worst|leading|main|most important|busiest|quietest|strongest|weakest)$/iu;
const OPENING = /^(?:show|list|find|give|who|which|what|me|us|are|is|the|our|my|\d+|please|\?|\.)$/iu;
const SHOWN = 10;

/** "top customers": a ranking with nothing to rank by. Offers counts and amounts that belong to those rows. */
export function refuseVagueRanking({ atoms, schema }: Reading): PlanError | null {
  const at = atoms.findIndex((atom) => RANKED.test(atom.text) && hasCue(atom, "superlative"));
  const rest = atoms.filter((atom, position) => position !== at && !OPENING.test(atom.text) && !atom.number);
  const target = rest[0]?.mention;
  const { table, column } = strengths(target);
  const id = target?.tables[0]?.table;
  if (at < 0 || rest.length !== 1 || id === undefined || table < 0.8 || column >= table) return null;
  const n = atoms.find((atom) => atom.number)?.number?.value ?? SHOWN;
  const name = tableName(id, schema);
  const options = measuresOf(id, schema)
    .slice(0, 3)
    .map((measure) => ({ label: `Top ${n} ${name} by ${measure}`, question: `Top ${n} ${name} by ${measure}` }));
  return {
    outcome: "clarified",
    code: "too-vague",
    message: `By what should ${name} be ranked?`,
    options,
    intent: "clarify",
    confidence: 0.3,
    because: [`“${atoms[at]?.text ?? ""}” says nothing to rank ${name} by`],
  };
}

const DOING =
  /^(?:so )?how(?:['’]s| is| are| was| were| did| have| has) .*\b(?:do|doing|going|perform(?:ed|ing)?|looking|coming along|getting (?:on|along)|faring|been)(?: (?:now|lately|recently|so far|overall|these days|at the moment|(?:this|last) \p{L}+))*(?: (?:at|in|for|with|on|over) [^,;?]+)?\s*[?.!]*$/iu;

const COMPARING = /^(?:please |now |can you |could you )*(?:compare|contrast)\b/iu;

/**
 * "how is the East doing?", "compare our branches": what it should be judged by is not said. Offers counts and amounts of those rows.
 * @param draft the best reading, which may hold a figure
 */
export function refuseVagueState(text: string, draft: Draft, schema: Schema): PlanError | null {
  const isComparing = COMPARING.test(text.trim());
  const isFigure = ({ agg, over, single, field }: Draft["select"][number]): boolean => {
    const column = isComparing ? schema.columns[field?.column ?? -1] : undefined;
    return (
      agg !== null ||
      over !== undefined ||
      single !== undefined ||
      (column !== undefined && /^(?:money|number|percent)$/u.test(columnUnit(column)))
    );
  };
  if (!(isComparing || DOING.test(text.trim())) || draft.group.length > 0 || draft.select.some(isFigure)) return null;
  const table = draft.joins?.root ?? draft.tables[0] ?? -1;
  const options = measuresOf(table, schema)
    .slice(0, 3)
    .map((measure) => ({
      label: `${measure} per ${label(schema.tables[table]?.lemmas ?? [])}`,
      question: `${measure} per ${label(schema.tables[table]?.lemmas ?? [])}`,
    }));
  return {
    outcome: "clarified",
    code: "too-vague",
    message: "By which figure should that be judged?",
    options,
    intent: "clarify",
    confidence: 0.3,
    because: ["it names no figure to judge by"],
  };
}

/** Own amounts, then for tables that point here their number and their first amount. */
function measuresOf(table: number, schema: Schema): readonly string[] {
  const amounts = (id: number) =>
    (schema.tables[id]?.columns ?? []).flatMap((column) => {
      const found = schema.columns[column];
      return found && (columnUnit(found) === "money" || columnUnit(found) === "number") ? [label(found.words)] : [];
    });
  const pointing = [
    ...new Set(
      schema.links.flatMap((link) =>
        schema.columns[link.to]?.table === table && schema.columns[link.from]?.table !== table
          ? [schema.columns[link.from]?.table ?? -1]
          : [],
      ),
    ),
  ].sort((a, b) => (schema.tables[b]?.rowCount ?? 0) - (schema.tables[a]?.rowCount ?? 0));
  const own = amounts(table).slice(0, 2);
  const counts = pointing.slice(0, 2).map((id) => `number of ${tableName(id, schema)}`);
  const totals = pointing.flatMap((id) =>
    amounts(id)
      .slice(0, 1)
      .map((amount) => `total ${amount} of ${tableName(id, schema)}`),
  );
  return [...own, ...counts.slice(0, own.length > 0 ? 1 : 2), ...totals];
}
