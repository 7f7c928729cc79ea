import type { Tag } from "@/lib/engines/shop/said/reading";
import type { Correction } from "@/lib/engines/shop/said/spelling";

/** What a plan says of a turn that was read as a change to the one before. */
export const CONTINUES = "It continues the question before";

/** Which words led to which part of a question, in sentences. */
export function becauseOf(tags: readonly Tag[], corrections: readonly Correction[]): readonly string[] {
  const spelt = corrections.map(({ wrote, read }) => `“${wrote}” was read as “${read}”`);
  const parts = tags.flatMap(({ meaning, words }): string[] => {
    switch (meaning.kind) {
      case "measure":
        return [`“${words}” names the measure ${meaning.measure.replaceAll("_", " ")}`];
      case "window":
        return [`“${words}” is the window ${meaning.window.label}`];
      case "value":
        return [`“${words}” restricts ${meaning.field.replaceAll("_", " ")} to ${meaning.label}`];
      case "entity":
        return meaning.entity.kind === "filter"
          ? [`“${words}” is the ${meaning.entity.filter.field.replaceAll("_", " ")} ${meaning.entity.filter.label}`]
          : [`“${words}” is a customer's name`];
      case "dimension":
        return [`“${words}” names the grouping ${meaning.dimension.replaceAll("_", " ")}`];
      default:
        return [];
    }
  });
  return [...spelt, ...parts];
}
