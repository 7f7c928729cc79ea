import { countOf, formatDate } from "@/lib/answers/format";
import type { EngineName } from "@/lib/engines/engine";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** One data source that can be asked, with what it holds in a line. `problem` says why it cannot be asked. */
export type SourceInfo = {
  readonly id: string;
  readonly engine: Exclude<EngineName, "logs">;
  readonly name: string;
  readonly summary: string;
  readonly currency: string | null;
  readonly problem: string | null;
};

/** What a file that was handed in became: a log to ask about, or a database to ask. */
export type AddedUpload =
  | { readonly kind: "log"; readonly id: string; readonly fileName: string; readonly bytes: number }
  | { readonly kind: "source"; readonly source: SourceInfo; readonly suggestions: readonly Suggestion[] };

export type ShopChoice = { readonly id: number; readonly name: string; readonly currency: string };
export type Suggestion = { readonly engine: EngineName; readonly source: string | null; readonly text: string; readonly short: string };

/** Everything the chat page needs to know before the first question. */
export type Catalog = {
  readonly sources: readonly SourceInfo[];
  /** Ids of those that are still being read; a question to one of them waits for it. */
  readonly reading: readonly string[];
  readonly shops: readonly ShopChoice[];
  readonly suggestions: readonly Suggestion[];
  readonly samples: readonly { readonly name: string; readonly href: string; readonly about: string }[];
};

const LARGEST = 3;

/** The three largest tables in words, "300,000 transactions, 30,000 accounts and more". @param asOf fixed date of demo data */
export function summarise(schema: Schema, asOf: string | null): string {
  const tables = [...schema.tables].sort((a, b) => b.rowCount - a.rowCount);
  const largest = tables.slice(0, LARGEST).map((table) => {
    const name = table.words.join(" ");
    return countOf(table.rowCount, name.replace(/s$/, ""), name.endsWith("s") ? name : `${name}s`);
  });
  const more = tables.length > LARGEST ? ` and ${countOf(tables.length - LARGEST, "more table")}` : "";
  return `${largest.join(", ")}${more}${asOf === null ? "" : `, as of ${formatDate(asOf)}`}`;
}
