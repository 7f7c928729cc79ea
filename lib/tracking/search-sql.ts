import { SUCCESS_SQL } from "@/lib/answers/success";
import { err, ok, type Result } from "@/lib/platform/result";
import type { Comparison, Field, FieldKind, Order } from "@/lib/tracking/search-filter";

type Column = { readonly sql: string; readonly type: "number" | "text" | "time" };
export type SearchSql = { readonly where: string; readonly params: readonly (string | number)[]; readonly order: string };

const FIRST_MS = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");
const TEMPLATE = `("tool" IS NOT NULL AND coalesce("approach", '') IN ('tools', 'pattern', 'rules'))`;
const RATING = (value: string) =>
  `CASE WHEN "ratedUp" + "ratedDown" > 0 THEN (SELECT ${value} FROM "Rating" WHERE "interactionId" = "Interaction"."id" ORDER BY "updatedAt" DESC LIMIT 1) END`;
const number = (sql: string): Column => ({ sql, type: "number" });
const text = (sql: string): Column => ({ sql, type: "text" });

/** Where each name of a run comes from; the same values that `toRun` writes, and a test holds the two together. */
const COLUMNS: Readonly<Record<FieldKind, Readonly<Record<string, Column>>>> = {
  metrics: {
    execution_time_seconds: number(`"executeMs" / 1000.0`),
    success: number(`(${SUCCESS_SQL})`),
    user_rating: number(RATING(`"value" = 'up'`)),
    result_count: number(`"rowCount"`),
    confidence_score: number(`"confidence"`),
    response_time_ms: number(`"totalMs"`),
    template_match_rate: number(TEMPLATE),
  },
  params: {
    question: text(`"question"`),
    approach: text(`"approach"`),
    sql_query: text(`"sql"`),
    model_name: text(`coalesce("modelVersion", "approach")`),
    message_length: text(`CAST(length("question") AS TEXT)`),
    requires_workflow: text(`CASE WHEN "tool" IS NULL THEN 'false' ELSE 'true' END`),
    category_source: text(`CASE WHEN "tool" IS NULL THEN NULL WHEN ${TEMPLATE} THEN 'template' ELSE 'model' END`),
  },
  tags: {
    tellback_id: text(`"id"`),
    session_id: text(`"conversationId"`),
    user_role: text(`"role"`),
    current_module: text(`"module"`),
    current_tab: text(`"tab"`),
    detected_intent: text(`"intent"`),
    prompt_version: text(`"promptVersion"`),
    approach_used: text(`"approach"`),
    user_comment: text(RATING(`"comment"`)),
    error_occurred: text(`CASE WHEN "errorCode" IS NULL THEN 'false' ELSE 'true' END`),
    "mlflow.runName": text(`"question"`),
  },
  attributes: {
    run_id: text(`replace("id", '-', '')`),
    run_name: text(`"question"`),
    start_time: { sql: `"askedAt"`, type: "time" },
    end_time: { sql: `strftime('%Y-%m-%dT%H:%M:%f+00:00', "askedAt", ("totalMs" / 1000.0) || ' seconds')`, type: "time" },
    status: text(`CASE "outcome" WHEN 'unfinished' THEN 'RUNNING' WHEN 'failed' THEN 'FAILED' ELSE 'FINISHED' END`),
  },
};

/** A search as SQL over `Interaction`; a name that no run of ours has matches nothing, as in MLflow. */
export function toSearchSql(filter: readonly Comparison[], orders: readonly Order[]): Result<SearchSql, string> {
  const parts: string[] = [];
  const params: (string | number)[] = [];
  for (const comparison of filter) {
    const part = compare(comparison);
    if (!part.ok) return part;
    parts.push(part.value.sql);
    params.push(...part.value.params);
  }
  const order: string[] = [];
  for (const { field, descending } of orders) {
    const column = columnOf(field);
    if (!column.ok) return column;
    if (column.value) order.push(`${column.value.sql} ${descending ? "DESC" : "ASC"} NULLS LAST`);
  }
  const newestFirst = orders.some(({ field }) => field.kind === "attributes" && field.key === "start_time") ? [] : [`"askedAt" DESC`];
  return ok({
    where: parts.length === 0 ? "1" : parts.join(" AND "),
    params,
    order: [...order, ...newestFirst, `"id"`]
      .join(", ")
      .replaceAll(`"askedAt" DESC NULLS LAST`, `"askedAt" DESC`)
      .replaceAll(`"askedAt" ASC NULLS LAST`, `"askedAt" ASC`),
  });
}

function columnOf({ kind, key }: Field): Result<Column | null, string> {
  const column = Object.hasOwn(COLUMNS[kind], key) ? COLUMNS[kind][key] : undefined;
  if (column) return ok(column);
  if (kind === "attributes") return err(`Invalid attribute key “${key}”. It can be ${Object.keys(COLUMNS.attributes).join(", ")}.`);
  return key === "message_word_count" ? err("params.message_word_count cannot be searched; use params.message_length.") : ok(null);
}

function compare({
  field,
  op,
  values,
}: Comparison): Result<{ readonly sql: string; readonly params: readonly (string | number)[] }, string> {
  const found = columnOf(field);
  if (!found.ok) return found;
  const column = found.value;
  if (column === null) return ok({ sql: op === "IS NULL" ? "1" : "0", params: [] });
  const wrong = typeProblem(field, column, op, values);
  if (wrong) return err(wrong);
  const bound = column.type === "time" ? values.map((value) => storedTime(Number(value))) : values;
  switch (op) {
    case "IS NULL":
    case "IS NOT NULL":
      return ok({ sql: `${column.sql} ${op}`, params: [] });
    case "IN":
    case "NOT IN":
      return ok({ sql: `${column.sql} ${op} (${bound.map(() => "?").join(", ")})`, params: bound });
    case "LIKE":
      // SQLite's own LIKE does not tell cases apart; GLOB does.
      return ok({ sql: `${column.sql} GLOB ?`, params: bound.map((value) => toGlob(String(value))) });
    case "ILIKE":
      return ok({ sql: `${column.sql} LIKE ?`, params: bound });
    default:
      return ok({ sql: `${column.sql} ${op} ?`, params: bound });
  }
}

/** A time as the rows hold it. What lies beyond the years that they can hold is compared as the first or last moment of those. */
function storedTime(ms: number): string {
  return new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS)).toISOString().replace("Z", "+00:00");
}

function typeProblem({ kind, key }: Field, { type }: Column, op: Comparison["op"], values: readonly (string | number)[]): string | null {
  const name = `${kind}.${key}`;
  if (type !== "text" && values.some((value) => typeof value !== "number")) return `${name} is compared with a number, without quotes.`;
  if (type === "text" && values.some((value) => typeof value !== "string")) return `${name} is compared with a text in quotes.`;
  if (type !== "text" && (op === "LIKE" || op === "ILIKE" || op === "IN" || op === "NOT IN"))
    return `${name} is a number; ${op} compares texts.`;
  if (type === "text" && ["<", "<=", ">", ">="].includes(op)) return `${name} is a text; compare it by =, !=, LIKE, ILIKE or IN.`;
  return null;
}

function toGlob(pattern: string): string {
  return pattern.replace(/[*?[]/g, "[$&]").replaceAll("%", "*").replaceAll("_", "?");
}
