"use client";

import { deleteOld, previewOld } from "@/app/upkeep/actions";
import { DeletionForm } from "@/components/upkeep/deletion-form";

type Keep = { readonly interactions: number; readonly uploads: number; readonly artifacts: number };

const KINDS = [
  ["interactions", "Questions, with their answers and ratings"],
  ["uploads", "Log files"],
  ["artifacts", "Written reports and exports"],
] as const;

/** Deletes what is old, by kind; an empty field keeps all of a kind. */
export function CleanUpForm({ suggested }: { readonly suggested: Keep }) {
  const days = (form: FormData, kind: keyof Keep) => Number(form.get(kind) || 0);
  return (
    <DeletionForm
      title="Clean up"
      preview={previewOld}
      remove={deleteOld}
      read={(form): Keep => ({
        interactions: days(form, "interactions"),
        uploads: days(form, "uploads"),
        artifacts: days(form, "artifacts"),
      })}
    >
      {KINDS.map(([kind, label]) => (
        <label key={kind} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-56 flex-1">{label}</span>
          <span className="flex items-center gap-2 text-sm text-muted">
            older than{" "}
            <input
              type="number"
              name={kind}
              min={1}
              max={3650}
              defaultValue={suggested[kind] || ""}
              className="field min-h-11 w-24 sm:min-h-10"
            />{" "}
            days
          </span>
        </label>
      ))}
    </DeletionForm>
  );
}
