import { formatDateTime, formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";

export type LogHistogramProps = {
  readonly histogram: LogReport["histogram"];
  /** Asks for the failures of a bar. */ readonly onSpan: (index: number) => void;
};

/** The histogram's numbers and clicks for those who do not see it. */
export function LogHistogramTable({ histogram, onSpan }: LogHistogramProps) {
  return (
    <details className="mt-1 text-sm text-muted">
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-9">As a table</summary>
      <div role="group" aria-label="Lines over time" tabIndex={0} className="max-h-64 overflow-auto">
        <table className="w-full tabular-nums">
          <thead>
            <tr>
              <th scope="col" className="text-left font-medium">
                From
              </th>
              <th scope="col" className="text-right font-medium">
                Lines
              </th>
              <th scope="col" className="text-right font-medium">
                Failures
              </th>
            </tr>
          </thead>
          <tbody>
            {histogram.map(({ from, lines, failures }, index) => (
              <tr key={from}>
                <td>
                  {failures > 0 ? (
                    <button type="button" className="link min-h-6" onClick={() => onSpan(index)}>
                      {formatDateTime(from)}
                    </button>
                  ) : (
                    formatDateTime(from)
                  )}
                </td>
                <td className="text-right">{formatNumber(lines, 0)}</td>
                <td className="text-right">{formatNumber(failures, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
