import { fitsAmong } from "@/lib/learning/memory/recall";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { refill } from "@/lib/learning/memory/plan-shape";
import { readSlots } from "@/lib/learning/memory/slots";
import type { TestCase } from "@/lib/learning/memory/store";
import type { TeachDeps } from "@/lib/learning/fixes/teach";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

/** What became of a verified answer: `same` result, other data under the same query, another query, or it cannot run. */
export type Replayed = {
  readonly id: string;
  readonly question: string;
  readonly outcome: "same" | "data changed" | "logic changed" | "cannot run";
  readonly why: string;
};

/**
 * Runs a verified answer again as it was asked: at its pinned time, against its pinned SQL, parameters, result and tables.
 */
export async function replayOne(
  entry: VerifiedAnswer,
  deps: Pick<TeachDeps, "open" | "engine" | "hash" | "store">,
  signal: AbortSignal,
): Promise<Replayed> {
  const [test] = await deps.store.testsOf(entry.id);
  const told = (outcome: Replayed["outcome"], why = ""): Replayed => ({ id: entry.id, question: entry.question, outcome, why });
  if (!test) return told("cannot run", "it has no test");
  const open = await deps.open(entry, test.now);
  if (!open) return told("cannot run", `the source ${entry.source} cannot be read`);
  if (open.shape !== test.shape) return told("logic changed", "its tables or columns have changed");
  const plan = planAt(entry, test, open);
  if (plan === null) return told("logic changed", "its question is not matched to its plan any more");
  const engine = deps.engine(entry.engine);
  const executed = await engine.execute(plan, signal);
  if (!executed.ok) return told("cannot run", executed.error.message);
  if (executed.value.sql !== test.sql || JSON.stringify(executed.value.params) !== JSON.stringify(test.params))
    return told("logic changed", "its plan makes another query");
  const table = engine.answer(plan, executed.value).table;
  const hash = deps.hash(JSON.stringify(table?.rows ?? []));
  return hash === test.resultHash ? told("same") : told("data changed", `${test.rowCount} rows then, ${table?.rowCount ?? 0} now`);
}

/** The plan that its own question gets from it, at the time of its test. */
function planAt(entry: VerifiedAnswer, test: TestCase, open: OpenPlace) {
  const [fit] = fitsAmong(readSlots(entry.question, open.vocabulary, { ...open.clock, now: test.now }), [entry], open);
  return fit
    ? refill(entry.plan, fit.found.part, {
        question: entry.question,
        now: test.now,
        schema: open.schema,
        firstOrder: open.firstOrder,
        lastOrder: open.lastOrder,
      })
    : null;
}
