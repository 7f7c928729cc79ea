"use client";

import { Plus } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import type { ConversationTask } from "@/components/shell/conversation-dialog";
import { useChat } from "@/components/chat/chat-context";
import { ConversationRow } from "@/components/shell/conversation-row";
import { NewQuestionLink } from "@/components/shell/new-question-link";
import { useOlder } from "@/components/shell/use-older";
import { lazyPart } from "@/components/ui/lazy-part";
import { HISTORY_PAGE } from "@/lib/interactions/history";

const ConversationDialog = lazyPart(() => import("@/components/shell/conversation-dialog").then((module) => module.ConversationDialog));

/**
 * The history: newest first, each can be opened, renamed and deleted. @param onOpen of the sheet that it stands in, which has its own title
 */
export function ConversationList({ onOpen }: { readonly onOpen?: () => void }) {
  const { conversations } = useChat().state;
  const pathname = usePathname();
  const [task, setTask] = useState<ConversationTask | null>(null);
  const { isAll, busy, showOlder } = useOlder();
  return (
    <>
      <NewQuestionLink onOpen={onOpen} className="btn-quiet w-full" current={pathname === "/"}>
        <Plus aria-hidden size={16} /> New question
      </NewQuestionLink>
      {onOpen === undefined ? <h2 className="eyebrow mt-5 mb-1 px-2">History</h2> : <div className="mt-4" />}
      {conversations.length === 0 ? <p className="px-2 text-sm text-muted">Questions you ask are kept here.</p> : null}
      <ul className="-mx-1 flex flex-col gap-px">
        {conversations.map((info) => (
          <ConversationRow key={info.id} info={info} current={pathname === `/c/${info.id}`} onOpen={onOpen} onTask={setTask} />
        ))}
      </ul>
      {conversations.length >= HISTORY_PAGE && !isAll ? (
        <button type="button" className="btn-quiet mt-3 w-full" aria-disabled={busy} onClick={() => busy || void showOlder()}>
          Show older
        </button>
      ) : null}
      {task ? <ConversationDialog task={task} onClose={() => setTask(null)} /> : null}
    </>
  );
}
