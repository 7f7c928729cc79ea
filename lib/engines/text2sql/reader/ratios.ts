import { plain, type Condition, type Item } from "@/lib/engines/text2sql/draft";
import type { Noun } from "@/lib/engines/text2sql/reader/frame";
import type { Work } from "@/lib/engines/text2sql/reader/draft-of-frame";

/** Rows of the main noun counted: each once, however many rows are joined to it. */
export function countItem({ frame, main, scope }: Work, noun: Noun | null = null): Item {
  const table = noun?.table ?? main.noun.table;
  const key = frame.schema.tables[table]?.primaryKey ?? [];
  const isMain = table === main.noun.table;
  const byKey = isMain && main.distinctBy !== null ? main.distinctBy : key.length === 1 ? key[0] : undefined;
  const isMany = (isMain && main.distinctBy !== null) || scope.fansOut;
  return isMany && byKey !== undefined ? { ...plain(byKey), agg: "count", distinct: true } : { agg: "count", field: null, table };
}

/** The share of rows that meet what was said of them, or of each group in the whole. */
export function ratioItems(work: Work, percent: readonly Condition[] | null): readonly (Item | null)[] {
  if (!percent) return [null];
  const count = countItem(work);
  if (percent.length > 0) return [{ ...count, filter: percent, percent: true }];
  return work.frame.groups.length > 0 ? [{ agg: "count", field: null, share: true }] : [null];
}
