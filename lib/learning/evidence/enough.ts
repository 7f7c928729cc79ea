import { countOf, formatNumber } from "@/lib/answers/format";

/** Own examples from which learning can begin, and from which a fifth held out is enough to judge by. */
const FEW = 100;
const ENOUGH = 500;

/**
 * Whether there is enough to learn from, and what is missing. @param own examples that people confirmed or corrected here @param builtIn
 * examples that come with Tellback
 */
export function readinessOf(own: number, builtIn: number): string {
  const beside = builtIn > 0 ? `, beside ${formatNumber(builtIn, 0)} that come with Tellback and prove nothing about yours` : "";
  if (own === 0) return `No own examples yet${beside}. Rate answers good or fix them; ${FEW} are enough to begin.`;
  if (own < FEW)
    return `${countOf(own, "own example")}${beside}. ${more(FEW - own)} to learn something reliable, and ${formatNumber(ENOUGH - own, 0)} more to prove it.`;
  if (own < ENOUGH)
    return `${countOf(own, "own example")}${beside}. That is enough to learn from; ${more(ENOUGH - own)}, so that a fifth of them can prove that it is better.`;
  return `${countOf(own, "own example")}${beside}. That is enough to learn from and to prove it.`;
}

function more(count: number): string {
  return `${formatNumber(count, 0)} more ${count === 1 ? "is" : "are"} needed`;
}
