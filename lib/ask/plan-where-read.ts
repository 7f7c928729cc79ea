import type { Engine, EngineName, PlanBase, PlanError, Question } from "@/lib/engines/engine";
import type { Recalled } from "@/lib/learning/memory/recalled";
import { ok, type Result } from "@/lib/platform/result";
import type { Route } from "@/lib/routing/route";

/** What plans questions. */
export type Planners = {
  readonly engines: Readonly<Record<EngineName, Engine>>;
  /** What people taught of this question, looked for before any planning. */
  readonly recall: (question: Question, engine: EngineName) => Promise<Recalled | null>;
};

/** What came of planning a question at one place. */
export type PlannedAt = {
  readonly route: Route;
  readonly recalled: Recalled | null;
  readonly planned: Result<PlanBase, PlanError>;
};

/** Below this an engine hardly read the question, whether it plans or asks back. */
const HARDLY = 0.25;
/** From here on another engine did read it. */
const READ = 0.6;

/** The plan of one place: the one that a person confirmed for this question, else the engine's own of it, in words that it knows. */
export async function planAt(route: Route, question: Question, { engines, recall }: Planners): Promise<PlannedAt> {
  const recalled = await recall(question, route.engine);
  if (recalled?.kind === "verified") return { route, recalled, planned: ok(recalled.plan) };
  const text = recalled?.kind === "worded" ? recalled.text : question.text;
  return { route, recalled, planned: await engines[route.engine].plan({ ...question, text }) };
}

/**
 * What the first place makes of the question; where that engine cannot read its words, or hardly, the first of the other places that
 * reads all of it.
 * A refusal stands, and so does asking which of several readings is meant: there the question was read.
 * @param routes at least one, the likeliest first
 */
export async function planWhereRead(
  [first, ...others]: readonly [Route, ...Route[]],
  plan: (route: Route) => Promise<PlannedAt>,
): Promise<PlannedAt> {
  const own = await plan(first);
  if (isRead(own)) return own;
  for (const other of others) {
    const elsewhere = await plan(other);
    if (readsAll(elsewhere)) return elsewhere;
  }
  return own;
}

function readsAll({ recalled, planned }: PlannedAt): boolean {
  return planned.ok && planned.value.unused === undefined && (recalled?.kind === "verified" || planned.value.confidence >= READ);
}

function isRead({ recalled, planned }: PlannedAt): boolean {
  if (planned.ok) return recalled?.kind === "verified" || planned.value.confidence >= HARDLY;
  const { outcome, code, confidence } = planned.error;
  return outcome === "refused" || (code !== "unknown-words" && confidence >= HARDLY);
}
