import Link from "next/link";
import { TitledCard } from "@/components/insights/titled-card";
import type { Recommendation } from "@/lib/metrics/recommendations";

type Props = { readonly recommendations: readonly (Recommendation & { readonly query: string })[] };

/** What the figures say should be done next; each leads to the rows behind it. */
export function RecommendationList({ recommendations }: Props) {
  return (
    <TitledCard titleId="recommendations" title="Recommendations">
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
    </TitledCard>
  );
}
