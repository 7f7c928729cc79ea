import type { Finding, Sign } from "@/lib/engines/logs/failures/finding";
import type { LogEvent } from "@/lib/engines/logs/records/events";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { detach, type Cluster } from "@/lib/engines/logs/templates/templates";
import type { Transaction } from "@/lib/engines/logs/transactions/transactions";

/** The finding that a sign of an event makes, with nothing held of the line that it was read from. */
export function createFinding(
  event: LogEvent,
  named: Pick<LogRecord, "component" | "operation">,
  sign: Sign,
  cluster: Cluster,
  transaction: Transaction | null,
): Finding {
  const { record } = event;
  return {
    line: event.line,
    endLine: event.endLine,
    ms: record.time?.ms ?? null,
    offset: record.time?.offset ?? null,
    component: copy(named.component),
    operation: copy(named.operation),
    level: record.level,
    durationMs: record.durationMs,
    scope: copy(record.scope),
    cluster: cluster.index,
    ...sign,
    decidedBy: sign.decidedBy ?? "rules",
    transaction: transaction?.id ?? null,
    message: detach(record.message.slice(0, 1_000)),
    detail: detach(detailOf(event).slice(0, 2_000)),
    followedBy: null,
    wentOn: 0,
    restarted: false,
    recovered: false,
    retried: false,
    role: null,
  };
}

const copy = (text: string | null): string | null => (text === null ? null : detach(text));
const detailOf = (event: LogEvent): string =>
  event.record.detail === null ? event.detail : `${event.record.detail}\n${event.detail}`.trim();
