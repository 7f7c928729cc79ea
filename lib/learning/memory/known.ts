import { caseOfVerified, type Case } from "@/lib/learning/memory/case";
import { exampleOf, leaningOf, type Example, type Leaning } from "@/lib/learning/memory/leaning";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import type { VerifiedStore } from "@/lib/learning/memory/store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { remember } from "@/lib/platform/remember";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** So many known questions of a place, the newest, are compared with a new one. */
const COMPARED = 200;
/** So many of these are leaned on, since each must be read once in every process; fewer say too little of other questions. */
const LEANED_ON = { least: 5, most: 30 } as const;

/**
 * The known questions of each place, newest first, read once and kept while the place's tables and values stay; which of them
 * are in use is looked up each time, so that what was taught, undone or put to rest anywhere counts at once.
 */
export function knownCases(
  store: Pick<VerifiedStore, "inUse" | "some">,
): (place: MemoryPlace, open: OpenPlace) => Promise<readonly Case[]> {
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

// A bundler may give each part of the server a copy of this module; what one has read serves all.
const examples = remember("leaning-examples", () => new WeakMap<Case, Example | null>());
const latest = remember("leanings", () => new WeakMap<Schema, { readonly cases: readonly Case[]; readonly leaning: Leaning }>());

/**
 * What the newest known questions of a place say of its other questions, worked out anew when one was taught, undone or put to rest; null
 * where there are too few.
 */
export async function leaningOfCases(known: readonly Case[], { schema, clock, read }: OpenPlace): Promise<Leaning | null> {
  const cases = known.slice(0, LEANED_ON.most);
  const made = latest.get(schema);
  if (made && made.cases.length === cases.length && cases.every((one, at) => one === made.cases[at])) return made.leaning;
  for (const one of cases) {
    if (examples.has(one)) continue;
    const reading = read(one.question, clock.now);
    examples.set(one, reading && exampleOf(one, reading));
    // A reading takes some 20 ms; other questions need not wait for all of them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const found = cases.flatMap((one) => examples.get(one) ?? []);
  if (found.length < LEANED_ON.least) return null;
  const leaning = leaningOf(found);
  latest.set(schema, { cases, leaning });
  return leaning;
}
