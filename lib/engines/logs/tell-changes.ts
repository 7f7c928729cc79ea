import type { LogReport } from "@/lib/answers/log-report";
import { CHANGES, compareReports, isCut } from "@/lib/engines/logs/compare";
import { column, none, number, saying, table, type Told } from "@/lib/engines/logs/told";

/** What is new, gone, more or less frequent than in the log before. @param before null where none was read in this conversation */
export function tellChanges(before: LogReport | null, now: LogReport): Told {
  if (before === null) return saying("There is no other log to compare with.", "one log");
  const changes = compareReports(before, now);
  const arithmetic = CHANGES.map((change) => {
    const of = changes.filter((one) => one.change === change).map((one) => one.now);
    return { op: "count" as const, of, value: of.length };
  });
  const columns = [
    column("change", "Change", "text"),
    column("template", "Template", "text"),
    column("before", before.fileName, "count"),
    column("now", now.fileName, "count"),
    column("failure", "Failure", "text"),
  ];
  const rows = changes.map((one) => [one.change, one.template, one.before, one.now, one.isFailure ? "failure" : null]);
  const cut =
    isCut(before) || isCut(now) ? " One of the logs has more templates than its report lists, so rare ones may be missing here." : "";
  const said = CHANGES.flatMap((change, at) => {
    const count = arithmetic[at]?.value ?? 0;
    return count > 0 ? [`${number(count)} ${WORDS[change]}`] : [];
  });
  const text =
    changes.length === 0
      ? `The templates of ${now.fileName} are those of ${before.fileName}, about as frequent.${cut}`
      : `Against ${before.fileName}, templates of ${now.fileName}: ${said.join(", ")}.${cut}`;
  return {
    text,
    table: changes.length === 0 ? null : table(columns, rows),
    chart: none("templates are long texts"),
    found: changes.length > 0,
    arithmetic,
  };
}

const WORDS = { new: "new", gone: "gone", more: "more frequent", fewer: "less frequent" } as const;
