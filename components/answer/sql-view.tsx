"use client";

import clsx from "clsx";
import { useMemo } from "react";
import { formatDialect, postgresql, sqlite } from "sql-formatter";
import { CopyButton } from "@/components/answer/copy-button";
import { sqlTokens } from "@/components/answer/sql-tokens";
import type { SqlToken } from "@/components/answer/sql-tokens";
import type { Answer } from "@/lib/answers/answer";

const COLOURS: Readonly<Record<SqlToken["kind"], string>> = {
  keyword: "font-semibold text-accent",
  string: "text-warn",
  number: "text-info",
  param: "text-info font-semibold",
  comment: "text-muted italic",
  plain: "",
};

type Props = { readonly sql: string; readonly params: Answer["params"]; readonly understood: Answer["understood"] };

/** The SQL that ran, its parameters, and which words led to which part. */
export function SqlView({ sql, params, understood }: Props) {
  const pretty = useMemo(() => formatSql(sql), [sql]);
  const reasons = understood.filter((chip) => chip.because);
  return (
    <div className="flex flex-col gap-3">
      <div className="relative rounded-lg border border-line bg-sunken">
        <pre tabIndex={0} aria-label="SQL" className="max-h-96 overflow-auto p-3 pr-12 font-mono text-[0.8125rem] leading-relaxed">
          <code>
            {sqlTokens(pretty).map((token, index) => (
              <span key={index} className={COLOURS[token.kind]}>
                {token.text}
              </span>
            ))}
          </code>
        </pre>
        <span className="absolute top-1 right-1">
          <CopyButton text={() => pretty} label="Copy the SQL" />
        </span>
      </div>
      {params.length > 0 ? (
        <dl className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-[0.8125rem]">
          <dt className="font-sans text-sm text-muted">Parameters</dt>
          {params.map((value, index) => (
            <dd key={index} className="max-w-full break-all">
              <span className="text-muted">{index + 1}:</span>{" "}
              <span className={clsx(value === null && "text-muted italic")}>{value === null ? "NULL" : JSON.stringify(value)}</span>
            </dd>
          ))}
        </dl>
      ) : null}
      {reasons.length > 0 ? (
        <div className="text-sm">
          <p className="text-muted">Why this query</p>
          <ul className="mt-0.5 ml-4 list-disc">
            {reasons.map((chip, index) => (
              <li key={index}>
                {chip.text} <span className="text-muted">because of “{chip.because}”</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** Formatting is for reading; a statement that the formatter cannot read is shown as it ran. */
function formatSql(sql: string): string {
  try {
    // Only PostgreSQL numbers its parameters with a dollar and casts with two colons.
    if (/\$\d|::/.test(sql)) return formatDialect(sql, { dialect: postgresql, keywordCase: "upper", tabWidth: 2 });
    return formatDialect(sql, {
      dialect: sqlite,
      keywordCase: "upper",
      tabWidth: 2,
      paramTypes: { positional: true, numbered: ["?", "$", ":"] },
    });
  } catch (error) {
    console.warn("The SQL is shown as it ran, since it could not be formatted", error);
    return sql;
  }
}
