import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { ColumnTarget, Mention } from "@/lib/engines/text2sql/words/mention";

/** As many columns are kept for a mention. */
export const KEPT = 6;
const NAMED = 0.55;
const SURELY_NAMED = 0.62;
const ELSEWHERE = 0.25;

/** Many tables may have a column of that name: those of tables that the question names stay before others. */
export function keepBest(mentions: readonly Mention[], schema: Schema): readonly Mention[] {
  const tablesFrom = (least: number): ReadonlySet<number> =>
    new Set(mentions.flatMap(({ tables }) => tables.filter(({ score }) => score >= least).map(({ table }) => table)));
  const [named, surely] = [tablesFrom(NAMED), tablesFrom(SURELY_NAMED)];
  const worth = ({ column, score }: ColumnTarget) => score - (named.has(schema.columns[column]?.table ?? -1) ? 0 : ELSEWHERE);
  return mentions.flatMap((unheeded): readonly Mention[] => {
    const heeded = heedOnly(unheeded, surely, schema);
    const mention = { ...heeded, columns: heeded.columns.filter(({ score }) => score >= WEAKEST) };
    if (mention.columns.length + mention.tables.length + mention.values.length === 0) return [];
    if (mention.columns.length <= KEPT) return [mention];
    const kept = new Set([
      ...mention.columns.filter((target) => target.score === ONLY),
      ...[...mention.columns].sort((a, b) => worth(b) - worth(a)).slice(0, KEPT),
    ]);
    return [{ ...mention, columns: mention.columns.filter((target) => kept.has(target)) }];
  });
}

const ONLY = 0.72;
/** A column that fits less is meant only where `heedOnly` says so. */
export const WEAKEST = 0.4;
export const FAINT = 0.3;
const WORD = 0.8;

/** "details of visitors": where one column alone of a named table has the word, that is what is meant of it, however long its name. */
function heedOnly(mention: Mention, named: ReadonlySet<number>, schema: Schema): Mention {
  const count = (table: number) => mention.columns.filter(({ column }) => schema.columns[column]?.table === table).length;
  const best = mention.columns[0]?.score ?? 0;
  if ((mention.tables[0]?.score ?? 0) >= best) return mention;
  const raised = mention.columns.map((target) => {
    const table = schema.columns[target.column]?.table ?? -1;
    const isHeeded = target.score < ONLY && best > target.score && named.has(table) && count(table) === 1;
    // A part of a name that is only like the word counts where no column has the word itself.
    return isHeeded && (target.score >= WEAKEST || best < WORD) ? { ...target, score: ONLY } : target;
  });
  return { ...mention, columns: raised.sort((a, b) => b.score - a.score || a.column - b.column) };
}
