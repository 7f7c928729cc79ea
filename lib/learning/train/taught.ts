import type { Value } from "@/lib/query/ir";
import { familyOf } from "@/lib/learning/evidence/family";
import { holdsPersonalData, isMarkedTest, partOfFamily, type Part } from "@/lib/learning/evidence/dataset";
import type { AskContext } from "@/lib/interactions/event";

/**
 * A question with the query that a person confirmed or corrected. `now` is ISO local time of the source when it was asked, `at` when it was
 * taught (ISO UTC).
 */
export type TaughtRow = {
  readonly verifiedId: string;
  /** The question that it came from; null where it came from a set of questions in a folder. */
  readonly interactionId: string | null;
  readonly question: string;
  readonly engine: "shop" | "text2sql";
  readonly source: string;
  readonly sql: string;
  readonly params: readonly Value[];
  readonly now: string;
  readonly at: string;
  readonly origin: "rating" | "correction";
  readonly isResting: boolean;
  /** What is known of the question it came from; null where that was deleted. */
  readonly context: AskContext | null;
};
export type Taught = TaughtRow & { readonly family: string; readonly part: Part };

const NONE_LEFT = { deleted: 0, test_run: 0, at_rest: 0, personal_data: 0, conflict: 0, duplicate: 0 };
/** Why a taught row is not learned from. The first that holds is counted. */
type TaughtGate = keyof typeof NONE_LEFT;
export type Gated = { readonly taught: readonly Taught[]; readonly left: Readonly<Record<TaughtGate, number>> };

/**
 * What can be learned from, newest first. Of a question that was taught twice the newest counts; questions that were understood as one
 * query but for its values are one family, and a family is never in both parts.
 */
export function gateTaught(rows: readonly TaughtRow[]): Gated {
  const left: Record<TaughtGate, number> = { ...NONE_LEFT };
  const seen = new Map<string, string>();
  const taught: Taught[] = [];
  for (const row of newestFirst(rows)) {
    const input = askedOf(row);
    const output = JSON.stringify([row.sql, row.params]);
    const before = seen.get(input);
    const gate = gateOf(row) ?? (before === undefined ? null : before === output ? "duplicate" : "conflict");
    if (gate) left[gate] += 1;
    else {
      seen.set(input, output);
      const family = `${row.engine} ${row.source} ${familyOf(row.sql)}`;
      taught.push({ ...row, family, part: partOfFamily(family) });
    }
  }
  return { taught, left };
}

/** What a new version must not break, newest first: of each question the newest answer, whether or not it may be learned from. */
export function inUse(rows: readonly TaughtRow[]): readonly TaughtRow[] {
  const seen = new Set<string>();
  return newestFirst(rows.filter(({ isResting }) => !isResting)).filter((row) => !seen.has(askedOf(row)) && seen.add(askedOf(row)));
}

function newestFirst(rows: readonly TaughtRow[]): readonly TaughtRow[] {
  return [...rows].sort((a, b) => b.at.localeCompare(a.at));
}

function askedOf({ engine, source, question }: TaughtRow): string {
  return JSON.stringify([engine, source, question.trim().toLowerCase()]);
}

function gateOf({ context, isResting, question }: TaughtRow): TaughtGate | null {
  if (context === null) return "deleted";
  if (isMarkedTest(context)) return "test_run";
  if (isResting) return "at_rest";
  return holdsPersonalData(question) ? "personal_data" : null;
}

export type TaughtCounts = {
  readonly train: number;
  readonly heldOut: number;
  readonly families: number;
  readonly ratedUp: number;
  readonly corrected: number;
};

/** How rows divide: by part, by family, by how they were taught. */
export function countTaught(rows: readonly Taught[]): TaughtCounts {
  const count = (holds: (row: Taught) => boolean) => rows.filter(holds).length;
  return {
    train: count(({ part }) => part === "train"),
    heldOut: count(({ part }) => part === "held_out"),
    families: new Set(rows.map(({ family }) => family)).size,
    ratedUp: count(({ origin }) => origin === "rating"),
    corrected: count(({ origin }) => origin === "correction"),
  };
}

/**
 * At most `count` rows, one of each family in turn, so that no family drowns the others. @param order of families, such as a seeded shuffle
 */
export function sampleFamilies(rows: readonly Taught[], count: number, order: (length: number) => readonly number[]): readonly Taught[] {
  const byFamily = new Map<string, Taught[]>();
  for (const row of rows) byFamily.set(row.family, [...(byFamily.get(row.family) ?? []), row]);
  const families = [...byFamily.values()];
  const ordered = order(families.length).flatMap((at) => (families[at] ? [families[at]] : []));
  const picked: Taught[] = [];
  for (let round = 0; picked.length < Math.min(count, rows.length); round += 1)
    picked.push(...ordered.flatMap((family) => family[round] ?? []));
  return picked.slice(0, count);
}
