import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, it } from "vitest";
import { prismaInteractionStore } from "@/lib/interactions/store.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";

const KILLS = 6;
const { url } = testDatabase();
const interactionId = crypto.randomUUID();

beforeAll(async () => {
  const db = openPrisma(url);
  await db.conversation.create({ data: { id: "c", title: "t" } });
  await db.interaction.create({ data: { id: interactionId, conversationId: "c", question: "q", outcome: "answered" } });
  await db.$disconnect();
});

/** Lets a process save until it is within its save number `saves`, and kills it some time into that. */
async function killedAt(saves: number, afterMs: number): Promise<{ readonly begun: readonly string[]; readonly saved: readonly string[] }> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/learning/fixes/save-lessons.fixture.prisma.ts", url, interactionId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  const [begun, saved] = [new Array<string>(), new Array<string>()];
  for await (const line of createInterface({ input: child.stdout })) {
    const [word = "", id = ""] = line.split(" ");
    (word === "begin" ? begun : saved).push(id);
    if (word === "begin" && begun.length === saves) setTimeout(() => child.kill("SIGKILL"), afterMs);
  }
  expect(await ended).toBe("SIGKILL");
  return { begun, saved };
}

describe("a process killed during a save", () => {
  it("leaves all of it or nothing, and the answer says which", { timeout: 240_000 }, async () => {
    const kept: string[] = [];
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { begun, saved } = await killedAt(3 + kill, kill * 1.5);
      interrupted += begun.length - saved.length;
      const db = openPrisma(url);
      for (const id of begun) {
        const one = { where: { verifiedId: id } };
        const fix = [
          await db.verifiedAnswer.count({ where: { id } }),
          await db.testCase.count(one),
          await db.trainingRow.count(one),
          await db.correction.count(one),
        ];
        const rule = [await db.logRule.count({ where: { id } }), await db.logTrainingRow.count({ where: { ruleId: id } })];
        const parts = Number(id.split("-")[1]) % 3 === 2 ? rule : fix;
        const all = [...parts, await db.changeLine.count(one)];
        expect(new Set(all).size, `${id}: ${all.join(" ")}`).toBe(1);
        if (saved.includes(id)) expect(all[0], id).toBe(1);
        if (all[0] === 1 && parts === fix) kept.push(id);
      }
      // What the screen asks after a cut: the fixes that stand under the answer.
      const row = await prismaInteractionStore(db, "u").get(interactionId);
      expect(new Set(row?.corrections.map(({ verifiedId }) => verifiedId))).toEqual(new Set(kept));
      expect(await db.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
      await db.$disconnect();
    }
    expect(interrupted, "no kill came during a save").toBeGreaterThan(0);
  });
});
