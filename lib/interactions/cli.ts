import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { countOf, joinWords } from "@/lib/answers/format";
import { deleteAged, previewAged, type Aged } from "@/lib/interactions/retention.prisma";
import { openPrisma } from "@/lib/platform/client.prisma";
import { requireEnv } from "@/lib/platform/env";
import { databasePath, migrate } from "@/lib/platform/migrate.sqlite";
import { uploadPath } from "@/lib/sources/receive.fs";

/** Deletes what is older than so many days, or with `--preview` says what would go. */
async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { values } = parseArgs({ options: { days: { type: "string" }, preview: { type: "boolean", default: false } } });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new Error("Say how many days are kept: npm run cleanup -- --days 90 [--preview]");
  const { DATABASE_URL } = requireEnv();
  migrate(DATABASE_URL, "prisma/migrations");
  const db = openPrisma(DATABASE_URL);
  if (values.preview) {
    const aged = await previewAged(db, days, new Date());
    console.log(`Would delete ${describe(aged)}.`);
    return tellVersions(aged);
  }
  const aged = await deleteAged(db, days, new Date());
  const folder = join(dirname(databasePath(DATABASE_URL)), "uploads");
  for (const id of aged.uploads) rmSync(uploadPath(folder, id), { force: true });
  console.log(`Deleted ${describe(aged)}.`);
  tellVersions(aged);
}

function tellVersions({ versions }: Aged): void {
  if (versions.length > 0) console.log(`${joinWords(versions)} learned from some of these questions. To train without them: npm run train -- all --with-feedback`);
}

function describe({ interactions, ratings, conversations, uploads }: Aged): string {
  return `${countOf(interactions, "question")}, ${countOf(ratings, "rating")}, ${countOf(conversations, "conversation")} and ${countOf(uploads.length, "log file")}`;
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
});
