import { Skeleton } from "@/components/shell/skeleton";

export default function Loading() {
  return (
    <div className="mx-auto h-full w-full max-w-3xl p-6">
      <Skeleton />
    </div>
  );
}
