import { countOf, joinWords } from "@/lib/answers/format";
import { approachLabel, engineLabel } from "@/lib/engines/engine-names";
import { ENOUGH_EACH, ENOUGH_JUDGED, isEnough, type Judged } from "@/lib/learning/train/calibration";

/**
 * Whether answers of any engine were judged often enough to learn how sure it is, and what is missing where not. @param again questions that
 * were asked back about and taught since, which only a training judges
 */
export function describeJudged(judged: readonly Pick<Judged, "maker" | "right" | "confidence">[], again = 0): string {
  const needed = `${ENOUGH_JUDGED} of one engine are needed, ${ENOUGH_EACH} of them right and ${ENOUGH_EACH} wrong`;
  const later =
    again === 0
      ? ""
      : ` A training also asks ${countOf(again, "question")} again that ${again === 1 ? "was" : "were"} asked back about and taught since.`;
  if (judged.length === 0) return `No judged answers yet. Rate answers good or bad, or fix them; ${needed}.${later}`;
  const names = [...new Set(judged.map(({ maker }) => maker))].sort();
  const makers = names.map((maker) => ({ name: nameOf(maker, names), own: judged.filter((one) => one.maker === maker) }));
  const counted = joinWords(
    makers.map(({ name, own }) => {
      const rights = own.filter(({ right }) => right).length;
      return `${name} ${own.length} (${rights} right, ${own.length - rights} wrong)`;
    }),
  );
  const enough = makers.filter(({ own }) => isEnough(own)).map(({ name }) => name);
  return `${countOf(judged.length, "judged answer")}: ${counted}. ${enough.length > 0 ? `That is enough for ${joinWords(enough)}` : `That is too little: ${needed}`}.${later}`;
}

/** The engine; with the approach where several of one engine were judged, since each has a curve of its own. */
function nameOf(maker: string, makers: readonly string[]): string {
  const [engine = maker, approach = ""] = maker.split(" ");
  const alone = makers.filter((other) => other.split(" ")[0] === engine).length === 1;
  return alone ? engineLabel(engine) : `${engineLabel(engine)} by ${approachLabel(approach)}`;
}
