import clsx from "clsx";
import type { Deed } from "@/components/learning/use-deed";

/**
 * What became of a deed, announced; that a training has begun is not said any more once it is over. @param training whether one is under
 * way
 */
export function DeedNote({ deed: { done }, training }: { readonly deed: Deed; readonly training: boolean }) {
  return (
    <p role="status" className={clsx("text-sm empty:hidden", done && !done.ok ? "text-bad" : "text-muted")}>
      {done && (training || done.passing !== true) ? done.message : ""}
    </p>
  );
}
