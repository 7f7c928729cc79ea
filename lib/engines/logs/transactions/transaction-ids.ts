import { findBusinessId, findIdOfRank, findTransactionId } from "@/lib/engines/logs/records/identifiers";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { detach } from "@/lib/engines/logs/templates/templates";

export type TransactionResolver = {
  /** The transaction that a record belongs to. @param idRank of the id in texts of this template; -1 when they hold none */
  resolve(record: LogRecord, idRank: number): string | null;
};

const MAX_KNOWN = 20_000;
const FLOW_FILE = /^FlowFile: ([0-9a-f-]{36})/;

/**
 * Finds the transaction of each record: by its column or field, by an id in its text, in flow traces also by the flow file
 * it names, by an order that was seen together with a transaction, and by what last ran in its group.
 */
export function createTransactionResolver(): TransactionResolver {
  const byFlowFile = new Map<string, string>();
  const byBusinessId = new Map<string, string>();
  const byScope = new Map<string, string>();
  let ranked = false;

  const resolveText = (record: LogRecord, idRank: number): string | null => {
    if (record.transaction !== null) return detach(record.transaction);
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
      (ranked ? null : business && detach(business));
    if (id === null || id === undefined) return null;
    if (flowFile) remember(byFlowFile, flowFile, id);
    if (business && own !== null) remember(byBusinessId, business, id);
    if (own !== null || flowFile) remember(byScope, record.scope ?? "", id);
    return id;
  };

  return {
    resolve(record, idRank) {
      const own = resolveText(record, idRank);
      return record.outcome === null ? own : resolveFlow(record, own);
    },
  };
}

function remember(known: Map<string, string>, key: string, id: string): void {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(known.has(key) ? key : detach(key), id);
}
