import type { LogReport, LogTemplate } from "@/lib/answers/log-report";

/** What may have become of a template, in the order in which it is told. */
export const CHANGES = ["new", "gone", "more", "fewer"] as const;

export type TemplateChange = {
  readonly change: (typeof CHANGES)[number];
  readonly template: string;
  readonly before: number;
  readonly now: number;
  readonly isFailure: boolean;
};

/** A template is more or less frequent when its share of the lines changes by this factor, and by more than a few lines. */
const FACTOR = 2;
const FEW = 5;

type Compared = Pick<LogReport, "templates" | "templateCount" | "stats">;

/**
 * What one log says that another did not: templates by their ids, which are the same in every file. Counts are compared as
 * shares of all lines, since logs differ in length. Failing templates first, then the largest changes.
 */
export function compareReports(before: Compared, now: Compared): readonly TemplateChange[] {
  const [old, recent] = [byId(before.templates), byId(now.templates)];
  const changes: TemplateChange[] = [];
  for (const id of new Set([...recent.keys(), ...old.keys()])) {
    const [was, is] = [old.get(id), recent.get(id)];
    const change = changeOf(was?.count ?? 0, before.stats.lines, is?.count ?? 0, now.stats.lines);
    if (change === null || (change === "new" && isCut(before)) || (change === "gone" && isCut(now))) continue;
    changes.push({
      change,
      template: (is ?? was)?.template ?? "",
      before: was?.count ?? 0,
      now: is?.count ?? 0,
      isFailure: (is ?? was)?.isFailure ?? false,
    });
  }
  return changes.sort(
    (a, b) =>
      Number(b.isFailure) - Number(a.isFailure) ||
      CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) ||
      Math.abs(b.now - b.before) - Math.abs(a.now - a.before),
  );
}

/** A report that lists only some of its templates cannot tell that one is missing. */
export const isCut = ({ templates, templateCount }: Pick<LogReport, "templates" | "templateCount">): boolean =>
  templateCount > templates.length;

const byId = (templates: readonly LogTemplate[]): ReadonlyMap<string, LogTemplate> =>
  new Map(templates.map((template) => [template.id, template]));

function changeOf(was: number, linesBefore: number, is: number, linesNow: number): TemplateChange["change"] | null {
  if (was === 0) return "new";
  if (is === 0) return "gone";
  const expected = (was / Math.max(1, linesBefore)) * linesNow;
  if (is > expected * FACTOR && is - expected > FEW) return "more";
  return expected > is * FACTOR && expected - is > FEW ? "fewer" : null;
}
