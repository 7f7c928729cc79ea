import { teachDeps, verifiedStore } from "@/lib/ask/wiring-memory";
import { replayOne, type Replayed } from "@/lib/learning/replay";
import { requireEnv } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

/** Runs every verified answer again and says what became of it; 1 where the logic of one changed. */
async function replay(): Promise<number> {
  migrate(requireEnv().DATABASE_URL, "prisma/migrations");
  const counts: Record<Replayed["outcome"], number> = { same: 0, "data changed": 0, "logic changed": 0, "cannot run": 0 };
  for (const entry of await verifiedStore().all(null)) {
    const { outcome, question, why } = await replayOne(entry, teachDeps(), AbortSignal.timeout(60_000));
    counts[outcome] += 1;
    console.log(`${outcome}: ${question}${why === "" ? "" : ` (${why})`}`);
  }
  console.log(
    Object.entries(counts)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(", "),
  );
  return counts["logic changed"] > 0 ? 1 : 0;
}

runCommand(replay);
