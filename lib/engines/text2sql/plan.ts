import type { ColumnInfo, Understood, WindowShown } from "@/lib/answers/answer";
import type { PlanBase } from "@/lib/engines/engine";
import type { Target } from "@/lib/engines/figure-target";
import type { Query } from "@/lib/query/ir";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { explain, understood } from "@/lib/engines/text2sql/draft/explain";
import { describeTail } from "@/lib/engines/text2sql/draft/explain-conditions";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import { lemmas, plural } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { rankedColumn, showRanking } from "@/lib/engines/text2sql/draft/ranked-figure";
import { rowMarks, showMarks, type RowMark } from "@/lib/engines/text2sql/draft/row-marks";
import { columnInfos } from "@/lib/engines/text2sql/draft/units";
import { describeField, tableName } from "@/lib/engines/text2sql/draft/explain-names";

/** `value`: one row of aggregates. `groups`: a measure per group. `rows`: a list. */
type Shape = "value" | "groups" | "rows";

/** A planned question over one source. Plain JSON; `draft` is kept so that a follow-up can change it. */
export type Text2SqlPlan = PlanBase & {
  readonly source: string;
  /** The shape of the schema that column and table numbers of `draft` refer to. */
  readonly schemaHash: string;
  readonly question: string;
  readonly query: Query;
  readonly draft: Draft;
  /** What its one figure is held against, where that was asked. */ readonly target?: Target;
  /** The plan in one plain sentence. */
  readonly explanation: string;
  readonly columns: readonly ColumnInfo[];
  /** What the rows are ranked by, where the query does not show it: the answer does, as a last column. */
  readonly ranked?: ColumnInfo;
  /** What tells its rows apart where they have no name, shown behind all other columns of the answer. */
  readonly marks?: readonly RowMark[];
  readonly shape: Shape;
  readonly noun: { readonly singular: string; readonly plural: string; readonly named: boolean };
  readonly counts: { readonly singular: string; readonly plural: string } | null;
  readonly groupNoun: string;
  /** The filters in words, without "where" before them; empty where there are none. */
  readonly filters: string;
  readonly understood: readonly Understood[];
  readonly window: WindowShown | null;
  readonly asOf: string | null;
  readonly caveats: readonly string[];
  readonly followUps: readonly string[];
};

type PlanParts = {
  readonly source: string;
  readonly question: string;
  readonly draft: Draft;
  readonly query: Query;
  readonly schema: Schema;
  readonly confidence: number;
  readonly because: readonly string[];
  readonly caveats?: readonly string[];
  /** Words of the question that the plan leaves out, which becomes its last caveat. */
  readonly unused?: readonly string[];
  readonly asOf: string | null;
};

/** Puts a chosen draft into the form that is saved, executed and worded. */
export function makePlan({
  source,
  question,
  draft,
  query,
  schema,
  confidence,
  because,
  caveats = [],
  unused = [],
  asOf,
}: PlanParts): Text2SqlPlan {
  const shape = answerShape(draft);
  const tables = tablesOf(draft, schema);
  const counted = draft.select.find((item) => item.agg === "count");
  const main = tables[0] ?? -1;
  const countTable = counted?.table ?? main;
  const grouped = draft.group[0] ? describeField(draft.group[0], schema) : "row";
  const unit = draft.group[0]?.unit ?? draft.group[0]?.part;
  const sentence = explain(draft, schema);
  return {
    intent: intentOf(draft, shape),
    tool: "query_database",
    arguments: { source, plan: sentence },
    confidence,
    because: [sentence, ...because],
    source,
    schemaHash: shapeOf(schema),
    question,
    query,
    draft,
    explanation: sentence,
    columns: columnInfos(draft, schema),
    ...shownBeside(draft, query, schema, question),
    shape,
    noun: { singular: singularName(main, schema), plural: tableName(main, schema), named: tables.length === 1 },
    counts:
      counted && !counted.field
        ? { singular: singularName(countTable, schema), plural: tableName(countTable, schema) }
        : counted?.field
          ? {
              singular: `different ${describeField(counted.field, schema)}`,
              plural: `different ${plural(describeField(counted.field, schema))}`,
            }
          : null,
    groupNoun:
      unit !== undefined
        ? unit === "dayOfMonth"
          ? "days of the month"
          : plural(unit)
        : plural(
            grouped
              .split(" ")
              .filter((word) => word !== "id" && word !== "name")
              .join(" ") || grouped,
          ),
    filters: describeTail(draft, schema, tables.length === 1).replace(/^ (?:where )?/u, ""),
    understood: understood(draft, schema),
    window: draft.window ?? windowOf(draft),
    asOf,
    caveats: unused.length > 0 ? [...caveats, `Not used: ${unused.map((word) => `“${word}”`).join(", ")}.`] : caveats,
    ...(unused.length > 0 ? { unused } : {}),
    followUps: [],
  };
}

/** What an answer shows that its plan does not. @param text the question */
export function shownBeside(draft: Draft, query: Query, schema: Schema, text: string): Pick<Text2SqlPlan, "ranked" | "marks"> {
  const ranked = rankedColumn(draft, schema);
  const columns = columnInfos(draft, schema);
  const marks = rowMarks(draft, query, schema, text, ranked ? [...columns, ranked] : columns);
  return { ...(ranked ? { ranked } : {}), ...(marks.length > 0 ? { marks } : {}) };
}

/** The query as it is run for the answer, which shows what its rows are ranked by, and what tells them apart. */
export function shownQuery({ query, ranked, marks = [] }: Pick<Text2SqlPlan, "query" | "ranked" | "marks">): Query {
  return showMarks(ranked ? showRanking(query, ranked.name) : query, marks);
}

/** A window that ends at a time of day runs up to now. */
function windowOf(draft: Draft): WindowShown | null {
  for (const condition of draft.where) {
    if (isWindow(condition) && condition.kind === "between")
      return { label: "", from: String(condition.low), to: String(condition.high), partial: String(condition.high).length > 10 };
  }
  return null;
}

function singularName(table: number, schema: Schema): string {
  return lemmas(schema.tables[table]?.words ?? ["row"]).join(" ");
}

function answerShape(draft: Draft): Shape {
  if (draft.everything || draft.set) return "rows";
  if (draft.group.length > 0) return draft.select.some((item) => item.agg !== null) ? "groups" : "rows";
  return draft.select.every((item) => item.agg !== null) ? "value" : "rows";
}

function intentOf(draft: Draft, shape: Shape): string {
  const fn = draft.select.find((item) => item.agg !== null)?.agg;
  if (shape === "groups") return "group_and_measure";
  if (draft.limit !== null) return "get_top_n";
  if (fn === "count") return "count";
  return fn ? `calculate_${fn}` : "list";
}
