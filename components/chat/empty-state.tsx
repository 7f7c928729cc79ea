"use client";

import { Database, FileText, ScrollText, Store } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";
import { groupSuggestions } from "@/components/chat/starters";
import type { Starter } from "@/components/chat/starters";
import type { Catalog } from "@/lib/ask/catalog";

type Props = {
  /** What the question would be asked about, "source:bank" for a database. */ readonly place: string;
  readonly onStart: (starter: Starter) => void;
  readonly onSample: (sample: Catalog["samples"][number]) => void;
  readonly onBrowse: () => void;
};

/** What can be asked, in three groups, each with what is loaded. */
export function EmptyState({ place, onStart, onSample, onBrowse }: Props) {
  const { catalog } = useChat().state;
  const { shop, data, logs } = groupSuggestions(catalog, place);
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-[46rem] flex-col gap-7 px-4 pt-[clamp(1.5rem,7vh,5rem)] pb-8 sm:px-6">
        <div>
          <h1 className="font-serif text-[clamp(1.9rem,5vw,2.75rem)] leading-[1.1] tracking-tight text-balance">
            Ask a question. See the proof.
          </h1>
          <p className="mt-3 max-w-[38rem] text-muted text-pretty">
            Every answer shows how it was read, the query that ran and the date of the data. Tell back whether it was right.
          </p>
        </div>
        <Group
          icon={Store}
          title="Shop"
          sources={catalog.sources.filter((source) => source.engine === "shop")}
          starters={shop}
          onStart={onStart}
        />
        <Group
          icon={Database}
          title="Data"
          sources={catalog.sources.filter((source) => source.engine === "text2sql")}
          starters={data}
          onStart={onStart}
        >
          <p>
            Or{" "}
            <button type="button" className="link" onClick={onBrowse}>
              choose a SQLite file
            </button>{" "}
            of your own and ask it.
          </p>
        </Group>
        <section aria-labelledby="start-logs">
          <GroupHead id="start-logs" icon={ScrollText} title="Logs">
            <p>
              Drop a log anywhere on this page, paste its lines, or{" "}
              <button type="button" className="link" onClick={onBrowse}>
                choose a file
              </button>
              .
            </p>
          </GroupHead>
          <ul className="mt-3 flex flex-wrap gap-2">
            {catalog.samples.map((sample) => (
              <li key={sample.href}>
                <button type="button" className="chip-button" title={sample.about} onClick={() => onSample(sample)}>
                  <FileText aria-hidden size={15} className="shrink-0" />
                  <span>
                    <span className="sr-only">Analyse the sample log </span>
                    {sample.name}
                  </span>
                </button>
              </li>
            ))}
            {logs.map((starter) => (
              <StarterChip key={starter.text} starter={starter} onStart={onStart} />
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

type GroupProps = {
  readonly icon: ComponentType<{ size?: number; className?: string }>;
  readonly title: string;
  readonly sources: Catalog["sources"];
  readonly starters: readonly Starter[];
  readonly onStart: (starter: Starter) => void;
  readonly children?: ReactNode;
};

function Group({ icon, title, sources, starters, onStart, children = null }: GroupProps) {
  if (sources.length === 0 && children === null) return null;
  const id = `start-${title.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <GroupHead id={id} icon={icon} title={title}>
        {sources.map((source) => (
          <p key={source.id} className={source.problem === null ? undefined : "text-bad"}>
            <span className="font-medium text-ink">{source.name}</span> · {source.problem ?? source.summary}
          </p>
        ))}
        {children}
      </GroupHead>
      <ul className="mt-3 flex flex-wrap gap-2">
        {starters.map((starter) => (
          <StarterChip key={`${starter.source}-${starter.text}`} starter={starter} onStart={onStart} />
        ))}
      </ul>
    </section>
  );
}

function GroupHead({
  id,
  icon: Icon,
  title,
  children,
}: {
  readonly id: string;
  readonly icon: GroupProps["icon"];
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex gap-3 border-t border-line pt-4">
      <Icon size={18} className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <div className="text-sm text-muted">{children}</div>
      </div>
    </div>
  );
}

function StarterChip({ starter, onStart }: { readonly starter: Starter; readonly onStart: (starter: Starter) => void }) {
  return (
    <li className="max-w-full">
      <button type="button" className="chip-button max-w-full" onClick={() => onStart(starter)}>
        <span className="hidden sm:inline">{starter.text}</span>
        <span className="sm:hidden">{starter.short}</span>
      </button>
    </li>
  );
}
