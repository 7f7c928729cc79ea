import type { Table } from "@/lib/answers/answer";
import { formatRate } from "@/lib/answers/format";
import { approachLabel } from "@/lib/engines/engine-names";
import { addFigures, groupFigures, meanOf, NO_FIGURES, type Figures } from "@/lib/metrics/figures";
import type { GroupedFigures } from "@/lib/metrics/counted";
import { toTable } from "@/lib/metrics/insight-chart";
import { estimateRate } from "@/lib/metrics/intervals";

/** What the brackets of every rate hold. */
export const RANGE_NOTE = "In brackets: where the true share most likely lies (95 %).";

export type Comparison = { readonly title: string; readonly table: Table };

const SIDES = [
  ["Period", null],
  ["Approach", "approach"],
  ["Model version", "modelVersion"],
  ["Prompt version", "promptVersion"],
  ["Role", "role"],
  ["Module", "module"],
] as const;

/**
 * Approaches, versions, periods, roles and modules side by side, each rate with n and its 95 % interval; a side with one group is left out.
 */
export function compareGroups(rows: readonly GroupedFigures[], previous: readonly GroupedFigures[]): readonly Comparison[] {
  return SIDES.flatMap(([title, key]) => {
    const groups =
      key === null
        ? [
            ["this period", rows.reduce(addFigures, NO_FIGURES)] as const,
            ["the one before", previous.reduce(addFigures, NO_FIGURES)] as const,
          ]
        : [
            ...groupFigures(
              rows.filter(({ group }) => (group[key] ?? "") !== ""),
              ({ group }) => (key === "approach" ? approachLabel(String(group[key])) : String(group[key])),
            ),
          ];
    const counted = groups.filter(([, figures]) => figures.count > 0);
    return counted.length < (key === null || key === "approach" ? 2 : 1) ? [] : [{ title, table: comparisonTable(title, counted) }];
  });
}

function comparisonTable(title: string, groups: readonly (readonly [string, Figures])[]): Table {
  return toTable(
    [
      ["name", title, "text"],
      ["questions", "Asked", "count"],
      ["success", "Success", "text"],
      ["satisfaction", "Satisfaction", "text"],
      ["rated", "Rated", "count"],
      ["ms", "Mean ms", "count"],
    ],
    groups.map(([name, figures]) => [
      name,
      figures.count,
      rate(figures.success, figures.finished),
      rate(figures.up, figures.up + figures.down),
      figures.up + figures.down,
      meanOf(figures.totalMs),
    ]),
  );
}

function rate(part: number, whole: number): string | null {
  const estimate = estimateRate(part, whole);
  return estimate && `${formatRate(estimate.rate)} (${Math.round(estimate.low * 100)}–${Math.round(estimate.high * 100)})`;
}
