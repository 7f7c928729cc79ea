import type { Metadata } from "next";
import { LearningPage } from "@/components/learning/learning-page";
import { loadLearning } from "@/lib/ask/learning.prisma";

export const metadata: Metadata = { title: "Learning" };
export const dynamic = "force-dynamic";

export default async function Page() {
  return <LearningPage learning={await loadLearning()} />;
}
