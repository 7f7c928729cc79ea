import { parseArgs } from "node:util";
import { requireEnv } from "@/lib/platform/env";
import { databasePath, migrate } from "@/lib/platform/migrate.sqlite";
import { removeSeed, writeSeed } from "@/prisma/seed/write.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = "npm run seed -- --interactions N [--days 365] [--seed 1], or npm run seed -- --remove";

/** Fills the app's database with made-up questions to try the insights at size, or takes them out again. */
function seed(): void {
  const { values } = parseArgs({
    options: {
      interactions: { type: "string" },
      days: { type: "string", default: "365" },
      seed: { type: "string", default: "1" },
      remove: { type: "boolean", default: false },
    },
  });
  const url = requireEnv().DATABASE_URL;
  migrate(url, "prisma/migrations");
  if (values.remove) return console.log(`Removed ${removeSeed(databasePath(url)).toLocaleString("en-GB")} seeded interactions.`);
  const [count, days, number] = [values.interactions, values.days, values.seed].map(Number);
  if (!isWhole(count) || !isWhole(days) || !isWhole(number)) throw new Error(`Say how many: ${USAGE}`);
  const start = performance.now();
  writeSeed(
    databasePath(url),
    { count, seed: number, now: new Date(), days },
    (written) => written % 100_000 === 0 && console.log(`  ${written.toLocaleString("en-GB")} …`),
  );
  console.log(
    `Seeded ${count.toLocaleString("en-GB")} interactions over ${days} days in ${((performance.now() - start) / 1000).toFixed(1)} s. Take them out with: npm run seed -- --remove`,
  );
}

function isWhole(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0;
}

runCommand(async () => {
  try {
    seed();
  } catch (cause) {
    if (!(cause instanceof Error && /UNIQUE/.test(cause.message))) throw cause;
    throw new Error("These seeded rows are there already; remove them first, or choose another --seed.", { cause });
  }
});
