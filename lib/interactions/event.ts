import type { Answer, Outcome } from "@/lib/answers/answer";
import type { LogProgress } from "@/lib/answers/log-report";
import type { EngineName, ExecuteError, PlanError } from "@/lib/engines/engine";

/** Where in the asker's own application a question came from. */
export type AskContext = { readonly role?: string; readonly module?: string; readonly tab?: string };

/**
 * How an answer came from a verified one, `at` which it was confirmed (ISO UTC); `changed` names parts that were asked otherwise, as "500 →
 * 900".
 */
export type VerifiedMark = {
  readonly id: string;
  readonly origin: "rating" | "correction";
  readonly at: string;
  readonly how: "exact" | "normalised" | "slots" | "reading" | "alike" | "leaning" | "word";
  readonly changed: readonly string[];
  /** The known question, where the answer was read like another one, leans on it, or has a word that it taught. */ readonly like?: string;
};

/** How often answers came from a verified one, and when last (ISO UTC). */
export type Use = { readonly count: number; readonly lastAt: string };

/** Why a question was not answered. Rows of other versions may hold others. */
export type ErrorCode =
  PlanError["code"] | ExecuteError["code"] | "too-long" | "id-taken" | "unknown-approach" | "internal" | "stopped" | "interrupted";

/** What a person said the answer should have been; `verifiedId` where it acts on the next answers, `use` where it has. */
export type SavedCorrection = {
  readonly id: string;
  readonly text: string | null;
  readonly sql: string | null;
  readonly at: string;
  readonly verifiedId: string | null;
  readonly use?: Use;
};

/**
 * One protocol from generator to screen and to the saved row: the browser and the server fold the same events.
 * `elapsedMs` is the measured time of that stage alone.
 */
export type AskEvent =
  | {
      readonly type: "opened";
      readonly id: string;
      readonly conversationId: string;
      readonly question: string;
      readonly askedAt: string;
      readonly uploadId: string | null;
    }
  | {
      readonly type: "routed";
      readonly engine: EngineName;
      readonly approach: string;
      readonly source: string | null;
      readonly confidence: number;
      readonly because: readonly string[];
      readonly model?: string;
      readonly elapsedMs: number;
    }
  | {
      readonly type: "planned";
      readonly intent: string;
      readonly tool: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      readonly confidence: number;
      readonly because: readonly string[];
      readonly plan: unknown;
      readonly verified: VerifiedMark | null;
      readonly model?: string;
      readonly elapsedMs: number;
    }
  | { readonly type: "progress"; readonly progress: LogProgress }
  | {
      readonly type: "executed";
      readonly ranOn: string;
      readonly rowCount: number;
      readonly sql: string | null;
      readonly params: Answer["params"];
      readonly model?: string;
      readonly elapsedMs: number;
    }
  | {
      readonly type: "answered";
      readonly answer: Answer;
      readonly intent: string;
      readonly confidence: number;
      readonly errorCode: ErrorCode | null;
      /** Where a question was read by a word that a fix taught, and not planned. */ readonly verified?: VerifiedMark;
      readonly elapsedMs: number;
    }
  | { readonly type: "closed"; readonly totalMs: number };

type Timings = {
  readonly route?: number;
  readonly plan?: number;
  readonly execute?: number;
  readonly answer?: number;
  readonly total?: number;
};
export type SavedRating = { readonly value: "up" | "down"; readonly reasons: readonly string[]; readonly comment: string };

/** One question and everything that happened to it: the wide row, as the screen and the exports read it. */
export type Interaction = {
  readonly id: string;
  readonly conversationId: string;
  readonly question: string;
  /** ISO UTC */
  readonly askedAt: string;
  readonly uploadId: string | null;
  readonly engine: EngineName | null;
  readonly approach: string | null;
  readonly source: string | null;
  readonly shopId: number | null;
  readonly intent: string | null;
  readonly tool: string | null;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly confidence: number | null;
  readonly because: readonly string[];
  readonly plan: unknown;
  readonly sql: string | null;
  readonly params: Answer["params"];
  readonly rowCount: number | null;
  readonly ranOn: string | null;
  readonly timings: Timings;
  readonly outcome: Outcome | "unfinished";
  readonly errorCode: string | null;
  readonly answer: Answer | null;
  /** The trained versions that took part, such as "router 1, ranker 3"; null where only what is built in did. */
  readonly modelVersion: string | null;
  /** The prompt that the answer was worded with; null where its sentence is a template's. */
  readonly promptVersion: string | null;
  readonly context: AskContext;
  readonly rating: SavedRating | null;
  readonly verified: VerifiedMark | null;
  /** Oldest first. */
  readonly corrections: readonly SavedCorrection[];
  /** While a long log is read; not saved. */
  readonly progress?: LogProgress;
};

/** One line of the history. `updatedAt` is ISO UTC. */
export type ConversationInfo = { readonly id: string; readonly title: string; readonly updatedAt: string; readonly count: number };
