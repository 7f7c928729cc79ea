import { chooseKeys } from "@/lib/engines/text2sql/search/choose-keys";
import { makeContext, type Context } from "@/lib/engines/text2sql/search/context";
import { EMPTY_DRAFT, extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { expandCompare, expandLike, expandNull, expandValue, expandVersus } from "@/lib/engines/text2sql/search/expand-filter";
import { expandAggregate, expandColumn, expandCount } from "@/lib/engines/text2sql/search/expand-select";
import { expandGroup, expandOrder, expandSuperlative } from "@/lib/engines/text2sql/search/expand-shape";
import { expandAbsence } from "@/lib/engines/text2sql/search/expand-absence";
import { chooseDistinct, combineConditions, ensureGroup, ensureSelect } from "@/lib/engines/text2sql/search/finish";
import { chooseTables } from "@/lib/engines/text2sql/search/choose-tables";
import { readQuestion, type Reading } from "@/lib/engines/text2sql/words/read";
import { scanSlots } from "@/lib/engines/text2sql/words/scan";
import { expandTime } from "@/lib/engines/text2sql/search/expand-time";
import { takeTimeWords } from "@/lib/engines/text2sql/words/time-words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Slot } from "@/lib/engines/text2sql/words/slots";

export type Parse = { readonly reading: Reading; readonly drafts: readonly Draft[] };

const BEAM = 60;
const FINAL = 160;
const STAGE: Readonly<Record<Slot["kind"], number>> = {
  column: 0,
  count: 0,
  aggregate: 0,
  everything: 0,
  group: 1,
  value: 2,
  like: 2,
  null: 2,
  compare: 3,
  versus: 3,
  superlative: 4,
  order: 5,
  absence: 3,
};

/**
 * Proposes plans for a question over a schema, cheapest first by their prior cost; `rank.ts` decides among them.
 * @param now ISO local time of the source, for relative dates
 */
export function parseQuestion(text: string, schema: Schema, now: string): Parse {
  const time = takeTimeWords(text, schema, now);
  const reading = readQuestion(time.text, schema);
  const slots = scanSlots(reading).filter((slot, _, all) => !(time.windows.length > 0 && all.length > 1 && namesDate(slot, schema)));
  const context = makeContext(reading, slots);
  const ordered = [...slots].sort((a, b) => STAGE[a.kind] - STAGE[b.kind] || a.at - b.at);
  let beam: readonly Draft[] = [EMPTY_DRAFT];
  for (const slot of ordered)
    beam = prune(
      beam.flatMap((draft) => expandOr(draft, slot, context)),
      BEAM,
    );
  for (const step of [ensureSelect, ensureGroup, combineConditions, chooseDistinct, chooseTables, chooseKeys])
    beam = prune(
      beam.flatMap((draft) => step(draft, context)),
      FINAL,
    );
  return { reading, drafts: beam.flatMap((draft) => expandTime(draft, time, reading)) };
}

/** "opened" of "accounts opened last month" says which date the window is about; it is nothing to show. */
function namesDate(slot: Slot, schema: Schema): boolean {
  const best = slot.kind === "column" ? slot.mention.columns[0] : undefined;
  const type = schema.columns[best?.column ?? -1]?.type;
  return best !== undefined && (type === "date" || type === "datetime");
}

/** A slot that nothing fits is left out, at a price. */
function expandOr(draft: Draft, slot: Slot, context: Context): readonly Draft[] {
  const found = expand(draft, slot, context);
  return found.length > 0 ? found : [extend(draft, {}, 1.5, [`dropped:${slot.kind}`])];
}

function expand(draft: Draft, slot: Slot, context: Context): readonly Draft[] {
  switch (slot.kind) {
    case "column":
      return expandColumn(draft, slot, context);
    case "count":
      return expandCount(draft, slot, context);
    case "aggregate":
      return expandAggregate(draft, slot, context);
    case "everything":
      return context.subject === null
        ? []
        : [
            extend(draft, { everything: true, tables: [context.subject, ...draft.tables.filter((id) => id !== context.subject)] }, 0, [
              "everything",
            ]),
          ];
    case "group":
      return expandGroup(draft, slot, context);
    case "value":
      return expandValue(draft, slot, context);
    case "like":
      return expandLike(draft, slot, context);
    case "null":
      return expandNull(draft, slot, context);
    case "compare":
      return expandCompare(draft, slot, context);
    case "versus":
      return expandVersus(draft, slot, context);
    case "superlative":
      return expandSuperlative(draft, slot, context);
    case "order":
      return expandOrder(draft, slot, context);
    case "absence":
      return expandAbsence(draft, slot, context);
    default:
      return slot satisfies never;
  }
}

function prune(drafts: readonly Draft[], width: number): readonly Draft[] {
  return drafts.length <= width ? [...drafts].sort((a, b) => a.cost - b.cost) : [...drafts].sort((a, b) => a.cost - b.cost).slice(0, width);
}
