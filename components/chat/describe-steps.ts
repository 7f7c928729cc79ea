import { approachLabel, engineLabel } from "@/lib/engines/engine-names";
import { countOf, formatNumber, formatRate } from "@/lib/answers/format";
import type { LogProgress } from "@/lib/answers/log-report";
import { isSuccess } from "@/lib/answers/success";
import type { Interaction } from "@/lib/interactions/event";
import { isSmallTalk } from "@/lib/language/small-talk";

export type Step = { readonly key: "route" | "plan" | "execute" | "answer"; readonly text: string; readonly elapsedMs: number | null };

/** The stages that have happened, in words, each with its measured time; none for a greeting, which nothing was looked up for. */
export function describeSteps(interaction: Interaction, sourceName: string | null): readonly Step[] {
  const { engine, approach, tool, ranOn, rowCount, answer, timings } = interaction;
  const steps: Step[] = [];
  if (isSmallTalk(interaction.intent)) return steps;
  if (engine !== null) {
    const place = sourceName === null ? "" : ` on ${sourceName}`;
    steps.push({
      key: "route",
      text: `Understood as ${engineLabel(engine).toLowerCase()}${place}${approach ? `, answered by ${approachLabel(approach).toLowerCase()}` : ""}`,
      elapsedMs: timings.route ?? null,
    });
  }
  if (tool !== null) steps.push({ key: "plan", text: `Planned with the tool “${readable(tool)}”`, elapsedMs: timings.plan ?? null });
  if (ranOn !== null) {
    const unit = engine === "logs" ? "line" : "row";
    steps.push({
      key: "execute",
      text: `Ran on ${ranOn}${rowCount === null ? "" : `, ${countOf(rowCount, unit)}`}`,
      elapsedMs: timings.execute ?? null,
    });
  }
  if (answer !== null) steps.push({ key: "answer", text: WORDED[answer.outcome], elapsedMs: timings.answer ?? null });
  return steps;
}

const WORDED: Readonly<Record<NonNullable<Interaction["answer"]>["outcome"], string>> = {
  answered: "Wrote the answer",
  empty: "Found nothing, and said so",
  clarified: "Asked back",
  refused: "Declined, with the reason",
  failed: "Could not finish",
};

/** What is being waited for, from the last stage that has happened. */
export function describeWaiting(interaction: Interaction): string {
  if (interaction.ranOn !== null) return "Writing the answer";
  if (interaction.tool !== null) return interaction.engine === "logs" ? describeReading(interaction.progress) : "Running the query";
  if (interaction.engine !== null) return "Planning";
  return "Understanding the question";
}

/** How much of a log is read, and the first failure found so far. */
function describeReading(progress: LogProgress | undefined): string {
  if (progress === undefined) return "Reading the log";
  const { bytes, totalBytes, lines, failures, first } = progress;
  const share = bytes < totalBytes ? `, ${Math.floor((100 * bytes) / totalBytes)} %` : "";
  const found =
    first === null ? "" : `; ${countOf(failures, "failure")} so far, the first on line ${formatNumber(first.line, 0)}: ${first.text}`;
  return `Reading the log${share}, ${countOf(lines, "line")}${found}`;
}

/** One line for the folded steps: who answered, of which database, how sure where there is an answer, and the time of the whole. */
export function summariseSteps(
  interaction: Interaction,
  sourceName: string | null,
): { readonly engine: string; readonly confidence: string | null; readonly totalMs: number | null } {
  const { engine, confidence, outcome, timings } = interaction;
  return {
    engine:
      engine === null
        ? "Not understood yet"
        : `Understood as ${engineLabel(engine).toLowerCase()}${engine === "text2sql" && sourceName !== null ? ` on ${sourceName}` : ""}`,
    confidence: confidence === null || confidence === 0 || !isSuccess(outcome) ? null : formatRate(confidence),
    totalMs: timings.total ?? null,
  };
}

/** What the tool was asked with, in words; what holds nothing is left out. */
export function describeArguments(given: Interaction["arguments"]): readonly string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const text = valueText(value);
    return text === "" ? [] : [`${readable(name)}: ${text}`];
  });
}

/** A window or a filter says its label; empty lists, empty texts, null and false say nothing. */
function valueText(value: unknown): string {
  if (value === null || value === undefined || value === false) return "";
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join(", ");
  if (typeof value !== "object") return typeof value === "string" ? readable(value) : String(value);
  if ("label" in value && typeof value.label === "string" && value.label !== "") return value.label;
  return describeArguments(value as Interaction["arguments"]).join(", ");
}

/** A code as words: "get_top_customers" is "get top customers", "shop.revenue" is "shop revenue". */
function readable(code: string): string {
  return code.replace(/[_.:-]+/g, " ").trim();
}
