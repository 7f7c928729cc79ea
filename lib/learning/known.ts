import { caseOfVerified, type Case } from "@/lib/learning/case";
import type { OpenPlace } from "@/lib/learning/recall";
import type { VerifiedStore } from "@/lib/learning/store";
import type { MemoryPlace } from "@/lib/learning/verified";

/** So many known questions of a place, the newest, are compared with a new one. */
const COMPARED = 200;

/**
 * The known questions of each place, newest first, read once and kept while the place's tables and values stay; which of them
 * are in use is looked up each time, so that what was taught, undone or put to rest anywhere counts at once.
 */
export function knownCases(store: Pick<VerifiedStore, "inUse" | "some">): (place: MemoryPlace, open: OpenPlace) => Promise<readonly Case[]> {
  const places = new Map<string, { readonly hash: string; readonly cases: Map<string, Case | null> }>();
  return async (place, { schema, shape }) => {
    const ids = await store.inUse(place, COMPARED);
    const key = JSON.stringify(place);
    const kept = places.get(key);
    const cases = kept?.hash === schema.hash ? kept.cases : new Map<string, Case | null>();
    const fresh = ids.filter((id) => !cases.has(id));
    for (const entry of fresh.length > 0 ? await store.some(fresh) : []) cases.set(entry.id, caseOfVerified(entry, schema, shape));
    const used = new Set(ids);
    for (const id of cases.keys()) if (!used.has(id)) cases.delete(id);
    places.set(key, { hash: schema.hash, cases });
    return ids.flatMap((id) => cases.get(id) ?? []);
  };
}
