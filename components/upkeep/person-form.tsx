"use client";

import { deletePerson, previewPerson } from "@/app/upkeep/actions";
import { Choice } from "@/components/upkeep/choice";
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
      <Choice
        label="Person"
        name="userId"
        options={people.map((id) => ({ id, text: id === "local" ? "local (whoever uses this machine)" : id }))}
      />
    </DeletionForm>
  );
}
