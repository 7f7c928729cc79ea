import { generator, shuffled } from "@/lib/platform/seeded-random";
import type { TrainDeps } from "@/lib/learning/train/ranker";
import { compared, type Pair } from "@/lib/learning/train/compared";
import type { Taught } from "@/lib/learning/train/taught";
import { choiceOf, chooseRoute, placeName, type Candidate, type LearnedChoice } from "@/lib/routing/route";
import { fitRouter } from "@/lib/routing/router-model";

/** A question whose source is known. */
export type Placed = { readonly question: string; readonly engine: string; readonly source: string };

const LIMIT_MS = 20;
const MOST_BUILT_IN = 2_000;

/**
 * Learns which source questions are for, beside the rules, and compares it with the champion on families that it never saw. @param builtIn
 * questions that come with Tellback
 */
export async function trainRouter(
  taught: readonly Taught[],
  builtIn: readonly Placed[],
  candidates: readonly Candidate[],
  champion: LearnedChoice | null,
  { seed, tell }: TrainDeps,
) {
  await tell(0.1, `Reading ${taught.length} own and ${builtIn.length} built-in questions`);
  const train = taught.filter(({ part }) => part === "train");
  const order = shuffled(builtIn.length, generator(seed));
  const beside = order.slice(0, MOST_BUILT_IN).flatMap((at) => builtIn[at] ?? []);
  const weights = fitRouter(
    [...beside, ...train].map((placed) => ({ ...choiceOf(placed.question, candidates), place: placeName(placed) })),
    seed,
  );
  await tell(0.8, "Comparing");
  const challenger: LearnedChoice = { version: "trained", model: weights };
  const times: number[] = [];
  const pairs = taught
    .filter(({ part }) => part === "held_out")
    .map((placed): Pair => {
      const began = performance.now();
      const right = isRouted(placed, candidates, challenger);
      times.push(performance.now() - began);
      return { family: placed.family, challenger: right, champion: isRouted(placed, candidates, champion) };
    });
  const builtInRight = builtIn.filter((placed) => isRouted(placed, candidates, challenger)).length;
  return {
    weights,
    used: train,
    builtInRight,
    builtInByChampion: builtIn.filter((placed) => isRouted(placed, candidates, champion)).length,
    comparison: compared(pairs, times, LIMIT_MS),
  };
}

/** Whether a question on its own goes to its source. */
function isRouted({ question, engine, source }: Placed, candidates: readonly Candidate[], learned: LearnedChoice | null): boolean {
  const { route } = chooseRoute({ text: question, engine: "auto", source: null, uploadId: null, previous: [] }, candidates, learned);
  return route.engine === engine && route.source === source;
}

/** Verified answers whose question the one sends to its source and the other does not. */
export function misrouted(
  taught: readonly Placed[],
  candidates: readonly Candidate[],
  champion: LearnedChoice | null,
  challenger: LearnedChoice,
): number {
  return taught.filter((one) => isRouted(one, candidates, champion) && !isRouted(one, candidates, challenger)).length;
}
