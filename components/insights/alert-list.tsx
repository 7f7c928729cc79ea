"use client";

import { BellOff, Bell } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";
import { muteAlert } from "@/app/insights/actions";
import { reportFailure } from "@/components/ui/build-check";
import { notify } from "@/components/ui/notify";
import { TitledCard } from "@/components/insights/titled-card";

export type ShownRule = {
  readonly name: string;
  readonly state: "broken" | "within" | "few";
  readonly finding: string;
  readonly query: string;
  readonly since: string | null;
  readonly mutedUntil: string | null;
};
type Props = { readonly rules: readonly ShownRule[]; readonly channels: readonly string[] };

const STATES = {
  broken: { label: "Limit broken", look: "bg-bad-soft text-bad" },
  within: { label: "Within limit", look: "bg-sunken text-ink" },
  few: { label: "Too few to say", look: "bg-sunken text-muted" },
} as const;
const DAY_HOURS = 24;

/** The rules that somebody is told of: how each stands, and silence for a day. Times are shown as they come. */
export function AlertList({ rules, channels }: Props) {
  return (
    <TitledCard
      titleId="alerts"
      title="Alerts"
      note={channels.length === 0 ? "nobody is told: set TELLBACK_ALERT_WEBHOOK, _SLACK or _EMAIL" : `told by ${channels.join(", ")}`}
    >
      <ul className="divide-y divide-line">
        {rules.map((rule) => (
          <Rule key={rule.name} rule={rule} />
        ))}
      </ul>
    </TitledCard>
  );
}

function Rule({ rule: { name: rule, state, finding, query, since, mutedUntil } }: { readonly rule: ShownRule }) {
  const name = rule.replaceAll("-", " ");
  const [pending, startTransition] = useTransition();
  const [said, setSaid] = useState("");
  const mute = (hours: number | null) =>
    startTransition(async () => {
      const done = await muteAlert({ rule, hours }).catch((error: unknown) => {
        reportFailure("The alert was not muted", error);
        return { ok: false, message: "Nothing was changed: Tellback could not be reached." } as const;
      });
      if (done.ok) setSaid(hours === null ? "Not muted any more" : "Muted for a day");
      else await notify(done.message);
    });
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium break-words first-letter:uppercase">{name}</span>
          <span className={`rounded-full px-2 py-0.5 text-xs ${STATES[state].look}`}>{STATES[state].label}</span>
        </p>
        <p className="text-sm break-words text-muted">
          {finding}
          {since ? ` Since ${since}.` : ""}
          {mutedUntil ? ` Muted until ${mutedUntil}.` : ""}
        </p>
        {state === "broken" ? (
          <Link href={`/insights?${query}#rows`} prefetch={false} className="link inline-flex min-h-8 items-center text-sm">
            See the rows<span className="sr-only"> behind {name}</span>
          </Link>
        ) : null}
        <span role="status" className="sr-only">
          {said}
        </span>
      </div>
      <button type="button" className="btn-quiet" disabled={pending} onClick={() => mute(mutedUntil === null ? DAY_HOURS : null)}>
        {mutedUntil === null ? (
          <>
            <BellOff aria-hidden size={15} />
            <span>
              Mute<span className="sr-only"> {name}</span> for a day
            </span>
          </>
        ) : (
          <>
            <Bell aria-hidden size={15} />
            <span>
              Unmute<span className="sr-only"> {name}</span>
            </span>
          </>
        )}
      </button>
    </li>
  );
}
