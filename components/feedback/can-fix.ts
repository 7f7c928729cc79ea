import type { Interaction } from "@/lib/interactions/event";

/** Whether a fix can act on the next such question: a greeting, or what a database holds, comes from no plan, and of a log only a report has rules. */
export function canFix({ engine, tool, answer }: Pick<Interaction, "engine" | "tool" | "answer">): boolean {
  if (engine === null || answer === null) return false;
  if (engine === "logs") return answer.report !== null;
  return tool !== null || answer.outcome !== "answered";
}
