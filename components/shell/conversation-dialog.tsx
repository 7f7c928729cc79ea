"use client";

import { usePathname, useRouter } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import { deleteConversation, renameConversation, versionsLearnedFrom } from "@/app/(chat)/actions";
import { useChat } from "@/components/chat/chat-context";
import { reportFailure } from "@/components/ui/build-check";
import { Dialog } from "@/components/ui/dialog";
import { countOf, joinWords } from "@/lib/answers/format";
import type { ConversationInfo } from "@/lib/interactions/event";

export type ConversationTask = { readonly kind: "rename" | "delete"; readonly info: ConversationInfo };

type Unreached = { readonly ok: false; readonly error: { readonly message: string } };

type Props = { readonly task: ConversationTask; readonly onClose: () => void };

export function ConversationDialog({ task, onClose }: Props) {
  return task.kind === "rename" ? <Rename task={task} onClose={onClose} /> : <Delete task={task} onClose={onClose} />;
}

function Rename({ task: { info }, onClose }: Props) {
  const { dispatch } = useChat();
  const [title, setTitle] = useState(info.title);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const outcome = await attempt(() => renameConversation({ id: info.id, title: title.trim() }));
    if (!outcome.ok) return setProblem(outcome.error.message);
    dispatch({ type: "renamed", id: info.id, title: title.trim() });
    onClose();
  };
  return (
    <Dialog title="Rename this conversation" shape="centre" onClose={onClose}>
      <form action={save} className="flex flex-col gap-4">
        <label className="text-sm text-muted">
          Title
          <input
            className="field mt-1"
            value={title}
            maxLength={120}
            required
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <Problem sentence={problem} />
        <div className="flex justify-end gap-3">
          <button type="button" className="btn-quiet" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn-primary" disabled={title.trim() === ""}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Delete({ task: { info }, onClose }: Props) {
  const { dispatch } = useChat();
  const router = useRouter();
  const pathname = usePathname();
  const [problem, setProblem] = useState<string | null>(null);
  const [versions, setVersions] = useState<readonly string[]>([]);
  const [retrain, setRetrain] = useState(true);
  useEffect(() => {
    versionsLearnedFrom({ id: info.id }).then(setVersions, (error: unknown) =>
      reportFailure("What learned from this conversation could not be read", error),
    );
  }, [info.id]);
  const remove = async () => {
    const outcome = await attempt(() => deleteConversation({ id: info.id, retrain: retrain && versions.length > 0 }));
    if (!outcome.ok) return setProblem(outcome.error.message);
    // In one transition: the dialog covers the page of the deleted conversation until the next page is there.
    startTransition(() => {
      if (pathname === `/c/${info.id}`) router.push("/");
      dispatch({ type: "deleted", id: info.id });
      onClose();
    });
  };
  return (
    <Dialog title="Delete this conversation?" shape="centre" onClose={onClose}>
      <p className="mb-1 font-medium break-words">“{info.title}”</p>
      <p className="mb-4 text-muted">
        {countOf(info.count, "question")}, with the answers and ratings, are deleted. This cannot be undone.
      </p>
      {versions.length > 0 ? (
        <div className="mb-4 flex flex-col gap-2 text-sm">
          <p className="text-muted">{joinWords(versions)} learned from it, and will keep what was learned.</p>
          <label className="flex min-h-11 items-center gap-2 sm:min-h-9">
            <input type="checkbox" checked={retrain} onChange={(event) => setRetrain(event.target.checked)} /> Train new versions without it
          </label>
        </div>
      ) : null}
      <Problem sentence={problem} />
      <form action={remove} className="flex justify-end gap-3">
        <button type="button" className="btn-quiet" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="btn-danger">
          Delete
        </button>
      </form>
    </Dialog>
  );
}

/** What the server says of it, or that it could not be asked. */
async function attempt<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | Unreached> {
  try {
    return await work();
  } catch (error) {
    reportFailure("The conversation was not changed", error);
    return { ok: false, error: { message: "Tellback could not be reached, so nothing is known to have changed. Try again." } };
  }
}

function Problem({ sentence }: { readonly sentence: string | null }) {
  return sentence ? (
    <p role="alert" className="mb-3 rounded-lg bg-bad-soft px-3 py-2 text-sm text-bad">
      {sentence}
    </p>
  ) : null;
}
