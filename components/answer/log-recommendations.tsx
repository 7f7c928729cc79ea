import { LineLink } from "@/components/answer/line-link";
import { CATEGORY_LABELS } from "@/components/answer/log-words";
import { formatNumber } from "@/lib/answers/format";
import type { Recommendation } from "@/lib/answers/log-report";

/** Lines named beside a recommendation; the rest are counted. */
const NAMED_LINES = 6;

type Props = {
  readonly recommendations: readonly Recommendation[];
  /** Null where the file is not there to be shown any more. */ readonly onLine: ((line: number) => void) | null;
};

/** What to do about a log, each with the first lines that call for it. */
export function LogRecommendations({ recommendations, onLine }: Props) {
  return (
    <section>
      <h3 className="eyebrow mb-1.5">What to do</h3>
      <ol className="flex flex-col gap-2">
        {recommendations.map((item, index) => (
          <li key={index} className="flex gap-3">
            <span
              aria-hidden
              className="mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-on-accent"
            >
              {index + 1}
            </span>
            <p className="min-w-0 break-words">
              {item.text}{" "}
              <span className="text-sm text-muted">
                {CATEGORY_LABELS[item.category]}
                {item.lines.length > 0 ? ", " : ""}
              </span>
              {item.lines.slice(0, NAMED_LINES).map((target) => (
                <LineLink key={target} line={target} onLine={onLine} />
              ))}
              {item.lines.length > NAMED_LINES ? (
                <span className="text-sm text-muted">and {formatNumber(item.lines.length - NAMED_LINES, 0)} more</span>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
