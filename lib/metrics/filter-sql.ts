import { SUCCESS_SQL, UNSUCCESSFUL_SQL } from "@/lib/answers/success";
import type { InsightFilter } from "@/lib/metrics/filter";

/** A condition with its parameters in order. */
export type Condition = { readonly sql: string; readonly params: readonly (string | number)[] };

type Part = readonly [sql: string, ...params: (string | number)[]];

/** The filter over `DayFigure`; a text, a plan or an error cannot be told there. @returns null where the rows must be read instead */
export function figureCondition(filter: InsightFilter): Condition | null {
  if ([filter.text, filter.plan, filter.error].some((value) => value !== undefined)) return null;
  const rating = {
    up: `"rating" IN ('up', 'both')`,
    down: `"rating" IN ('down', 'both')`,
    rated: `"rating" <> ''`,
    unrated: `"rating" = ''`,
  } as const;
  return join([
    [`"day" BETWEEN ? AND ?`, filter.fromDay, filter.toDay],
    ...shared(filter),
    ...tagged(filter),
    ...(filter.rating ? [[rating[filter.rating]] as const] : []),
    ...(filter.comment ? [[`"commented" = 1`] as const] : []),
  ]);
}

/**
 * The filter over `DayBar` and `BlockBar`, which know fewer columns, without its days. @returns null where the rows must be read instead
 */
export function barCondition(filter: InsightFilter): Condition | null {
  const { role, module, model, prompt, rating, comment, text, plan, error } = filter;
  if ([role, module, model, prompt, rating, comment, text, plan, error].some((value) => value !== undefined)) return null;
  return join([["1"], ...shared(filter)]);
}

/**
 * The filter over the rows of `Interaction`. @param text where its text is looked for: in each row, or among the texts that were asked,
 * which is the same
 */
export function rowCondition(filter: InsightFilter, text: "rows" | "texts" = "rows"): Condition {
  const rating = {
    up: `"ratedUp" > 0`,
    down: `"ratedDown" > 0`,
    rated: `("ratedUp" > 0 OR "ratedDown" > 0)`,
    unrated: `("ratedUp" = 0 AND "ratedDown" = 0)`,
  } as const;
  return join([
    [`"localHour" BETWEEN ? AND ?`, filter.fromDay * 24, filter.toDay * 24 + 23],
    ...shared(filter),
    ...tagged(filter),
    ...equals(`"errorCode"`, filter.error),
    ...equals(`"planKey"`, filter.plan),
    ...(filter.rating ? [[rating[filter.rating]] as const] : []),
    ...(filter.comment ? [[`"comments" > 0`] as const] : []),
    ...(filter.text === undefined
      ? []
      : [
          [
            text === "rows"
              ? `"question" LIKE ? ESCAPE '\\'`
              : `"question" IN (SELECT "text" FROM "QuestionText" WHERE "text" LIKE ? ESCAPE '\\')`,
            textPattern(filter.text),
          ] as const,
        ]),
  ]);
}

/** What a text that holds these words is LIKE; `%` and `_` stand for themselves. */
export function textPattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}

function shared({ engine, approach, source, shop, outcome }: InsightFilter): readonly Part[] {
  const ended: readonly Part[] =
    outcome === "success" ? [[SUCCESS_SQL]] : outcome === "unsuccessful" ? [[UNSUCCESSFUL_SQL]] : equals(`"outcome"`, outcome);
  return [
    ...equals(`"engine"`, engine),
    ...equals(`"approach"`, approach),
    ...equals(`"source"`, source),
    ...equals(`"shopId"`, shop),
    ...ended,
  ];
}

function tagged({ role, module, model, prompt }: InsightFilter): readonly Part[] {
  return [
    ...equals(`"role"`, role),
    ...equals(`"module"`, module),
    ...equals(`"modelVersion"`, model),
    ...equals(`"promptVersion"`, prompt),
  ];
}

function equals(column: string, value: string | number | undefined): readonly Part[] {
  return value === undefined ? [] : [[`${column} = ?`, value]];
}

function join(parts: readonly Part[]): Condition {
  return { sql: parts.map(([sql]) => sql).join(" AND "), params: parts.flatMap(([, ...params]) => params) };
}
