import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import type { Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import { onColumn, chosenColumn, comparison } from "@/lib/engines/text2sql/reader/frame/frame";

/** "tickets not assigned to anyone", "tickets nobody is assigned to": the key that says to whom is empty. */
export function readUnlinked({ frame, pending }: Scan, at: number, { lower }: Unit): boolean {
  const { units, nouns, schema } = frame;
  const stem = /^(\p{L}{4,}?)ed$/u.exec(lower)?.[1] ?? (/^(?:lent|given)$/u.test(lower) ? lower : undefined);
  const isAnyone =
    units.slice(at + 1, at + 4).some((unit) => /^(?:anyone|anybody|someone|any)$/u.test(unit.lower)) ||
    units.slice(Math.max(0, at - 4), at).some((unit) => /^(?:nobody|no one|no-one)$/u.test(unit.lower));
  const keys =
    pending.negated && stem !== undefined && isAnyone
      ? (schema.tables[nouns.at(-1)?.table ?? -1]?.columns ?? []).filter((id) => schema.columns[id]?.isForeign)
      : [];
  const [open, ...others] = /^(?:assign|allocat|appoint|lent|loaned|given|issued)/u.test(lower)
    ? keys.filter(
        (id) =>
          schema.columns[id]?.isRequired !== true &&
          schema.links.some(({ from, to }) => from === id && isOfPeople(schema.columns[to]?.table ?? -1, schema)),
      )
    : [];
  const key =
    keys.find((id) => schema.columns[id]?.lemmas.some((word) => word.startsWith(stem ?? " "))) ?? (others.length === 0 ? open : undefined);
  if (key === undefined) return false;
  frame.compared.push(onColumn(chosenColumn(at, key), comparison(at, "=", null)));
  pending.negated = false;
  return true;
}
