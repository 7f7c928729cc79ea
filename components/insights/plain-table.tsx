import { ResultTable } from "@/components/answer/result-table";
import { DEFAULT_FORMAT } from "@/lib/answers/format";
import type { Table } from "@/lib/answers/answer";

/** A table with a heading of its own. */
export function PlainTable({ id, title, note, table }: { readonly id: string; readonly title: string; readonly note?: string; readonly table: Table }) {
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 id={id} className="font-medium">{title}</h3>
        {note ? <p className="text-sm text-muted">{note}</p> : null}
      </div>
      <ResultTable table={table} format={DEFAULT_FORMAT} dense />
    </section>
  );
}
