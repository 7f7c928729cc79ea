import type { LogProgress } from "@/lib/answers/log-report";
import type { Answer, Option } from "@/lib/answers/answer";
import type { Result } from "@/lib/platform/result";

export const ENGINES = ["shop", "text2sql", "logs"] as const;
export type EngineName = (typeof ENGINES)[number];

/** One question as an engine sees it. `now` is ISO local time of the source (no zone suffix). */
export type Question = {
  readonly text: string;
  readonly now: string;
  /** The plans of earlier turns of this conversation, newest first, as this engine made them. */
  readonly previous: readonly PreviousTurn[];
  readonly shopId: number | null;
  readonly source: string | null;
  readonly uploadId: string | null;
  /** The conversation that it is asked in; absent where it is asked for itself. */
  readonly conversationId?: string;
};

export type PreviousTurn = {
  readonly question: string;
  readonly engine: EngineName;
  readonly source: string | null;
  readonly plan: unknown;
  readonly uploadId: string | null;
};

/** What every engine's plan says about itself; the engine's own plan extends it. Plain JSON. */
export type PlanBase = {
  readonly intent: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** 0..1, how sure the engine is of this reading. */
  readonly confidence: number;
  /** Why: which words led to which part, in the user's terms. */
  readonly because: readonly string[];
  /** Words of the question that the plan leaves out; absent where there are none. */
  readonly unused?: readonly string[];
  /** The trained version that chose this reading, such as "ranker 3"; absent where what is built in did. */
  readonly model?: string;
};

/** The engine cannot plan this question, and says what can be asked instead. */
export type PlanError = {
  readonly outcome: "clarified" | "refused";
  readonly code: "ambiguous" | "unknown-words" | "not-recorded" | "out-of-scope" | "unsafe" | "too-vague" | "no-log";
  /** One or two sentences to the user. */
  readonly message: string;
  readonly options: readonly Option[];
  readonly intent: string;
  readonly confidence: number;
  readonly because: readonly string[];
};

export type ExecuteError = {
  readonly code: "timeout" | "cancelled" | "unavailable" | "invalid-sql" | "refused" | "bad-input";
  readonly message: string;
};

export type Execution<R> = {
  readonly result: R;
  readonly rowCount: number;
  readonly elapsedMs: number;
  readonly ranOn: string;
  readonly sql: string | null;
  readonly params: readonly (string | number | boolean | null)[];
  /** The trained version that took part, as in a plan. */ readonly model?: string;
};

/**
 * Three engines, one contract: understand (no side effect), fetch, word.
 * `answer` is pure: the same plan and result give the same answer.
 */
export interface Engine<P extends PlanBase = PlanBase, R = unknown> {
  readonly name: EngineName;
  readonly approach: string;
  /** What the source holds, where that and nothing else is asked; no plan is made and no query run. */
  describe?(question: Question): Promise<Answer | null>;
  plan(question: Question): Promise<Result<P, PlanError>>;
  /** @param onProgress told how far a long reading is, by engines that read logs */
  execute(plan: P, signal: AbortSignal, onProgress?: (progress: LogProgress) => void): Promise<Result<Execution<R>, ExecuteError>>;
  answer(plan: P, execution: Execution<R>): Answer;
}
