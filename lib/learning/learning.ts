import type { DataCard } from "@/lib/learning/evidence/describe-data";
import type { ModelName } from "@/lib/learning/models/model";
import type { Sides, TrialMode } from "@/lib/learning/trials/trial";

/** What the learning page shows. Times are ISO UTC. */

const RUN_STATES = ["queued", "running", "done", "failed", "cancelled", "interrupted"] as const;
export type RunState = (typeof RUN_STATES)[number];
export type RunView = {
  readonly id: string;
  readonly model: string;
  readonly state: RunState;
  readonly trigger: string;
  readonly withFeedback: boolean;
  readonly seed: number;
  readonly codeVersion: string;
  /** 0..1 */
  readonly progress: number;
  readonly step: string;
  readonly log: string;
  readonly error: string | null;
  readonly createdAt: string;
  readonly seconds: number | null;
  /** Name of what it made, such as "ranker 3"; null where it made nothing. */
  readonly made: string | null;
  /** What it learned from and what it left out, in words. */
  readonly data: string | null;
};

export type VersionView = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly serves: boolean;
  /** Questions that it learned from, and how many of them were deleted since. */
  readonly examples: number;
  readonly deleted: number;
  /** Why its files cannot be used, or null. */
  readonly problem: string | null;
  readonly mayServe: boolean;
  /** Why it may serve, or may not. */
  readonly reason: string;
};

/** A trial on live questions, with what each side came to. */
export type TrialView = {
  readonly id: string;
  readonly challenger: string;
  readonly champion: string;
  readonly mode: TrialMode;
  /** Of conversations, 0..1 */
  readonly share: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly running: boolean;
  readonly reason: string;
  readonly sides: Sides;
  /** Questions that both read alike, of those that both read; only in the shadow. */
  readonly same: number;
  readonly both: number;
};

export type DecisionView = {
  readonly id: number;
  readonly at: string;
  readonly what: string;
  readonly reason: string;
  readonly version: string;
};

export type ModelView = {
  readonly name: ModelName;
  readonly title: string;
  readonly about: string;
  /** Whether there is enough to learn from. */
  readonly readiness: string;
  /** Name of the version that serves; null where what is built in does. */
  readonly serving: string | null;
  readonly problem: string | null;
  readonly versions: readonly VersionView[];
  /** Whether versions of it can be tried on live questions. */
  readonly tried: boolean;
  /** The latest first. */
  readonly trials: readonly TrialView[];
  readonly decisions: readonly DecisionView[];
};

export type Learning = {
  readonly models: readonly ModelView[];
  readonly runs: readonly RunView[];
  readonly card: DataCard;
  readonly busy: boolean;
  /** When the next scheduled training is; null without a schedule. */ readonly nextAt: string | null;
};

/** A state read back; an unknown one (of a newer version) is failed. */
export function readRunState(value: string): RunState {
  return RUN_STATES.find((state) => state === value) ?? "failed";
}
