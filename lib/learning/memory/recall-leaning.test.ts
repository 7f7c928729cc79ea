import { beforeAll, describe, expect, it } from "vitest";
import type { PlanBase } from "@/lib/engines/engine";
import { openFixture } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { shapeOf } from "@/lib/engines/text2sql/schema/shape";
import { writtenPlan } from "@/lib/engines/written-sql";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { knownCases } from "@/lib/learning/memory/known";
import { lessonOf } from "@/lib/learning/fixes/lesson";
import { recall } from "@/lib/learning/memory/recall";
import type { OpenPlace, Recalled } from "@/lib/learning/memory/recalled";
import { inMemoryVerifiedStore } from "@/lib/learning/memory/in-memory-store";
import type { MemoryPlace } from "@/lib/learning/memory/verified";
import { vocabularyFor } from "@/lib/learning/memory/vocabulary";
import { compileQuery } from "@/lib/query/compile";
import type { Query } from "@/lib/query/ir";

const NOW = "2026-11-18 15:30:00";
const PLACE: MemoryPlace = { engine: "text2sql", source: "library", shopId: null };
/** This library calls its members by their last name only. */
const BY_LAST_NAME = [
  ["list members from Oslo", "SELECT last_name FROM member WHERE city = 'Oslo'"],
  ["who are the members", "SELECT last_name FROM member"],
  ["members sorted by city", "SELECT last_name FROM member ORDER BY city"],
  ["show the name of member 2", "SELECT last_name FROM member WHERE member_id = 2"],
  ["members with borrowings", "SELECT DISTINCT member.last_name FROM member JOIN borrowing ON borrowing.member_id = member.member_id"],
  ["names of members in no city", "SELECT last_name FROM member WHERE city IS NULL"],
] as const;
const ASKED = "members and their cities";
const IN_DOUBT = 0.6;

let schema: Schema;
let open: OpenPlace;
beforeAll(async () => {
  ({ schema } = await openFixture("library"));
  open = {
    schema,
    shape: shapeOf(schema),
    vocabulary: vocabularyFor("text2sql", schema),
    clock: { now: NOW, weekendDays: [6, 7] },
    // An engine in doubt: a leaning never goes before what is surer than itself.
    read: (text, at) => ({ ...readPlan(text, schema, at), confidence: IN_DOUBT }),
    asOf: null,
    firstOrder: null,
    lastOrder: null,
  };
});

function memory(refused: readonly string[] = []) {
  const store = inMemoryVerifiedStore(undefined, () => refused);
  const known = knownCases(store);
  let count = 0;
  return {
    store,
    async teach(lessons: readonly (readonly [string, string])[]) {
      for (const [question, sql] of lessons) {
        count += 1;
        const plan = writtenPlan(question, sql, { source: PLACE.source, shopId: null });
        await store.teach(
          lessonOf(
            {
              place: PLACE,
              interactionId: `i${count}`,
              question,
              meaning: null,
              plan,
              now: NOW,
              sql,
              params: [],
              rowCount: 0,
              rows: [],
              origin: "correction",
              correction: null,
              userId: "u",
            },
            open,
            new Date(1_800_000_000_000 + count * 1000).toISOString(),
            () => `${count}`,
            (text) => text,
          ),
        );
      }
    },
    ask: (text: string): Promise<Recalled | null> =>
      recall({ text, now: NOW, previous: [], shopId: null, source: PLACE.source, uploadId: null }, PLACE, {
        store,
        open: async () => open,
        known,
        english: ENGLISH_WORDS,
      }),
  };
}

const sqlOf = (plan: PlanBase): string => compileQuery(Reflect.get(plan, "query") as Query, "sqlite").sql;

describe("what the known questions of a source say of its other questions", () => {
  it("decides which column is meant where a question no one corrected leaves it open, and says from which question that is known", async () => {
    const own = readPlan(ASKED, schema, NOW).ranked[0]?.candidate.compiled.sql ?? "";
    expect(own).toContain("first_name");
    const { teach, ask } = memory();
    await teach(BY_LAST_NAME);
    const found = await ask(ASKED);
    expect(found).toMatchObject({ kind: "verified", mark: { how: "leaning", origin: "correction" } });
    if (found?.kind !== "verified") return;
    expect(sqlOf(found.plan)).toContain("last_name");
    expect(sqlOf(found.plan)).not.toContain("first_name");
    expect(BY_LAST_NAME.map(([question]) => question)).toContain(found.mark.like);
    expect(found.plan.because.find((line) => line.startsWith("It leans on"))).toMatch(
      /^It leans on “.+”, whose answer a person corrected: first name is not shown$/u,
    );
  });

  it.each([
    ["few known questions say nothing of others", BY_LAST_NAME.slice(0, 4), ASKED],
    ["a question about something else stays as it was", BY_LAST_NAME, "how many books are there"],
    ["nothing is changed or deleted", BY_LAST_NAME, `delete the ${ASKED}`],
  ])("%s", async (_, lessons, asked) => {
    const { teach, ask } = memory();
    await teach(lessons);
    expect(await ask(asked)).toBeNull();
  });

  it("ends for a question whose answer was rated bad", async () => {
    const { teach, ask } = memory([ASKED]);
    await teach(BY_LAST_NAME);
    expect(await ask(ASKED)).toBeNull();
  });

  it("goes when what taught it is taken back, and comes again byte by byte the same", async () => {
    const { store, teach, ask } = memory();
    await teach(BY_LAST_NAME);
    const before = JSON.stringify(await ask(ASKED));
    await teach([
      ["authors by pages", "SELECT author.country FROM author JOIN book ON book.author_id = author.author_id ORDER BY book.pages"],
    ]);
    expect(await ask(ASKED)).not.toBeNull();
    const [newest] = await store.all(PLACE);
    await store.undo(newest?.id ?? "", { at: NOW, userId: "u", what: "undone", verifiedId: "", text: "" });
    expect(JSON.stringify(await ask(ASKED))).toBe(before);
    for (const { id } of await store.all(PLACE)) await store.undo(id, { at: NOW, userId: "u", what: "undone", verifiedId: id, text: "" });
    expect(await ask(ASKED)).toBeNull();
  });
});
