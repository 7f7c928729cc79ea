import type { Finding } from "@/lib/engines/logs/failures/finding";
import { AFTERMATH, CRASHED, GAVE_UP } from "@/lib/engines/logs/failures/phrases";
import { isNear } from "@/lib/engines/logs/transactions/causes";

/** Below this a line only stands under a level of errors, without a word of failing; of a category it says what failed. */
const PLAIN = 0.7;

/** What others follow is likelier the cause than what went wrong once, long before. */
const FOLLOWED = 0.2;

/** The failure that counts most, and the one beneath it that it came from. @param hints what looks like a failure beside one */
export function causeAmong(
  roots: readonly Finding[],
  failures: readonly Finding[],
  hints: readonly Finding[],
  isRecurring: (finding: Finding) => boolean,
): { readonly first: Finding; readonly root: Finding } | null {
  const all = [...failures, ...hints].filter((finding) => !isRecurring(finding));
  const isFollowed = (finding: Finding): boolean => all.some((other) => other.line > finding.line && isNear(other, finding));
  const rank = (finding: Finding): number =>
    (isRecurring(finding) ? 0 : 4) +
    (finding.role === "root" ? 1 : 0) +
    (finding.kind === "failure" ? 1 : 0) +
    (isFollowed(finding) ? FOLLOWED : 0) +
    (isAftermath(finding) ? -0.75 : CRASHED.test(finding.message) ? 0.25 : 0) +
    (finding.role !== "root" && finding.severity < PLAIN && finding.category === "other" ? -0.5 : 0);
  const first = [...roots, ...failures].sort((a, b) => rank(b) - rank(a) || a.line - b.line)[0];
  if (!first) return null;
  const beneath = [...failures, ...(isAftermath(first) ? hints : [])]
    .sort((a, b) => a.line - b.line)
    .find(
      (finding) =>
        finding.line < first.line &&
        isRecurring(finding) === isRecurring(first) &&
        (isBeneath(finding, first) || isGivenUp(finding, first) || (isAftermath(first) && isNear(finding, first))),
    );
  return { first, root: beneath ?? first };
}

const isAftermath = ({ message }: Finding): boolean => AFTERMATH.test(message.slice(0, 300));

/** The first of the attempts that ended in giving up names the cause; the last line only says that there are no more. */
const isGivenUp = (finding: Finding, failed: Finding): boolean =>
  finding.kind === "attempt" && finding.component === failed.component && isNear(finding, failed) && GAVE_UP.test(failed.message);

/** A host or service that gave way just before a transaction failed is what the transaction failed from. */
const isBeneath = (finding: Finding, failed: Finding): boolean =>
  isNear(finding, failed) &&
  finding.severity >= Math.min(0.65, failed.severity) &&
  ["resource", "connection", "database"].includes(finding.category);
