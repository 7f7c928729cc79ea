import { tryVersion } from "@/app/(chat)/learning/actions";
import type { Deed } from "@/components/learning/use-deed";

const SHARES = [5, 10, 20, 50] as const;

/** Puts a version on trial: for a share of conversations, or in the shadow of what serves. */
export function TrialForm({ versionId, name, deed }: { readonly versionId: string; readonly name: string; readonly deed: Deed }) {
  const begin = (form: FormData) => {
    const how = String(form.get("how"));
    const request = how === "shadow" ? { versionId, mode: "shadow", share: 1 } : { versionId, mode: "split", share: Number(how) / 100 };
    void deed.act(() => tryVersion(request));
  };
  return (
    <form action={begin} className="flex flex-wrap items-center gap-2 text-sm">
      <label className="flex min-w-0 items-center gap-2">
        <span className="shrink-0 text-muted">Try it</span>
        <select name="how" defaultValue="shadow" className="field min-w-0" aria-label={`How to try ${name}`}>
          <option value="shadow">in the shadow: its answers are counted, not shown</option>
          {SHARES.map((share) => (
            <option key={share} value={share}>
              for {share} % of conversations
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn-quiet" disabled={deed.busy} aria-label={`Start the trial of ${name}`}>
        Start
      </button>
    </form>
  );
}
