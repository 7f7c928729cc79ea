import type { Metadata } from "next";
import { InsightsShell } from "@/components/insights/insights-shell";
import { CleanUpForm } from "@/components/upkeep/clean-up-form";
import { DatabaseForm } from "@/components/upkeep/database-form";
import { PersonForm } from "@/components/upkeep/person-form";
import { VersionsForm } from "@/components/upkeep/versions-form";
import { formatDateTime } from "@/lib/answers/format";
import { droppedDatabases } from "@/lib/ask/files.fs";
import { listReports } from "@/lib/ask/reports.prisma";
import { keptDays, loadPeople } from "@/lib/ask/upkeep.prisma";
import { env } from "@/lib/ask/wiring-parts";
import { describeDatabase } from "@/lib/interactions/describe-deletion";
import { nextReportAt } from "@/lib/metrics/report-schedule";
import { localTime, systemClock } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "Upkeep" };
export const dynamic = "force-dynamic";

const KINDS = [
  ["interactions", "questions"],
  ["uploads", "log files"],
  ["artifacts", "written reports and exports"],
] as const;
const SUGGESTED_DAYS = 90;

/** What is kept and for how long, for the person who runs Tellback. */
export default async function UpkeepPage() {
  const kept = keptDays();
  const { TELLBACK_REPORT_SCHEDULE: schedule } = env();
  const [people, reports, databases] = await Promise.all([loadPeople(), listReports(), droppedDatabases()]);
  const next = schedule === undefined ? null : nextReportAt(schedule, systemClock.now());
  const daily = KINDS.filter(([kind]) => kept[kind] > 0).map(([kind, name]) => `${name} older than ${kept[kind]} days`);
  return (
    <InsightsShell page="upkeep">
      <h1 className="font-serif text-3xl">Upkeep</h1>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <Card
          id="clean-up"
          title="Clean up"
          text={
            daily.length === 0
              ? "Nothing is deleted by itself. With the settings TELLBACK_KEEP_DAYS_INTERACTIONS, _UPLOADS and _ARTIFACTS Tellback does it every night."
              : `Every night Tellback deletes ${daily.join(", ")}.`
          }
        >
          <CleanUpForm
            suggested={{
              interactions: kept.interactions || SUGGESTED_DAYS,
              uploads: kept.uploads || SUGGESTED_DAYS,
              artifacts: kept.artifacts || SUGGESTED_DAYS,
            }}
          />
        </Card>
        <Card
          id="person"
          title="Delete a person's data"
          text="Their conversations, ratings, comments, corrections and what they taught, with the copies in MLflow. Written reports and exports go too, since they quote what people said."
        >
          <PersonForm people={people} />
        </Card>
        <Card
          id="databases"
          title="Remove a dropped database"
          text="SQLite files that were dropped on the page stay until they are removed. Databases named in the settings are never deleted."
        >
          <DatabaseForm databases={databases.map((database) => ({ id: database.id, name: describeDatabase(database) }))} />
        </Card>
        <Card
          id="versions"
          title="Delete old versions"
          text="Every training keeps what it made. Old versions that nothing needs any more can go; what is in use, on trial or one roll back away stays."
        >
          <VersionsForm />
        </Card>
        <Card
          id="reports"
          title="Written reports"
          text={
            schedule === undefined
              ? "With the setting TELLBACK_REPORT_SCHEDULE (daily, weekly, monthly or a cron expression) Tellback writes them by itself."
              : `The next one is written on ${next === null ? "no day" : formatDateTime(localTime(next))}, and sent where alerts go.`
          }
        >
          {reports.length === 0 ? <p className="text-sm text-muted">None yet. On the Insights page you can make one at any time.</p> : null}
          <ul className="max-h-80 divide-y divide-line overflow-y-auto">
            {reports.map(({ name }) => (
              <li key={name}>
                <a className="link inline-flex min-h-10 items-center" href={`/api/reports/${name}`} download>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </InsightsShell>
  );
}

function Card({
  id,
  title,
  text,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly children: React.ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <h2 id={id} className="font-medium">
        {title}
      </h2>
      <p className="text-sm text-muted">{text}</p>
      {children}
    </section>
  );
}
