"use client";

import { deletePerson, previewPerson } from "@/app/upkeep/actions";
import { DeletionForm } from "@/components/upkeep/deletion-form";

/** Deletes everything that is stored of one person. */
export function PersonForm({ people }: { readonly people: readonly string[] }) {
  if (people.length === 0) return <p className="text-sm text-muted">Nothing is stored of anybody yet. Who asks or rates appears here.</p>;
  return (
    <DeletionForm
      title="Delete a person's data"
      preview={previewPerson}
      remove={deletePerson}
      read={(form) => ({ userId: String(form.get("userId") ?? "") })}
    >
      <label className="flex flex-wrap items-center gap-2">
        <span className="min-w-24">Person</span>
        <select name="userId" required defaultValue="" className="field min-h-11 w-auto max-w-full sm:min-h-10">
          <option value="" disabled>
            Choose
          </option>
          {people.map((id) => (
            <option key={id} value={id}>
              {id === "local" ? "local (whoever uses this machine)" : id}
            </option>
          ))}
        </select>
      </label>
    </DeletionForm>
  );
}
