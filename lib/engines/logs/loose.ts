import type { Assessment } from "@/lib/engines/logs/failures";
import type { Finding } from "@/lib/engines/logs/finding";

/** Findings that belong to no transaction, and what their components did afterwards. */
export type Loose = {
  add(finding: Finding): void;
  /** Notes an event without a finding, which may show that its component works again. */
  note(component: string | null, line: number, assessment: Assessment): void;
  findings(): readonly Finding[];
  lastNormalLine(component: string | null): number;
};

const MAX_COMPONENTS = 5_000;
const MAX_OPEN = 500;

/** Keeps failures without a transaction, by component, until a later event of the component says that it recovered. */
export function createLoose(): Loose {
  const all: Finding[] = [];
  const open = new Map<string, Finding[]>();
  const normal = new Map<string, number>();
  return {
    add(finding) {
      all.push(finding);
      const name = finding.component ?? "";
      const waiting = open.get(name);
      if (!waiting) {
        if (open.size < MAX_COMPONENTS) open.set(name, [finding]);
      } else if (waiting.length < MAX_OPEN) waiting.push(finding);
    },
    note(component, line, assessment) {
      const name = component ?? "";
      if (normal.size < MAX_COMPONENTS || normal.has(name)) normal.set(name, line);
      if (!assessment.recovered) return;
      for (const finding of open.get(name) ?? []) finding.recovered = true;
      open.delete(name);
    },
    findings: () => all,
    lastNormalLine: (component) => normal.get(component ?? "") ?? 0,
  };
}
