"use client";

import { deleteOldVersions, previewOldVersions } from "@/app/upkeep/actions";
import { DeletionForm } from "@/components/upkeep/deletion-form";

const KEPT = 5;

/** Deletes trained versions but the newest of each model. */
export function VersionsForm() {
  return (
    <DeletionForm
      title="Delete old versions"
      preview={previewOldVersions}
      remove={deleteOldVersions}
      read={(form) => ({ keep: Number(form.get("keep") || 0) })}
    >
      <label className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-56 flex-1">Newest versions of each model to keep</span>
        <input type="number" name="keep" required min={1} max={100} defaultValue={KEPT} className="field min-h-11 w-24 sm:min-h-10" />
      </label>
    </DeletionForm>
  );
}
