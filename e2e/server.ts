import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { makeZoo } from "@/e2e/zoo";

/** The production server on a fresh app database, with the demo data and one SQLite file of the operator's own. */
const dir = mkdtempSync(join(tmpdir(), "tellback-e2e-"));
mkdirSync(join(dir, "data"));
for (const name of ["shop.sqlite", "bank.sqlite"]) cpSync(join("data", name), join(dir, "data", name));
const zoo = join(dir, "zoo.sqlite");
makeZoo(zoo);
const DATABASE_URL = `file:${join(dir, "data", "tellback.sqlite")}`;
migrate(DATABASE_URL, "prisma/migrations");
spawnSync(process.execPath, ["--import", "tsx", "lib/platform/serve.ts", "start"], {
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL, TELLBACK_DATA_DIR: join(dir, "data"), TELLBACK_SQLITE: zoo, TELLBACK_MAX_UPLOAD_MB: "8" },
});
