import { countOf, joinWords } from "@/lib/answers/format";
import { engineLabel } from "@/lib/engines/engine-names";
import { ENOUGH_EACH, ENOUGH_JUDGED, isEnough, type Judged } from "@/lib/learning/train/calibration";

/** Whether answers of any engine were judged often enough to learn how sure it is, and what is missing where not. */
export function describeJudged(judged: readonly Judged[]): string {
  const needed = `${ENOUGH_JUDGED} of one engine are needed, ${ENOUGH_EACH} of them right and ${ENOUGH_EACH} wrong`;
  if (judged.length === 0) return `No judged answers yet. Rate answers good or bad, or fix them; ${needed}.`;
  const makers = [...new Set(judged.map(({ maker }) => maker))]
    .sort()
    .map((maker) => ({ maker, own: judged.filter((one) => one.maker === maker) }));
  const counted = joinWords(
    makers.map(
      ({ maker, own }) => `${engineLabel(maker.split(" ")[0] ?? maker)} ${own.length} (${own.filter(({ right }) => right).length} right)`,
    ),
  );
  const enough = makers.filter(({ own }) => isEnough(own)).map(({ maker }) => engineLabel(maker.split(" ")[0] ?? maker));
  return `${countOf(judged.length, "judged answer")}: ${counted}. ${enough.length > 0 ? `That is enough for ${joinWords(enough)}` : `That is too little: ${needed}`}.`;
}
