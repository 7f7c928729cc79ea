"use client";

import { useEffect, useState } from "react";
import { offerParts, offerReadings, previewFix, readCorrections, saveFix } from "@/app/(chat)/fix-actions";
import { useChat } from "@/components/chat/chat-context";
import { findOut } from "@/components/feedback/find-out";
import { reportFailure } from "@/components/ui/build-check";
import type { Answer } from "@/lib/answers/answer";
import type { PartChange, ShownPart } from "@/lib/engines/parts";
import type { Interaction } from "@/lib/interactions/event";
import type { ChangedReading, Fix, WrittenSql } from "@/lib/learning/fixes/fix-input";
import type { LearnedWord } from "@/lib/learning/memory/learned-word";

type Effect = { readonly id: string; readonly question: string };
export type Preview = {
  readonly fix: Fix;
  readonly answer: Answer;
  /** Why SQL stays as it is written; null where it became a plan. */ readonly kept: string | null;
  /** What a word of the question turned out to mean; null where none did. */ readonly word: LearnedWord | null;
  readonly fixes: readonly Effect[];
  readonly breaks: readonly Effect[];
};
export type FixState =
  | { readonly step: "choosing" | "running" | "saving" }
  | { readonly step: "problem"; readonly message: string }
  | { readonly step: "preview"; readonly preview: Preview }
  | { readonly step: "saved"; readonly fixes: number; readonly word: LearnedWord | null };

const UNREACHABLE = "Tellback could not be reached. What you wrote is still here.";
const ANSWERED: ChangedReading = { kind: "reading", id: null, changes: [] };

/** The other readings of an answer and its parts, and the way of a fix from choice over preview to saved. */
export function useFix({ id: interactionId, corrections }: Pick<Interaction, "id" | "corrections">) {
  const { dispatch } = useChat();
  const [readings, setReadings] = useState<readonly { readonly id: string; readonly label: string }[] | null>(null);
  const [reading, setReading] = useState<ChangedReading | WrittenSql>(ANSWERED);
  const [answered, setAnswered] = useState<readonly ShownPart[]>([]);
  const [changed, setParts] = useState<readonly ShownPart[] | null>(null);
  const [state, setState] = useState<FixState>({ step: "choosing" });
  useEffect(() => {
    let gone = false;
    const take = (found: typeof readings) => !gone && setReadings(found);
    offerReadings({ interactionId }).then(
      (offered) => take(offered.ok ? offered.readings : []),
      (error) => {
        reportFailure("The other readings were not read", error);
        take([]);
      },
    );
    return () => {
      gone = true;
    };
  }, [interactionId]);
  useEffect(() => {
    let gone = false;
    offerParts({ interactionId }).then(
      (offered) => !gone && offered.ok && setAnswered(offered.parts),
      (error) => reportFailure("The parts of the answer were not read", error),
    );
    return () => {
      gone = true;
    };
  }, [interactionId]);
  const attempt = async (what: string, work: () => Promise<FixState>) => {
    try {
      setState(await work());
    } catch (error) {
      reportFailure(`The fix was not ${what}`, error);
      setState({ step: "problem", message: UNREACHABLE });
    }
  };
  const preview = (fix: Fix) => {
    setState({ step: "running" });
    return attempt("previewed", async () => {
      const shown = await previewFix({ interactionId, fix });
      if (!shown.ok) return { step: "problem", message: shown.message };
      if (fix.kind !== "words") setReading(fix);
      if (shown.parts !== null) setParts(shown.parts);
      const { answer, kept, word, fixes, breaks } = shown;
      return { step: "preview", preview: { fix, answer, kept, word, fixes, breaks } };
    });
  };
  const change = (next: PartChange) => preview({ ...reading, changes: [...reading.changes, next] });
  const startOver = () => {
    setReading(ANSWERED);
    setParts(null);
    setState({ step: "choosing" });
  };
  const save = ({ fix, breaks, word }: Preview) => {
    setState({ step: "saving" });
    return attempt("saved", async () => {
      const saved = await saveFix({ interactionId, fix, confirmed: breaks.map(({ id }) => id), word }).catch((error: unknown) => {
        reportFailure("The fix may not have been saved", error);
        return findOut(corrections, () => readCorrections({ interactionId }));
      });
      if (!saved.ok) return { step: "problem", message: saved.message };
      dispatch({ type: "corrected", interactionId, corrections: saved.corrections });
      return { step: "saved", fixes: saved.fixes, word };
    });
  };
  return { readings, reading, parts: changed ?? answered, state, preview, change, startOver, save };
}
