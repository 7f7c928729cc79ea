import type { Metadata } from "next";
import { ReviewList } from "@/components/review/review-list";
import { loadReview } from "@/lib/ask/review.prisma";

export const metadata: Metadata = { title: "Review" };
export const dynamic = "force-dynamic";

export default async function ReviewPage() {
  return <ReviewList review={await loadReview()} />;
}
