import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";

/** True where a plan holds a "not": rows taken away, values that are not, what is absent, zero or "no". */
export function negates({ where, having, set, select }: Draft): boolean {
  const isNegative = (condition: Condition): boolean => {
    switch (condition.kind) {
      case "compare":
        return (
          condition.op === "!=" || condition.value === 0 || condition.value === false || /^(?:no?|false)$/iu.test(String(condition.value))
        );
      case "null":
        return condition.negated !== true;
      case "in":
        return condition.negated || negates(condition.query);
      case "like":
      case "between":
        return condition.negated === true;
      case "or":
        return condition.items.some(isNegative);
      default:
        return false;
    }
  };
  return set?.op === "except" || [...where, ...having, ...select.flatMap(({ filter = [] }) => filter)].some(isNegative);
}
