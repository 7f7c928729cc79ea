import { endTrial } from "@/app/(chat)/learning/actions";
import { Moment } from "@/components/learning/moment";
import type { Deed } from "@/components/learning/use-deed";
import { formatNumber } from "@/lib/answers/format";
import type { TrialView } from "@/lib/learning/learning";
import type { Side } from "@/lib/learning/trials/trial";

/** A trial on live questions: each side with its counts, and what can be said of them. */
export function TrialCard({ trial: { id, challenger, champion, mode, share, startedAt, endedAt, running, reason, sides, same, both }, deed }: { readonly trial: TrialView; readonly deed: Deed }) {
  return (
    <div role="group" aria-label={`Trial of ${challenger}`} className="flex min-w-0 flex-col gap-2 rounded-lg bg-sunken p-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p><span className="font-medium">{challenger}</span> against {champion}, {mode === "shadow" ? "in the shadow" : `for ${formatNumber(100 * share, 0)} % of conversations`}, since <Moment iso={startedAt} />{endedAt !== null ? <>, ended <Moment iso={endedAt} /></> : null}</p>
        {running ? <button type="button" className="btn-quiet" disabled={deed.busy} aria-label={`End the trial of ${challenger}`} onClick={() => void deed.act(() => endTrial({ id }))}>End</button> : null}
      </div>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={`Figures of the trial of ${challenger}`}>
        <table className="w-full text-left tabular-nums">
          <thead className="text-muted"><tr><th className="pr-4 font-normal">Side</th>{HEADS.map((head) => <th key={head} scope="col" className="pr-4 text-right font-normal">{head}</th>)}</tr></thead>
          <tbody><Row name={champion} side={sides.champion} /><Row name={challenger} side={sides.challenger} /></tbody>
        </table>
      </div>
      <p>{reason}{both > 0 ? ` Both read ${formatNumber(same, 0)} of ${formatNumber(both, 0)} questions alike.` : ""}</p>
      <p className="text-muted">The first question of each conversation counts. It may be looked at at any time: the interval of the difference holds at all times at once.</p>
    </div>
  );
}

const HEADS = ["Asked", "Succeeded", "Asked back", "Failed", "Rated good", "Median"] as const;

function Row({ name, side: { asked, succeeded, abstained, failed, rated, ratedUp, medianMs } }: { readonly name: string; readonly side: Side }) {
  const cells = [formatNumber(asked, 0), shareOf(succeeded, asked), shareOf(abstained, asked), shareOf(failed, asked), shareOf(ratedUp, rated), medianMs === null ? "–" : `${formatNumber(medianMs, 0)} ms`];
  return <tr><th scope="row" className="pr-4 font-normal">{name}</th>{cells.map((cell, at) => <td key={HEADS[at]} className="pr-4 text-right">{cell}</td>)}</tr>;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : `${formatNumber((100 * part) / whole, 0)} % of ${formatNumber(whole, 0)}`;
}
