import { ResultTable } from "@/components/answer/result-table";
import { TitledCard } from "@/components/insights/titled-card";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { Table } from "@/lib/answers/answer";

/** A table with a heading of its own. */
export function PlainTable({
  id,
  title,
  note,
  table,
}: {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly table: Table;
}) {
  return (
    <TitledCard titleId={id} title={title} note={note}>
      <ResultTable table={table} format={DEFAULT_FORMAT} dense />
    </TitledCard>
  );
}
