import type { Metadata } from "next";
import { ReviewList } from "@/components/review/review-list";
import { loadReview } from "@/lib/ask/review.prisma";

export const metadata: Metadata = { title: "Review" };
export const dynamic = "force-dynamic";

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReviewPage({ searchParams }: Props) {
  const skip = Math.max(0, Math.min(1_000_000, Math.trunc(Number((await searchParams)["skip"] ?? 0)) || 0));
  return <ReviewList key={skip} review={await loadReview(skip)} />;
}
