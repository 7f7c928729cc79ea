import clsx from "clsx";
import { CircleHelp, CircleSlash, CircleX, Inbox } from "lucide-react";
import type { Outcome } from "@/lib/answers/answer";

const BADGES = {
  empty: { label: "Nothing found", icon: Inbox, colour: "bg-info-soft text-info" },
  clarified: { label: "Asks back", icon: CircleHelp, colour: "bg-warn-soft text-warn" },
  refused: { label: "Cannot be answered from this data", icon: CircleSlash, colour: "bg-sunken text-ink" },
  failed: { label: "Did not work", icon: CircleX, colour: "bg-bad-soft text-bad" },
} as const;

/** Says how the question ended, unless it was simply answered. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  if (outcome === "answered") return null;
  const { label, icon: Icon, colour } = BADGES[outcome];
  return (
    <p className={clsx("inline-flex items-center gap-1.5 self-start rounded-full px-2.5 py-0.5 text-sm font-medium", colour)}>
      <Icon aria-hidden size={14} />
      {label}
    </p>
  );
}
