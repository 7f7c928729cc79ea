import { countRows, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import type { JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** What rows of a table are grouped by, as they are counted by it; null where they cannot be. */
export function groupsOf(table: number, group: string, schema: Schema, read: Read): Draft | null {
  const rows = plural(schema.tables[table]?.words.join(" ") ?? "");
  const draft = fully(read(`number of ${rows} per ${group}`))?.candidate.draft;
  const [figure, ...others] = draft?.select.filter(({ agg }) => agg !== null) ?? [];
  const isCount = figure?.agg === "count" && others.length === 0 && (figure.field !== null || figure.table === countRows(table).table);
  return draft?.joins?.root === table && draft.group.length > 0 && isCount && draft.limit === null && !draft.set ? draft : null;
}

/** The joins of both drafts; null where a table is reached by different keys. */
export function joinedSteps({ joins }: Draft, more: readonly JoinStep[]): readonly JoinStep[] | null {
  const own = joins?.steps ?? [];
  const same = (a: JoinStep, b: JoinStep): boolean => a.table === b.table && a.left === b.left && a.right === b.right;
  const missing = more.filter((step) => !own.some((known) => same(step, known)));
  return missing.some(({ table }) => table === joins?.root || own.some((step) => step.table === table)) ? null : [...own, ...missing];
}
