import { FoldedText } from "@/components/ui/folded-text";

type Row = {
  readonly id: string;
  readonly text: string;
  readonly about: string;
  readonly acts: readonly { readonly label: string; readonly act: () => void }[];
};

/** Things that were taught under one heading, each with what is known of it and what can be done; nothing where there are none. */
export function TaughtSection({ id, title, rows }: { readonly id: string; readonly title: string; readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="font-serif text-xl">
        {title}
      </h2>
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-surface px-4 py-3">
            <div className="min-w-0 flex-1 basis-48">
              <FoldedText id={`${id}-${index}`} text={row.text} />
              <p className="text-sm break-words text-muted" suppressHydrationWarning>
                {row.about}
              </p>
            </div>
            {row.acts.map(({ label, act }) => (
              <button key={label} type="button" className="btn-quiet" aria-describedby={`${id}-${index}`} onClick={act}>
                {label}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
