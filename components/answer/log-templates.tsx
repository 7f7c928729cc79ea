"use client";

import { LineLink } from "@/components/answer/line-link";
import { formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";

const HEAD = "sticky top-0 border-b border-line bg-sunken px-3 py-2 font-medium text-muted";

/** The kinds of lines in the log: what varies is marked <*>. */
export function LogTemplates({
  report: { templates, templateCount },
  onLine,
}: {
  readonly report: LogReport;
  readonly onLine: ((line: number) => void) | null;
}) {
  return (
    <>
      <div role="group" aria-label="Templates" tabIndex={0} className="max-h-[26rem] overflow-auto rounded-lg border border-line">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} text-right`}>
                Count
              </th>
              <th scope="col" className={`${HEAD} text-left`}>
                Template
              </th>
              <th scope="col" className={`${HEAD} text-left`}>
                First
              </th>
            </tr>
          </thead>
          <tbody>
            {templates.map((template) => (
              <tr key={template.id} title={template.sample}>
                <td className="border-b border-line px-3 py-1.5 text-right align-top tabular-nums">{formatNumber(template.count, 0)}</td>
                <td className="border-b border-line px-3 py-1.5 align-top">
                  {template.isFailure ? (
                    <span className="mr-2 rounded-full bg-bad-soft px-2 text-xs font-medium text-bad">failure</span>
                  ) : null}
                  <span className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{template.template}</span>
                </td>
                <td className="border-b border-line px-3 py-1.5 align-top whitespace-nowrap">
                  <LineLink line={template.firstLine} onLine={onLine} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {templateCount > templates.length ? (
        <p className="mt-2 text-sm text-muted">
          First {formatNumber(templates.length, 0)} of {formatNumber(templateCount, 0)}.
        </p>
      ) : null}
    </>
  );
}
