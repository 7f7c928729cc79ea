import type { Understood } from "@/lib/answers/answer";

/** What a part of a reading is, in a word before it. */
export const PART_NAMES: Readonly<Record<Understood["part"], string>> = {
  measure: "measure",
  shown: "shown",
  filter: "only",
  window: "when",
  grouping: "by",
  order: "order",
  limit: "at most",
  scope: "in",
  table: "table",
  log: "log",
};
