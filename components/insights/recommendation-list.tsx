import Link from "next/link";
import type { Recommendation } from "@/lib/metrics/recommendations";

type Props = { readonly recommendations: readonly (Recommendation & { readonly query: string })[] };

/** What the figures say should be done next; each leads to the rows behind it. */
export function RecommendationList({ recommendations }: Props) {
  return (
    <section aria-labelledby="recommendations" className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <h3 id="recommendations" className="mb-2 font-medium">
        Recommendations
      </h3>
      {recommendations.length === 0 ? (
        <p className="py-4 text-sm text-muted">Nothing stands out in these figures. Recommendations need a few dozen questions.</p>
      ) : null}
      <ul className="divide-y divide-line">
        {recommendations.map(({ id, finding, advice, query }) => (
          <li key={id} className="py-2.5">
            <p className="font-medium break-words">{finding}</p>
            <p className="text-sm text-muted">{advice}</p>
            <Link href={`/insights?${query}#rows`} prefetch={false} className="link inline-flex min-h-8 items-center text-sm">
              See the rows<span className="sr-only"> behind: {finding}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
