import { summarise, type SourceInfo, type Suggestion } from "@/lib/ask/catalog";
import { suggestShopQuestions } from "@/lib/engines/shop/suggest";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { suggestQuestions } from "@/lib/engines/text2sql/suggest";
import type { DataSource } from "@/lib/sources/source";

const SUGGESTIONS_PER_SOURCE = 4;

/** What the page shows of a source that could be opened: what it holds in a line, and questions that it answers. */
export function describeOpened(
  { id, engine, name, currency, asOf }: DataSource,
  schema: Schema,
): { readonly info: SourceInfo; readonly suggestions: readonly Suggestion[] } {
  const texts =
    engine === "shop"
      ? suggestShopQuestions(SUGGESTIONS_PER_SOURCE)
      : suggestQuestions(schema, SUGGESTIONS_PER_SOURCE).map((text) => ({ text, short: text }));
  return {
    info: { id, engine, name, currency, summary: summarise(schema, asOf), problem: null },
    suggestions: texts.map(({ text, short }) => ({ engine, source: id, text, short })),
  };
}
