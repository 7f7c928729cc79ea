import clsx from "clsx";
import type { RatingReason, reasonsFor } from "@/lib/feedback/apply-rating";

type Props = {
  readonly reasons: ReturnType<typeof reasonsFor>;
  readonly chosen: readonly RatingReason[];
  readonly onToggle: (code: RatingReason) => void;
};

/** The reasons for a vote, any number of them chosen. */
export function ReasonChips({ reasons, chosen, onToggle }: Props) {
  return (
    <div role="group" aria-label="Reasons" className="mb-3 flex flex-wrap gap-1.5">
      {reasons.map(({ code, label }) => (
        <button
          key={code}
          type="button"
          aria-pressed={chosen.includes(code)}
          onClick={() => onToggle(code)}
          className={clsx(
            "min-h-11 rounded-full border px-3 text-sm sm:min-h-8",
            chosen.includes(code) ? "border-accent bg-accent-soft font-medium" : "border-line hover:border-strong-line",
          )}
        >
          {chosen.includes(code) ? "✓ " : ""}
          {label}
        </button>
      ))}
    </div>
  );
}
