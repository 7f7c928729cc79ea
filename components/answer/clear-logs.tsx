"use client";

import { useState } from "react";
import { countOf } from "@/lib/answers/format";

const DEFAULT_DAYS = 30;
const MAX_DAYS = 3650;

/** Deletes stored logs by age, for those who do not want to wait until they expire. Reports stay. */
export function ClearLogs() {
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [said, setSaid] = useState<string | null>(null);
  const clear = async () => {
    setSaid("Deleting…");
    try {
      setSaid(await deleteOlder(days));
    } catch (error) {
      console.warn("Old logs could not be deleted", error);
      setSaid("The old logs could not be deleted. Try again.");
    }
  };
  return (
    <details className="text-sm text-muted">
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-9">Delete old logs</summary>
      <form className="flex flex-wrap items-center gap-2" action={clear}>
        <label className="flex items-center gap-2">
          Stored logs older than
          <input
            type="number"
            min={0}
            max={MAX_DAYS}
            required
            className="field min-h-11 w-20 sm:min-h-9"
            value={days}
            onChange={(event) => setDays(event.target.valueAsNumber)}
          />
          days
        </label>
        <button type="submit" className="chip-button">
          Delete them
        </button>
        <span role="status">{said}</span>
      </form>
    </details>
  );
}

async function deleteOlder(days: number): Promise<string> {
  const response = await fetch(`/api/uploads?olderThanDays=${days}`, { method: "DELETE" });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const reply: unknown = await response.json();
  const files = typeof reply === "object" && reply !== null && "files" in reply && typeof reply.files === "number" ? reply.files : 0;
  return `${countOf(files, "log")} deleted; their reports stay.`;
}
