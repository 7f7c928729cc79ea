import { findBusinessId, findIdOfRank, findSubject, findTransactionId } from "@/lib/engines/logs/records/identifiers";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { detach } from "@/lib/engines/logs/templates/templates";

export type TransactionResolver = {
  /** The transaction that a record belongs to. @param idRank of the id in texts of this template; -1 when they hold none */
  resolve(record: LogRecord, idRank: number): string | null;
};

const MAX_KNOWN = 20_000;
const FIRST_ROWS = 12;
const PART = /^(.{6,})[/#:]\w{1,12}$/;
/** Ids that are written with their parts: no hashes. */
const PARTED = /-/;
const FLOW_FILE = /^FlowFile: ([0-9a-f-]{36})/;

/**
 * Finds the transaction of each record: by its column or field, by an id in its text, in flow traces also by the flow file
 * it names, by an order that was seen together with a transaction, and by what last ran in its group.
 */
export function createTransactionResolver(): TransactionResolver {
  const byFlowFile = new Map<string, string>();
  const byBusinessId = new Map<string, string>();
  const byScope = new Map<string, string>();
  const whole = new Set<string>();
  let ranked = false;
  let rows = 0;
  /** What a trace that marks no transaction says at its begin that it is about. */
  let subject: string | null = null;

  /** "BR-202501-0083/R" is a part of what "BR-202501-0083" names. */
  const parentOf = (id: string): string => {
    const parent = PART.exec(id)?.[1];
    if (parent !== undefined && whole.has(parent)) return parent;
    if (whole.size < MAX_KNOWN && PARTED.test(id)) whole.add(detach(id));
    return detach(id);
  };

  const resolveText = (record: LogRecord, idRank: number): string | null => {
    if (record.transaction !== null) return parentOf(record.transaction);
    const found = idRank < 0 ? null : (findIdOfRank(record.message, idRank) ?? findTransactionId(record.message));
    if (!found) return null;
    if (found.rank === 0) ranked = true;
    if (found.rank === 0 || record.outcome === null || (found.rank < 3 && !ranked))
      return byBusinessId.get(found.value) ?? detach(found.value);
    // Ids of other parties (a booking, a request of the carrier) are not this transaction.
    return byBusinessId.get(found.value) ?? null;
  };

  const resolveFlow = (record: LogRecord, own: string | null): string | null => {
    const flowFile = FLOW_FILE.exec(record.message)?.[1] ?? null;
    const business = record.message === "" ? null : findBusinessId(record.message);
    const id =
      own ??
      (flowFile ? byFlowFile.get(flowFile) : undefined) ??
      (business ? byBusinessId.get(business) : undefined) ??
      byScope.get(record.scope ?? "") ??
      (ranked ? null : subjectOf(record, business));
    if (id === null || id === undefined) return null;
    if (flowFile) remember(byFlowFile, flowFile, id);
    if (business && own !== null) remember(byBusinessId, business, id);
    if (own !== null || flowFile) remember(byScope, record.scope ?? "", id);
    return id;
  };

  const subjectOf = (record: LogRecord, business: string | null): string | null => {
    if (subject === null && rows <= FIRST_ROWS) subject = business ?? findSubject(record.message);
    return subject ?? (business && detach(business));
  };

  return {
    resolve(record, idRank) {
      rows++;
      const own = resolveText(record, idRank);
      return record.outcome === null ? own : resolveFlow(record, own);
    },
  };
}

function remember(known: Map<string, string>, key: string, id: string): void {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(known.has(key) ? key : detach(key), id);
}
