import { endTrial } from "@/app/(chat)/learning/actions";
import { Moment } from "@/components/learning/moment";
import type { Deed } from "@/components/learning/use-deed";
import { formatNumber, formatRate } from "@/lib/answers/format";
import type { TrialView } from "@/lib/learning/learning";
import type { Side } from "@/lib/learning/trials/trial";

/** A trial on live questions: each side with its counts, and what can be said of them. */
export function TrialCard({
  trial: { id, challenger, champion, mode, share, startedAt, endedAt, running, reason, sides, same, both },
  deed,
}: {
  readonly trial: TrialView;
  readonly deed: Deed;
}) {
  return (
    <div role="group" aria-label={`Trial of ${challenger}`} className="flex min-w-0 flex-col gap-2 rounded-lg bg-sunken p-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <span className="font-medium">{challenger}</span> against {champion},{" "}
          {mode === "shadow" ? "in the shadow" : `for ${formatNumber(100 * share, 0)} % of conversations`}, since <Moment iso={startedAt} />
          {endedAt !== null ? (
            <>
              , ended <Moment iso={endedAt} />
            </>
          ) : null}
        </p>
        {running ? (
          <button
            type="button"
            className="btn-quiet"
            disabled={deed.busy}
            aria-label={`End the trial of ${challenger}`}
            onClick={() => void deed.act(() => endTrial({ id }))}
          >
            End
          </button>
        ) : null}
      </div>
      <table className="w-full max-w-md text-right tabular-nums">
        <thead className="text-muted">
          <tr>
            <td />
            <th scope="col" className="pl-4 font-normal">
              {champion}
            </th>
            <th scope="col" className="pl-4 font-normal">
              {challenger}
            </th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row" className="text-left font-normal text-muted">
                {name}
              </th>
              <td className="pl-4">{figure(sides.champion)}</td>
              <td className="pl-4">{figure(sides.challenger)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {reason}
        {both > 0 ? ` Both read ${formatNumber(same, 0)} of ${formatNumber(both, 0)} questions alike.` : ""}
      </p>
      <p className="text-muted">The first question of each conversation counts. Looking before the end does no harm.</p>
    </div>
  );
}

/** Sides stand beside each other, so that what is compared is near and fits on a phone. */
const FIGURES: readonly (readonly [name: string, figure: (side: Side) => string])[] = [
  ["Asked", ({ asked }) => formatNumber(asked, 0)],
  ["Succeeded", ({ succeeded, asked }) => shareOf(succeeded, asked)],
  ["Asked back", ({ abstained, asked }) => shareOf(abstained, asked)],
  ["Failed", ({ failed, asked }) => shareOf(failed, asked)],
  ["Rated good", ({ ratedUp, rated }) => shareOf(ratedUp, rated)],
  ["Median time", ({ medianMs }) => (medianMs === null ? "–" : `${formatNumber(medianMs, 0)} ms`)],
];

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : `${formatRate(part / whole)} of ${formatNumber(whole, 0)}`;
}
