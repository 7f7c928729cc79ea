import { Logo } from "@/components/shell/logo";
import { NewQuestionLink } from "@/components/shell/new-question-link";

/** The name, which also starts a new conversation. */
export function Wordmark() {
  return (
    <NewQuestionLink className="inline-flex min-h-11 items-center gap-2 rounded-md pr-2 font-serif text-xl tracking-tight">
      <Logo />
      Tellback
    </NewQuestionLink>
  );
}
