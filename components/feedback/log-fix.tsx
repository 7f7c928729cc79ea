"use client";

import { ChevronRight } from "lucide-react";
import { useId } from "react";
import { groupFailures } from "@/components/answer/log-words";
import { PartMenu } from "@/components/feedback/part-menu";
import { useLogRule } from "@/components/feedback/use-log-rule";
import { useReveal } from "@/components/feedback/use-reveal";
import { Problem } from "@/components/ui/problem";
import { formatNumber } from "@/lib/answers/format";
import type { LogReport } from "@/lib/answers/log-report";
import { sayRule } from "@/lib/answers/log-rule";

type Props = {
  readonly interactionId: string;
  readonly report: LogReport;
  /** Whether the person asked for it, so that it comes into view. */ readonly reveal: boolean;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** What the report got wrong: the cause, a failure that is none, a line that was missed; each becomes a rule for every log. */
export function LogFix({ interactionId, report, reveal, onAgain, onClose }: Props) {
  const { state, teach } = useLogRule(interactionId);
  const titleId = useId();
  const panel = useReveal(reveal);
  const busy = state.step === "saving";
  const cause = report.rootCause?.failure;
  return (
    <section
      ref={panel}
      aria-labelledby={titleId}
      className="rise scroll-mt-4 scroll-mb-40 mb-2 flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-sunken p-3 sm:p-4"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div>
        <h3 id={titleId} className="font-medium">
          What did the report get wrong?
        </h3>
        <p className="text-sm text-muted">What you choose becomes a rule for lines like it, in every log from now on.</p>
      </div>
      {cause ? (
        <Line
          text={cause.message}
          line={cause.line}
          label="Wrong cause"
          busy={busy}
          onPress={() => void teach("wrong_cause", cause.templateId)}
        />
      ) : null}
      {report.failures.length > 0 ? (
        <ul aria-label="Failures" className="flex max-h-72 flex-col gap-2 overflow-y-auto">
          {groupFailures(report).map(({ templateId, template, failures }) => (
            <li key={templateId}>
              <Line
                text={template}
                line={failures[0]?.line ?? 0}
                label="Not a failure"
                busy={busy}
                onPress={() => void teach("not_failure", templateId)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Missed report={report} busy={busy} onMissed={(templateId) => void teach("missed", templateId)} />
      <div aria-live="polite" className="text-sm">
        {busy ? <p className="waiting text-muted">Saving…</p> : null}
        {state.step === "problem" ? <Problem>{state.message}</Problem> : null}
        {state.step === "saved" ? (
          <p className="break-words">
            Saved as a rule: {sayRule(state.rule)}.
            {state.rule.kind === "wrong_cause" ? " Another failure is named where there is one." : ""}
          </p>
        ) : null}
      </div>
      <div className="flex gap-2">
        {state.step === "saved" ? (
          <button type="button" className="btn-primary" onClick={onAgain}>
            Analyse again
          </button>
        ) : null}
        <button type="button" className="btn-quiet" onClick={onClose}>
          {state.step === "saved" ? "Done" : "Cancel"}
        </button>
      </div>
    </section>
  );
}

function Line({
  text,
  line,
  label,
  busy,
  onPress,
}: {
  readonly text: string;
  readonly line: number;
  readonly label: string;
  readonly busy: boolean;
  readonly onPress: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-0 flex-1 basis-48 font-mono text-[0.8125rem] break-words">
        <span className="text-muted">line {formatNumber(line, 0)}</span> {text}
      </span>
      {/* Not disabled: a disabled button loses the focus. */}
      <button type="button" className="btn-quiet aria-disabled:opacity-60" aria-disabled={busy} onClick={onPress}>
        {label}
      </button>
    </div>
  );
}

/** Lines that were taken for normal, each kind once, to search and choose from. */
function Missed({
  report: { templates },
  busy,
  onMissed,
}: {
  readonly report: LogReport;
  readonly busy: boolean;
  readonly onMissed: (templateId: string) => void;
}) {
  const normal = templates.filter(({ isFailure }) => !isFailure);
  const labelOf = ({ firstLine, sample }: LogReport["templates"][number]) => `line ${formatNumber(firstLine, 0)}: ${sample.slice(0, 160)}`;
  if (normal.length === 0) return null;
  return (
    <details className="group/missed text-sm">
      <summary className="inline-flex min-h-11 items-center gap-1.5 text-muted hover:text-ink sm:min-h-9">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open/missed:rotate-90" />A line was missed
      </summary>
      <fieldset aria-disabled={busy} className="flex max-h-72 min-w-0 flex-col pt-1">
        <legend className="sr-only">Which line is a failure?</legend>
        <PartMenu
          choices={normal.map((template) => ({ label: labelOf(template), takes: null }))}
          onChoose={(label) => {
            const chosen = normal.find((template) => labelOf(template) === label);
            if (chosen) onMissed(chosen.id);
          }}
        />
      </fieldset>
    </details>
  );
}
