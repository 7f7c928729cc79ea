import { cancel } from "@/app/(chat)/learning/actions";
import { Moment } from "@/components/learning/moment";
import { useDeed } from "@/components/learning/use-deed";
import type { RunState, RunView } from "@/lib/learning/learning";

const STATES: Readonly<Record<RunState, string>> = {
  queued: "waiting",
  running: "running",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
  interrupted: "interrupted",
};
const TRIGGERS: Readonly<Record<string, string>> = { page: "from this page", command: "by command", schedule: "by schedule" };

/** The latest trainings, newest first; one that runs shows how far it is. */
export function RunList({
  runs,
  titles,
}: {
  readonly runs: readonly RunView[];
  /** What each model is called. */ readonly titles: ReadonlyMap<string, string>;
}) {
  return (
    <section aria-labelledby="runs" className="flex min-w-0 flex-col gap-2">
      <h2 id="runs" className="font-serif text-xl">
        Trainings
      </h2>
      {runs.length === 0 ? <p className="text-muted">None yet. Press Train at a model, or Train all.</p> : null}
      <ol aria-label="Latest trainings" className="flex flex-col gap-2">
        {runs.map((run) => (
          <Run key={run.id} run={run} title={titles.get(run.model) ?? run.model} />
        ))}
      </ol>
    </section>
  );
}

function Run({
  title,
  run: { id, state, trigger, createdAt, seconds, progress, step, made, data, error, log, seed, codeVersion },
}: {
  readonly title: string;
  readonly run: RunView;
}) {
  const deed = useDeed();
  const active = state === "queued" || state === "running";
  return (
    <li className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          {title}
          {made !== null ? ` made ${made}` : ""}
        </span>
        <span className={state === "failed" || state === "interrupted" ? "text-sm text-bad" : "text-sm text-muted"}>{STATES[state]}</span>
        <span className="text-sm text-muted">
          <Moment iso={createdAt} />, {TRIGGERS[trigger] ?? trigger}
          {seconds !== null ? `, ${seconds.toFixed(0)} s` : ""}
        </span>
        {active ? (
          <button
            type="button"
            className="btn-quiet ml-auto"
            disabled={deed.busy}
            aria-label={`Cancel the training: ${title}`}
            onClick={() => void deed.act(() => cancel({ id }))}
          >
            Cancel
          </button>
        ) : null}
      </div>
      {active ? (
        <progress
          className="h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          value={progress}
          max={1}
          aria-label={`Training: ${title}`}
        />
      ) : null}
      {active && step !== "" ? <p className="text-sm text-muted">{step}</p> : null}
      {error !== null ? <p className="text-sm text-bad">{error}</p> : null}
      {data !== null ? <p className="text-sm text-muted">{data}</p> : null}
      {log !== "" ? (
        <details>
          <summary className="link inline-flex min-h-11 items-center text-sm sm:min-h-9">Log</summary>
          <pre
            tabIndex={0}
            aria-label={`Log of the training: ${title}`}
            className="max-h-60 overflow-auto rounded-lg bg-sunken p-3 text-xs"
          >
            {log}Seed {seed}, code {codeVersion}
          </pre>
        </details>
      ) : null}
      <p role="status" className="text-sm text-muted empty:hidden">
        {deed.done?.message ?? ""}
      </p>
    </li>
  );
}
