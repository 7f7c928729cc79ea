import type { Column } from "@/lib/engines/text2sql/schema/schema";

/** Words of the day on which a row's time is over. */
const OVER = new Set(
  "left leave ended end departed resigned resign terminated termination discharged retired retire exit exited withdrawn discontinued deceased died death cancelled canceled cancel closed close deactivated churned stopped dissolved archived disposed scrapped decommissioned".split(
    " ",
  ),
);

/** The end of what holds from one day to another: `valid_to`, `to_date`. */
const UNTIL = /^(?:(?:valid|effective|active|in force) )?(?:to|until|till|thru|through)(?: date)?$/u;
/** The end of a row where some rows have none: `end_date`, `contract_ends_on`. */
const END = /^(?:\p{L}+ )?end(?: (?:date|day|on|at))?$/u;
/** Years far ahead stand for no end. */
const NEVER = "2900";

/** True for the day on which a row's time is over, empty or far ahead while it is not. */
export function isOver(column: Column): boolean {
  const isOpen = column.isRequired !== true || column.samples.some((value) => typeof value === "string" && value >= NEVER);
  return (
    isMoment(column) &&
    isOpen &&
    (column.lemmas.some((word) => OVER.has(word)) ||
      column.lemmas.join(" ") === "term date" ||
      END.test(column.lemmas.join(" ")) ||
      UNTIL.test(column.lemmas.join(" ")))
  );
}

/** True for a state whose beginning is that day: "cancelled" of an `ended_on`. */
export function isStateOfOver(value: string, column: Column): boolean {
  return isOver(column) && OVER.has(value.toLowerCase());
}

/** True for a column of dates or moments. */
export function isMoment(column: Column): boolean {
  return column.type === "date" || column.type === "datetime";
}
