import { rollBack, train } from "@/app/(chat)/learning/actions";
import { DeedNote } from "@/components/learning/deed-note";
import { ModelDecisions } from "@/components/learning/model-decisions";
import { TrialCard } from "@/components/learning/trial-card";
import { useDeed } from "@/components/learning/use-deed";
import { VersionRow } from "@/components/learning/version-row";
import type { ModelView } from "@/lib/learning/learning";

/** One model: what serves, whether there is enough to learn from, its versions and why they serve or not. */
export function ModelCard({
  model: { name, title, about, readiness, serving, problem, versions, tried, trials, decisions },
  busy,
}: {
  readonly model: ModelView;
  readonly busy: boolean;
}) {
  const deed = useDeed();
  return (
    <section aria-labelledby={`model-${name}`} className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1">
          <h2 id={`model-${name}`} className="font-serif text-xl">
            {title}
          </h2>
          <p className="text-sm text-muted">{about}</p>
        </div>
        <button
          type="button"
          className="btn-quiet disabled:opacity-60"
          disabled={busy || deed.busy}
          aria-label={`Train: ${title}`}
          onClick={() => void deed.act(() => train({ model: name }))}
        >
          Train
        </button>
      </div>
      <p>
        <span className="font-medium">In use: {serving ?? "what is built in"}.</span> <span className="text-muted">{readiness}</span>
      </p>
      {problem !== null ? (
        <p role="alert" className="rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
          {problem}
        </p>
      ) : null}
      {serving !== null || problem !== null ? (
        <div>
          <button
            type="button"
            className="btn-quiet"
            disabled={deed.busy}
            aria-label={`Roll back: ${title}`}
            onClick={() => void deed.act(() => rollBack({ model: name }))}
          >
            Roll back
          </button>
        </div>
      ) : null}
      <DeedNote deed={deed} training={busy} />
      {versions.length > 0 ? (
        <ul aria-label={`Versions: ${title}`} className="flex flex-col divide-y divide-line border-t border-line">
          {versions.map((version) => (
            <VersionRow
              key={version.id}
              version={version}
              deed={deed}
              onTrial={trials.some(({ running, challenger }) => running && challenger === version.name)}
              canTry={tried && !trials.some(({ running }) => running)}
            />
          ))}
        </ul>
      ) : null}
      {trials.map((trial) => (
        <TrialCard key={trial.id} trial={trial} deed={deed} />
      ))}
      {decisions.length > 0 ? <ModelDecisions decisions={decisions} /> : null}
    </section>
  );
}
