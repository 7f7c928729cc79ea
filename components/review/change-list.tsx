import { describeChange } from "@/components/review/describe-change";
import { TaughtSection } from "@/components/review/taught-section";
import type { Review } from "@/lib/learning/review";

/** The newest lines of the change log: what was taught or taken back, by which question, and when. */
export function ChangeList({ changes }: Pick<Review, "changes">) {
  const now = new Date();
  return (
    <TaughtSection
      id="changes"
      title="Latest changes"
      rows={changes.map((line) => ({
        id: `${line.at} ${line.what} ${line.verifiedId}`,
        text: line.text,
        about: describeChange(line, now),
        acts: [],
      }))}
    />
  );
}
