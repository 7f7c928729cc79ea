import type { Lesson } from "@/lib/learning/memory/store";
import { prismaLogRuleStore } from "@/lib/learning/log-rules.prisma";
import { prismaVerifiedStore } from "@/lib/learning/memory/store.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";

// A process of its own that saves one fix and one log rule after the other until it is killed; says before and after each.
const [url = "", interactionId = ""] = process.argv.slice(2);
const db = openPrisma(url);
const [fixes, rules] = [prismaVerifiedStore(db), prismaLogRuleStore(db)];
const at = "2026-11-18T14:02:00.000Z";

function lessonOf(id: string): Lesson {
  const plan = { written: { sql: "SELECT 1" }, rows: "x".repeat(20_000) };
  return {
    verified: {
      engine: "text2sql",
      source: "bank",
      shopId: null,
      id,
      question: id,
      meaning: null,
      plan,
      slots: [],
      meaningWindows: [],
      normal: id,
      key: id,
      reading: null,
      shape: "s",
      origin: "correction",
      interactionId,
      userId: "u",
      at,
      stale: null,
    },
    test: { id: `test ${id}`, now: "2026-11-18 15:30:00", sql: "SELECT 1", params: [], rowCount: 1, resultHash: "h", shape: "s" },
    trainingId: `training ${id}`,
    word: null,
    correction: { id: `correction ${id}`, text: id, sql: null },
    line: { at, userId: "u", what: "corrected", verifiedId: id, text: id },
  };
}

async function saveForever(): Promise<void> {
  for (let count = 0; ; count += 1) {
    const id = `${process.pid}-${count}`;
    console.log(`begin ${id}`);
    if (count % 3 === 2)
      await rules.teach({
        rule: { id, kind: "missed", template: id, category: null, at },
        interactionId,
        userId: "u",
        training: { id: `training ${id}`, entry: id, component: null, operation: null, level: null, isFailure: true, fileName: "x.log" },
        line: { at, userId: "u", what: "ruled", verifiedId: id, text: id },
      });
    else await fixes.teach(lessonOf(id));
    console.log(`saved ${id}`);
  }
}

void saveForever();
