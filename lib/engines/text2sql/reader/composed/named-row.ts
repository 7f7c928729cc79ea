import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { fully, type Read } from "@/lib/engines/text2sql/reader/composed/composed";
import { plural } from "@/lib/engines/text2sql/schema/names";
import type { Table } from "@/lib/engines/text2sql/schema/schema";

/** The rows of a table that words name: "Maria Garcia", "someone called Ada", "loan 4"; null where they name none of it. */
export function namedRows(said: string, table: Table, read: Read): Draft | null {
  const rows = plural(table.words.join(" "));
  const ways = [
    said.replace(/^(?:some|any)(?:one|body)\b|^(?:an?|the) \p{L}+ (?=(?:with|called|named)\b)/iu, rows),
    `${rows} ${said}`,
    `${rows} called ${said}`,
  ];
  const drafts = ways.map((way) => fully(read(way))?.candidate.draft);
  return (
    drafts.find((draft) => draft?.joins?.root === table.id && draft.where.length > 0 && draft.group.length === 0 && draft.limit === null) ??
    null
  );
}
