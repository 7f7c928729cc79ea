"use client";

import { SlidersHorizontal, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition, type FormEvent } from "react";
import { FilterExports } from "@/components/insights/filter-exports";
import { FilterMenu, type Choice } from "@/components/insights/filter-menu";
import { OUTCOMES } from "@/lib/answers/answer";
import { upperFirst } from "@/lib/answers/format";
import { outcomeName } from "@/lib/answers/outcome-names";
import { approachLabel, engineLabel } from "@/lib/engines/engine-names";
import type { FilterKey } from "@/lib/metrics/filter";

type Props = {
  readonly values: Readonly<Partial<Record<FilterKey, string>>>;
  readonly choices: Readonly<Record<"engine" | "approach" | "source" | "shop" | "role" | "module", readonly string[]>>;
  /** What each source is called, by id. */ readonly sourceNames: Readonly<Record<string, string>>;
  readonly query: string;
};

const PERIODS: readonly Choice[] = [
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "90d", label: "Last 90 days" },
  { value: "365d", label: "Last 365 days" },
  { value: "all", label: "All time" },
];
const RATINGS: readonly Choice[] = [
  { value: "down", label: "Thumb down" },
  { value: "up", label: "Thumb up" },
  { value: "rated", label: "Rated" },
  { value: "unrated", label: "Not rated" },
];
const ENDINGS: readonly Choice[] = [
  { value: "success", label: "Success" },
  { value: "unsuccessful", label: "No success" },
  ...[...OUTCOMES, "unfinished"].map((value) => ({
    value,
    label: upperFirst(outcomeName(value)),
  })),
];

/** What a phone shows only when it is asked for, so that the page opens on what to act on. */
const FOLDED: readonly FilterKey[] = ["approach", "source", "shop", "role", "module", "outcome", "rating", "comment", "text"];

/** The filter. It is the address of the page: each change goes there, and without scripts the button does. */
export function FilterForm({ values, choices, sourceNames, query }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [open, setOpen] = useState(() => FOLDED.some((name) => values[name] !== undefined));
  const apply = (form: HTMLFormElement) => {
    const entries = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
    startTransition(() => router.push(`/insights?${new URLSearchParams(entries).toString()}`, { scroll: false }));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply(event.currentTarget);
  };
  return (
    <form
      key={query}
      action="/insights"
      method="get"
      aria-label="Filter"
      aria-busy={pending}
      onSubmit={onSubmit}
      onChange={(event) => event.target instanceof HTMLSelectElement && apply(event.currentTarget)}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 max-sm:grid max-sm:grid-cols-2"
    >
      <FilterMenu
        name="period"
        label="Period"
        value={values.from || values.to ? "" : (values.period ?? "30d")}
        choices={PERIODS}
        any={values.from || values.to ? `${values.from ?? "start"} to ${values.to ?? "today"}` : null}
      />
      <FilterMenu name="engine" label="Engine" value={values.engine} choices={named(choices.engine, engineLabel)} />
      <div id="more-filters" className={open ? "contents" : "hidden sm:contents"}>
        <FilterMenu name="approach" label="Approach" value={values.approach} choices={named(choices.approach, approachLabel)} />
        <FilterMenu name="source" label="Source" value={values.source} choices={named(choices.source, (id) => sourceNames[id] ?? id)} />
        <FilterMenu name="shop" label="Shop" value={values.shop} choices={named(choices.shop)} />
        <FilterMenu name="role" label="Role" value={values.role} choices={named(choices.role)} />
        <FilterMenu name="module" label="Module" value={values.module} choices={named(choices.module)} />
        <FilterMenu name="outcome" label="Outcome" value={values.outcome} choices={ENDINGS} />
        <FilterMenu name="rating" label="Rating" value={values.rating} choices={RATINGS} />
        <FilterMenu name="comment" label="Comment" value={values.comment} choices={[{ value: "yes", label: "With a comment" }]} />
        <label className="min-w-40 flex-1 text-sm text-muted max-sm:col-span-2">
          Question contains
          <input name="text" type="search" defaultValue={values.text ?? ""} maxLength={200} className="field mt-1 min-h-11 sm:min-h-10" />
        </label>
      </div>
      {(["error", "plan", "model", "prompt", "from", "to"] as const).map((name) =>
        values[name] ? <input key={name} type="hidden" name={name} value={values[name]} /> : null,
      )}
      <button
        type="button"
        className="btn-quiet sm:hidden"
        aria-expanded={open}
        aria-controls="more-filters"
        onClick={() => setOpen(!open)}
      >
        <SlidersHorizontal aria-hidden size={15} /> {open ? "Fewer filters" : "More filters"}
      </button>
      <button type="submit" className="btn-primary">
        Show
      </button>
      {query === "" ? null : (
        <Link href="/insights" prefetch={false} className="btn-quiet">
          <X aria-hidden size={15} /> Clear
        </Link>
      )}
      <FilterExports query={query} />
    </form>
  );
}

function named(names: readonly string[], label: (name: string) => string = (name) => name): readonly Choice[] {
  return names.map((value) => ({ value, label: label(value) }));
}
