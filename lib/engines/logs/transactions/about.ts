import { findSubject } from "@/lib/engines/logs/records/identifiers";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { isNear } from "@/lib/engines/logs/transactions/causes";
import type { TransactionTracker } from "@/lib/engines/logs/transactions/transactions";

/**
 * The id of what failed: the root's transaction, else what the root names, then what failures close by belong to or name;
 * in a log of one transaction that one, also where nothing failed. Null where there is none.
 */
export function aboutOf(
  { listed, counts }: ReturnType<TransactionTracker["finish"]>,
  findings: readonly Finding[],
  root: Finding | null,
): string | null {
  const sole = counts.ok + counts.failed + counts.ok_with_side_failure === 1 ? (listed[0]?.id ?? null) : null;
  if (root === null) return sole;
  const near = findings.filter(
    (finding) => finding.role !== null && finding.role !== "recovered" && finding.role !== "side" && isNear(finding, root),
  );
  const named = ({ message, detail }: Finding): string | null => findSubject(`${message}\n${detail}`);
  const known = root.transaction ?? named(root) ?? near.find(({ transaction }) => transaction !== null)?.transaction ?? sole;
  if (known !== null) return known;
  for (const finding of near) {
    const id = named(finding);
    if (id !== null) return id;
  }
  return null;
}
