import { loadAlertRules } from "@/lib/alerts/own-rules.fs";
import { loadRules } from "@/lib/engines/logs/report/rules.fs";
import { writeDemoData } from "@/prisma/demo/write.sqlite";
import { requireEnv } from "@/lib/platform/env";
import { countOf } from "@/lib/answers/format";
import { lineOf } from "@/lib/platform/message-of";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

/** The part of set-up that needs packages: settings checked, migrations applied, demo data written where it is missing. */
async function prepare(): Promise<void> {
  const env = requireEnv();
  loadAlertRules(env.TELLBACK_ALERT_RULES);
  loadRules(env.TELLBACK_LOG_RULES);
  const applied = migrate(env.DATABASE_URL, "prisma/migrations");
  if (applied.length > 0) console.log(`Database: ${countOf(applied.length, "migration")} applied.`);
  const demo = await writeDemoData(env.TELLBACK_DATA_DIR, { onMissing: () => console.log("Demo data … (half a minute)") }).catch(
    (cause) => {
      throw new Error(`TELLBACK_DATA_DIR=${env.TELLBACK_DATA_DIR} cannot hold the demo data: ${lineOf(cause)}`, { cause });
    },
  );
  if (demo.written.length > 0) console.log(`Demo data written in ${(demo.elapsedMs / 1000).toFixed(1)} s: ${demo.written.join(", ")}`);
}

runCommand(prepare);
