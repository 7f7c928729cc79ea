import clsx from "clsx";
import type { ReactNode } from "react";
import { TitledCard } from "@/components/insights/titled-card";

type Column = { readonly label: string; readonly isNumber?: boolean };
type Props = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly none: string;
  readonly columns: readonly Column[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
};

/** A table whose cells may hold links; it scrolls inside itself. */
export function LinkTable({ id, title, note, none, columns, rows }: Props) {
  return (
    <TitledCard titleId={id} title={title} note={note}>
      {rows.length === 0 ? (
        <p className="py-4 text-sm text-muted">{none}</p>
      ) : (
        <div
          role="group"
          aria-label={`Rows of ${title}`}
          tabIndex={0}
          className="max-h-[30rem] overflow-auto rounded-lg border border-line"
        >
          <table className="w-full border-separate border-spacing-0 text-sm">
            <thead>
              <tr>
                {columns.map(({ label, isNumber }) => (
                  <th
                    key={label}
                    scope="col"
                    className={clsx(
                      "sticky top-0 border-b border-line bg-sunken px-3 py-2 font-medium whitespace-nowrap text-muted",
                      isNumber ? "text-right" : "text-left",
                    )}
                  >
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key} className="hover:bg-sunken/60">
                  {cells.map((cell, index) => (
                    <td
                      key={index}
                      className={clsx(
                        "border-line px-3 py-1.5 align-top [tr:not(:last-child)>&]:border-b",
                        columns[index]?.isNumber ? "text-right whitespace-nowrap tabular-nums" : "min-w-36 break-words",
                      )}
                    >
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </TitledCard>
  );
}
