import type { Subject } from "@/lib/engines/logs/transactions/subject";
import { findSubject } from "@/lib/engines/logs/records/identifiers";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { isNear } from "@/lib/engines/logs/transactions/causes";
import type { TransactionTracker } from "@/lib/engines/logs/transactions/transactions";

/**
 * The id of what failed: the root's transaction, else what the root names, then what failures close by belong to or name;
 * in a log of one transaction that one, also where nothing failed; else what the log names from its begin to its end. Null where there is none.
 * @param subject the id that stands through the log
 */
export function aboutOf(
  { listed, counts }: ReturnType<TransactionTracker["finish"]>,
  findings: readonly Finding[],
  root: Finding | null,
  subject: Subject | null,
): string | null {
  const sole = counts.ok + counts.failed + counts.ok_with_side_failure === 1 ? (listed[0]?.id ?? null) : null;
  const nameOf = (id: string | null): string | null => listed.find((transaction) => transaction.id === id)?.subject ?? id;
  const about = subject !== null && subject.events > (sole === null ? 0 : (listed[0]?.events ?? 0)) ? subject.id : nameOf(sole);
  if (root === null) return about;
  const near = findings.filter(
    (finding) => finding.role !== null && finding.role !== "recovered" && finding.role !== "side" && isNear(finding, root),
  );
  const named = ({ message, detail }: Finding): string | null => findSubject(`${message}\n${detail}`);
  const known = root.transaction ?? named(root) ?? near.find(({ transaction }) => transaction !== null)?.transaction ?? null;
  if (known !== null) return nameOf(known);
  for (const finding of near) {
    const id = named(finding);
    if (id !== null) return id;
  }
  return about;
}
