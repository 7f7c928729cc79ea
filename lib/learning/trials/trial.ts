import { hashShare } from "@/lib/learning/evidence/hash-share";
import { compareSides, type Verdict } from "@/lib/learning/trials/sequential";

/** Who answered: the version that serves, or the one on trial. */
export type Arm = "champion" | "challenger";

/** `split`: a share of conversations is answered by the challenger. `shadow`: both read every question, the champion's answer is shown. */
export const TRIAL_MODES = ["split", "shadow"] as const;
export type TrialMode = (typeof TRIAL_MODES)[number];

/**
 * What a challenger must do better: succeed where it is asked, or be rated good where it is rated, for models whose answers always succeed.
 */
export type TrialAim = "success" | "ratings";

/** What one side of a trial came to. Counts of questions; `medianMs` is null without any. */
export type Side = {
  readonly asked: number;
  readonly succeeded: number;
  readonly abstained: number;
  readonly failed: number;
  readonly rated: number;
  readonly ratedUp: number;
  readonly medianMs: number | null;
};
export type Sides = Readonly<Record<Arm, Side>>;

type TrialState = "running" | "better" | "worse" | "stopped";
/**
 * `success`: the difference of the success rates, or of the shares rated good, challenger less champion, with an interval that holds at all
 * times at once.
 */
export type TrialVerdict = { readonly state: TrialState; readonly reason: string; readonly success: Verdict };

const ENOUGH_TIMED = 50;
const SLOWER = 1.5;
const SLOWER_MS = 50;

/**
 * Which side answers a conversation: by its id alone, so that one conversation meets one version. @param share of conversations for the
 * challenger, 0..1
 */
export function armOf(trialId: string, conversationId: string, share: number): Arm {
  return hashShare(`${trialId} ${conversationId}`) < share ? "challenger" : "champion";
}

/** Whether the challenger of a running trial answers a conversation; in the shadow it answers none. */
export function isTried(
  trial: { readonly id: string; readonly mode: string; readonly share: number } | null,
  conversationId: string,
): boolean {
  return trial?.mode === "split" && armOf(trial.id, conversationId, trial.share) === "challenger";
}

const ALPHA = 0.05;

/**
 * The chance of being wrong that a trial may take: over all trials against one champion together at most 5 %, so that trying until
 * something wins proves no more than one trial. @param earlier trials against the same champion before it
 */
export function alphaOf(earlier: number): number {
  return ALPHA / ((earlier + 1) * (earlier + 2));
}

/**
 * What can be said of a trial now. It may be looked at after every question: the aim and each guardrail is a confidence sequence.
 * A guardrail stops the trial where the challenger asks back more, fails more, is rated worse, or takes clearly longer.
 */
export function judgeTrial({ champion, challenger }: Sides, aim: TrialAim = "success", alpha = ALPHA): TrialVerdict {
  const [success, does] =
    aim === "success"
      ? [compare(champion, challenger, "succeeded", "asked", alpha), "succeeds"]
      : [compare(champion, challenger, "ratedUp", "rated", alpha), "is rated good"];
  const stopped = guardrail(champion, challenger);
  if (success.decision === "challenger worse")
    return { state: "worse", reason: `The challenger ${does} less often: ${points(success)}.`, success };
  if (stopped !== null) return { state: "stopped", reason: stopped, success };
  if (success.decision === "challenger better")
    return { state: "better", reason: `The challenger ${does} more often: ${points(success)}.`, success };
  return { state: "running", reason: "No difference is proven yet.", success };
}

function guardrail(champion: Side, challenger: Side): string | null {
  if (compare(champion, challenger, "failed", "asked").decision === "challenger better") return "Stopped: the challenger fails more often.";
  if (compare(champion, challenger, "abstained", "asked").decision === "challenger better")
    return "Stopped: the challenger asks back more often.";
  if (compare(champion, challenger, "ratedUp", "rated").decision === "challenger worse") return "Stopped: the challenger is rated worse.";
  return isSlower(champion, challenger)
    ? `Stopped: the challenger takes ${ms(challenger.medianMs)}, the champion ${ms(champion.medianMs)} (medians).`
    : null;
}

function compare(
  champion: Side,
  challenger: Side,
  part: "succeeded" | "abstained" | "failed" | "ratedUp",
  whole: "asked" | "rated",
  alpha = ALPHA,
): Verdict {
  const counts = {
    champion: champion[whole],
    championWins: champion[part],
    challenger: challenger[whole],
    challengerWins: challenger[part],
  };
  return compareSides(counts, alpha);
}

function isSlower(champion: Side, challenger: Side): boolean {
  if (champion.medianMs === null || challenger.medianMs === null || Math.min(champion.asked, challenger.asked) < ENOUGH_TIMED) return false;
  return challenger.medianMs > champion.medianMs * SLOWER && challenger.medianMs > champion.medianMs + SLOWER_MS;
}

function points({ difference, low, high }: Verdict): string {
  const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)}`;
  return `${signed(difference ?? 0)} points (${signed(low)} to ${signed(high)})`;
}

function ms(value: number | null): string {
  return `${Math.round(value ?? 0)} ms`;
}
