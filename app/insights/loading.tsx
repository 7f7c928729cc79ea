import { InsightsShell } from "@/components/insights/insights-shell";
import { Skeleton } from "@/components/shell/skeleton";

export default function Loading() {
  return (
    <InsightsShell page="insights">
      <Skeleton />
    </InsightsShell>
  );
}
