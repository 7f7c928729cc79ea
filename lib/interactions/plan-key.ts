import { createHash } from "node:crypto";
import type { Interaction } from "@/lib/interactions/event";

/**
 * What was asked, whatever its words, values and dates: a short hash of the query with its values left open; of a question
 * about a log, what was wanted. Questions with one key were answered by one plan.
 * @returns 16 hexadecimal digits, or null where no plan ran
 */
export function planKey({
  engine,
  source,
  sql,
  tool,
  intent,
}: Pick<Interaction, "engine" | "source" | "sql" | "tool" | "intent">): string | null {
  const plan =
    sql !== null
      ? [
          engine,
          source,
          sql
            .replace(/\b(LIMIT|OFFSET)\s+\d+/giu, "$1 ?")
            .replace(/\s+/gu, " ")
            .trim(),
        ]
      : engine === "logs" && tool !== null
        ? [engine, tool, intent]
        : null;
  return plan && createHash("sha256").update(JSON.stringify(plan)).digest("hex").slice(0, 16);
}
