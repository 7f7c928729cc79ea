import type { FailureCategory } from "@/lib/answers/failure-category";
import type { Level } from "@/lib/engines/logs/records/record";

/**
 * What one event says, before its transaction is known.
 * `failure` stands for itself; `attempt` may be made good by a later one; `weak` counts only beside a bad outcome;
 * `missing` is a row that was not found; `reply` hands an earlier failure on.
 */
export type FindingKind = "failure" | "attempt" | "weak" | "missing" | "reply";

/** A failure, or what may turn out to be one, as one event shows it. */
export type Sign = {
  readonly kind: FindingKind;
  /** 0..1 */ readonly severity: number;
  readonly category: FailureCategory;
  readonly patterns: readonly string[];
  /** The rules decided where it is absent. */ readonly decidedBy?: "model" | "person";
  /** The flow is meant to do without it: no cause where something else failed. */ readonly optional?: boolean;
};

export type Role = "root" | "consequence" | "side" | "recovered" | "failure";

/** A sign with its place, while the log is read. Roles are given once all lines are known. */
export type Finding = Omit<Sign, "decidedBy" | "optional"> & {
  readonly line: number;
  readonly endLine: number;
  readonly ms: number | null;
  readonly offset: number | null;
  readonly component: string | null;
  readonly operation: string | null;
  readonly level: Level | null;
  readonly durationMs: number | null;
  readonly scope: string | null;
  readonly cluster: number;
  readonly decidedBy: "rules" | "model" | "person";
  readonly transaction: string | null;
  readonly message: string;
  readonly detail: string;
  /** In a flow: the next step took a way for trouble, or went on as if nothing had happened. */
  followedBy: "trouble" | "normal" | null;
  optional?: boolean;
  /** In a flow: how many steps went well after it, before any way for trouble. */
  wentOn: number;
  /** The same step began again afterwards. */
  restarted: boolean;
  recovered: boolean;
  /** A line after it says that it is tried again. */
  retried: boolean;
  /** null: not a failure after all. */
  role: Role | null;
};

/** Steps of the same kind in one transaction: what a later success must match to make a failure good. */
export const stepKey = (component: string | null, operation: string | null): string => `${component ?? ""}\u0000${operation ?? ""}`;
