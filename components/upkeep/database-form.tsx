"use client";

import { previewDatabase, removeDatabase } from "@/app/upkeep/actions";
import { Choice } from "@/components/upkeep/choice";
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
      <Choice label="Database" name="id" options={databases.map(({ id, name }) => ({ id, text: name }))} />
    </DeletionForm>
  );
}
