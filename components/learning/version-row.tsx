import { promote } from "@/app/(chat)/learning/actions";
import { Moment } from "@/components/learning/moment";
import { TrialForm } from "@/components/learning/trial-form";
import type { Deed } from "@/components/learning/use-deed";
import { countOf } from "@/lib/answers/format";
import type { VersionView } from "@/lib/learning/learning";

/** A version with where it comes from, and the button that makes it serve, or why it may not. */
export function VersionRow({
  version: { id, name, createdAt, serves, examples, deleted, problem, mayServe, reason },
  deed,
  canTry,
  onTrial,
}: {
  readonly version: VersionView;
  readonly deed: Deed;
  /** Whether a trial could begin now. */ readonly canTry: boolean;
  /** Whether it takes part in the trial that runs. */ readonly onTrial: boolean;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{name}</span>
          {onTrial ? <span className="text-sm text-muted"> on trial</span> : null}
        </p>
        <p id={`why-${id}`} className="text-sm text-muted">
          {problem ?? reason}
        </p>
        <p className="text-sm text-muted">
          Made <Moment iso={createdAt} /> from {countOf(examples, "own question")}
          {deleted > 0 ? `, ${deleted} of them deleted since: train again without them` : ""}.
        </p>
      </div>
      {serves ? (
        <span className="rounded-full bg-accent-soft px-3 py-1 text-sm">in use</span>
      ) : (
        <button
          type="button"
          className="btn-quiet disabled:text-muted"
          disabled={!mayServe || deed.busy}
          aria-describedby={`why-${id}`}
          aria-label={`Promote ${name}`}
          onClick={() => void deed.act(() => promote({ id }))}
        >
          Promote
        </button>
      )}
      {canTry && !serves && problem === null ? (
        <div className="basis-full">
          <TrialForm versionId={id} name={name} deed={deed} />
        </div>
      ) : null}
    </li>
  );
}
