import clsx from "clsx";
import { isNumeric, type Table, type Unit } from "@/lib/answers/answer";
import { formatCell, formatNumber } from "@/lib/answers/format";
import type { FormatOptions } from "@/lib/answers/format";

const SHORT_TEXT = 36;

/** The rows, scrolling inside themselves; numbers line up on the right, and what is missing is a dash. */
export function ResultTable({
  table: { columns, rows, rowCount },
  format,
  dense = false,
  narrow = false,
}: {
  readonly table: Table;
  readonly format: FormatOptions;
  /** Less room between the columns, for many of them. */ readonly dense?: boolean;
  /** Texts break where the table has half the room, so that its figures stay in sight. */ readonly narrow?: boolean;
}) {
  if (rows.length === 0) return <p className="text-sm text-muted">No rows.</p>;
  const sides = dense ? "px-2" : "px-3";
  return (
    <>
      <div
        role="group"
        aria-label="Result rows"
        tabIndex={0}
        className={clsx(
          "scroll-hint max-h-[30rem] overflow-auto rounded-lg border border-line print:max-h-none print:overflow-visible",
          columns.length <= 2 && "w-fit max-w-full",
        )}
      >
        <table
          className={clsx(
            "border-separate border-spacing-0 text-sm print:text-xs",
            columns.length > 2 ? "w-full" : "min-w-[min(18rem,100%)]",
          )}
        >
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.name}
                  scope="col"
                  className={clsx(
                    sides,
                    "sticky top-0 border-b border-line bg-sunken py-2 align-bottom font-medium text-muted first-letter:uppercase",
                    !narrow && "whitespace-nowrap print:whitespace-normal",
                    isNumeric(column.unit) ? "text-right" : "text-left",
                  )}
                >
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowIndex) => (
              <tr key={rowIndex} className="hover:bg-sunken/60">
                {columns.map((column, index) => {
                  const text = formatCell(row[index] ?? null, column.unit, format);
                  return (
                    <td key={column.name} className={clsx(sides, cellLook(column.unit, text, narrow))}>
                      {text ?? <NoValue />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rowCount > rows.length ? (
        <p className="mt-2 text-sm text-muted">
          First {formatNumber(rows.length, 0)} of {formatNumber(rowCount, 0)}. The CSV holds all of them.
        </p>
      ) : null}
    </>
  );
}

/** Figures and short texts stay on one line, but for paper and a narrow screen. */
function cellLook(unit: Unit, text: string | null, narrow: boolean): string {
  const isShort = text === null || text.length <= SHORT_TEXT;
  return clsx(
    "max-w-96 border-line py-1.5 align-top break-words [tr:not(:last-child)>&]:border-b",
    isNumeric(unit)
      ? "text-right whitespace-nowrap tabular-nums"
      : unit === "date" || unit === "datetime"
        ? "whitespace-nowrap print:whitespace-normal"
        : isShort && (narrow ? "min-w-24" : "max-sm:min-w-24 sm:whitespace-nowrap print:min-w-0 print:whitespace-normal"),
  );
}

function NoValue() {
  return (
    <span className="text-muted" title="no value">
      <span aria-hidden>–</span>
      <span className="sr-only">no value</span>
    </span>
  );
}
