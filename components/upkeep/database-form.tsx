"use client";

import { previewDatabase, removeDatabase } from "@/app/upkeep/actions";
import { DeletionForm } from "@/components/upkeep/deletion-form";

/** Removes a database that was dropped in. */
export function DatabaseForm({ databases }: { readonly databases: readonly { readonly id: string; readonly name: string }[] }) {
  if (databases.length === 0) return <p className="text-sm text-muted">None was dropped in.</p>;
  return (
    <DeletionForm
      title="Remove a dropped database"
      preview={previewDatabase}
      remove={removeDatabase}
      read={(form) => ({ id: String(form.get("id") ?? "") })}
    >
      <label className="flex flex-wrap items-center gap-2">
        <span className="min-w-24">Database</span>
        <select name="id" required defaultValue="" className="field min-h-11 w-auto max-w-full sm:min-h-10">
          <option value="" disabled>
            Choose
          </option>
          {databases.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </DeletionForm>
  );
}
