import clsx from "clsx";
import { FoldedText } from "@/components/ui/folded-text";

const LOG_LINES = 3;

/** The question as it was asked. A long one is folded; pasted lines keep their columns. */
export function QuestionText({ id, text }: { readonly id: string; readonly text: string }) {
  const isLog = text.split("\n").length > LOG_LINES;
  return (
    <FoldedText
      as="h2"
      id={id}
      text={text}
      className={clsx(
        "whitespace-pre-wrap",
        isLog ? "font-mono text-[0.8125rem] leading-relaxed" : "font-serif text-[1.35rem] leading-snug",
      )}
    />
  );
}
