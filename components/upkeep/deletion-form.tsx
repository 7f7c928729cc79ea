"use client";

import { useState, useTransition, type FormEvent, type ReactNode } from "react";
import type { Deletion } from "@/app/upkeep/actions";
import { reportFailure } from "@/components/ui/build-check";
import { Dialog } from "@/components/ui/dialog";

type Props<Choice> = {
  readonly title: string;
  /** What the form holds. */
  readonly read: (form: FormData) => Choice;
  readonly preview: (choice: Choice) => Promise<Deletion>;
  readonly remove: (choice: Choice) => Promise<Deletion>;
  readonly children: ReactNode;
};

const OFFLINE: Deletion = { ok: false, message: "Tellback could not be reached. Nothing was deleted." };

/** A deletion in two steps: what would go is shown first, and goes only when that is confirmed. */
export function DeletionForm<Choice>({ title, read, preview, remove, children }: Props<Choice>) {
  const [pending, startTransition] = useTransition();
  const [asked, setAsked] = useState<{ readonly choice: Choice; readonly items: readonly string[]; readonly note: string } | null>(null);
  const [said, setSaid] = useState("");
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const choice = read(new FormData(event.currentTarget));
    startTransition(async () => {
      const found = await attempt(() => preview(choice));
      if (!found.ok) setSaid(found.message);
      else if (found.items.length === 0) setSaid("There is nothing to delete.");
      else setAsked({ choice, ...found });
    });
  };
  const confirm = (choice: Choice) =>
    startTransition(async () => {
      const done = await attempt(() => remove(choice));
      setAsked(null);
      setSaid(done.ok ? `Deleted: ${done.items.join(", ") || "nothing"}.` : done.message);
    });
  return (
    <form onSubmit={show} aria-label={title} aria-busy={pending} className="flex flex-col gap-3">
      {children}
      <div className="flex flex-wrap items-center gap-3">
        {/* Not disabled: a disabled button loses the focus that the dialog gives back. */}
        <button type="submit" className="btn-quiet" aria-disabled={pending}>
          Show what would go
        </button>
        <p role="status" className="text-sm">
          {said}
        </p>
      </div>
      {asked === null ? null : (
        <Dialog title={title} shape="centre" onClose={() => setAsked(null)}>
          <p>This would be deleted for good:</p>
          <ul className="my-2 list-disc pl-6">
            {asked.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          {asked.note === "" ? null : <p className="text-sm text-muted">{asked.note}</p>}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <button type="button" className="btn-quiet" onClick={() => setAsked(null)}>
              Keep it
            </button>
            <button type="button" className="btn-danger" disabled={pending} onClick={() => confirm(asked.choice)}>
              Delete for good
            </button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

async function attempt(work: () => Promise<Deletion>): Promise<Deletion> {
  try {
    return await work();
  } catch (error) {
    reportFailure("The deletion was not answered", error);
    return OFFLINE;
  }
}
