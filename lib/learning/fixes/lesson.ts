import type { Value } from "@/lib/query/ir";
import type { OpenPlace } from "@/lib/learning/memory/recalled";
import { windowsOf } from "@/lib/learning/memory/recall";
import { readingKey } from "@/lib/learning/memory/reading-key";
import { readSlots, type SlotClock } from "@/lib/learning/memory/slots";
import type { Lesson } from "@/lib/learning/memory/store";
import type { MemoryPlace, VerifiedAnswer } from "@/lib/learning/memory/verified";

/** What a person confirmed, as it was answered. `now` is ISO local time of the source when it was asked. */
export type Confirmed = {
  readonly place: MemoryPlace;
  readonly interactionId: string;
  readonly question: string;
  readonly meaning: string | null;
  readonly plan: unknown;
  readonly now: string;
  readonly sql: string;
  readonly params: readonly Value[];
  readonly rowCount: number;
  readonly rows: readonly (readonly Value[])[];
  readonly origin: VerifiedAnswer["origin"];
  readonly correction: Lesson["correction"];
  /** What a word of the question turned out to mean, if one did. */
  readonly word?: Lesson["word"];
  readonly userId: string;
};

/** Everything that one confirmation teaches. @param at ISO UTC @param hash of a text */
export function lessonOf(
  confirmed: Confirmed,
  open: Pick<OpenPlace, "vocabulary" | "clock" | "shape" | "read">,
  at: string,
  newId: () => string,
  hash: (text: string) => string,
): Lesson {
  const {
    place,
    question,
    meaning,
    plan,
    now,
    sql,
    params,
    rowCount,
    rows,
    origin,
    userId,
    interactionId,
    correction,
    word = null,
  } = confirmed;
  const clock: SlotClock = { ...open.clock, now };
  const read = readSlots(question, open.vocabulary, clock);
  const reading = open.read(question, now);
  const said = correction?.text ?? meaning;
  // The same confirmation, made in two tabs or processes at once, is the same lesson.
  const id = hash(JSON.stringify([interactionId, userId, origin, question, said, correction?.sql, word, withoutSeconds(plan)]));
  return {
    verified: {
      ...place,
      id,
      question,
      meaning,
      plan,
      slots: read.slots,
      meaningWindows: windowsOf(meaning, clock),
      normal: read.normal,
      key: read.key,
      reading: reading && readingKey(question, reading),
      shape: open.shape,
      origin,
      interactionId,
      userId,
      at,
      stale: null,
    },
    test: { id: newId(), now, sql, params, rowCount, resultHash: hash(JSON.stringify(rows)), shape: open.shape },
    trainingId: newId(),
    correction,
    word,
    line: {
      at,
      userId,
      what: origin === "rating" ? "verified" : "corrected",
      verifiedId: id,
      text: `“${question}”${said === null ? "" : ` means “${said}”`}${word === null ? "" : `; “${word.said}” means “${word.means}” from now on`}`,
    },
  };
}

/** A plan as text: a running window ends in the second it was read, and a row is a moment older than its plan. */
export function withoutSeconds(plan: unknown): string {
  return JSON.stringify(plan).replaceAll(/(\d{4}-\d{2}-\d{2} \d{2}):\d{2}:\d{2}/gu, "$1");
}
