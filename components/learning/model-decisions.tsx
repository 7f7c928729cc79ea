import { Moment } from "@/components/learning/moment";
import type { DecisionView } from "@/lib/learning/learning";

const WHAT: Readonly<Record<string, string>> = {
  promoted: "promoted",
  rolled_back: "rolled back",
  refused: "refused",
  challenger: "on trial",
  trial_better: "won its trial",
  trial_worse: "lost its trial",
  trial_stopped: "ended its trial",
};

/** Why the versions of a model serve or not, folded until it is asked for. */
export function ModelDecisions({ decisions }: { readonly decisions: readonly DecisionView[] }) {
  return (
    <details>
      <summary className="link inline-flex min-h-11 items-center text-sm sm:min-h-9">Decisions</summary>
      <ol className="mt-1 flex flex-col gap-1 text-sm text-muted">
        {decisions.map(({ id, at, what, reason, version }) => (
          <li key={id}>
            <span className="text-ink">
              {version} {WHAT[what] ?? what}
            </span>
            , <Moment iso={at} />: {reason}
          </li>
        ))}
      </ol>
    </details>
  );
}
