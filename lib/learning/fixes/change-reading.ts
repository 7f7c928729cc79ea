import type { PlanBase } from "@/lib/engines/engine";
import { applyChange, sayParts, type Part, type PartChange } from "@/lib/engines/parts";
import { findWindows } from "@/lib/language/windows";
import { partOf } from "@/lib/learning/memory/plan-shape";
import { err, ok, type Result } from "@/lib/platform/result";
import type { WindowContext } from "@/lib/language/date-window";

type Reading = { readonly label: string | null; readonly plan: PlanBase };
/** A changed plan with its parts; `text` says it, `meaning` is the time that was chosen in words, so that it moves on with the clock. */
type Changed = {
  readonly plan: PlanBase;
  readonly parts: readonly Part<PlanBase>[];
  readonly text: string;
  readonly meaning: string | null;
};

/** A reading with its parts changed one after the other; each change is one that was offered for what the ones before had made. */
export async function changeReading(
  { label, plan: base }: Reading,
  changes: readonly PartChange[],
  partsOf: (plan: PlanBase) => Promise<readonly Part<PlanBase>[]>,
  clock: WindowContext,
): Promise<Result<Changed, string>> {
  let [plan, parts] = [base, await partsOf(base)];
  if (parts.length === 0 && changes.length > 0)
    return err("The parts of this answer cannot be changed: a person wrote its SQL, or its tables are others now.");
  for (const change of changes) {
    const next = applyChange(parts, change);
    if (!next.ok) return next;
    [plan, parts] = [next.value, await partsOf(next.value)];
  }
  const times = changes
    .filter(({ part }) => part.startsWith("window") || part.startsWith("base"))
    .map(({ choice, said }) => (said.trim() === "" ? choice : said.trim()));
  return ok({
    plan,
    parts,
    text: changes.length === 0 && label !== null ? label : sayParts(parts),
    meaning: meaningOf(times, plan, clock),
  });
}

/** The times that were chosen and are still in the plan. */
function meaningOf(times: readonly string[], plan: PlanBase, clock: WindowContext): string | null {
  const held = JSON.stringify(partOf(plan));
  const meant = times.filter((time) =>
    findWindows(time, clock).some(
      ({ window: { from, to } }) =>
        [from, to].some((side) => side !== null) && [from, to].every((side) => side === null || held.includes(JSON.stringify(side))),
    ),
  );
  return meant.length === 0 ? null : [...new Set(meant)].join(", ");
}
