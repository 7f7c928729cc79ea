"use client";

import { useSyncExternalStore } from "react";
import { isAwaited } from "@/components/chat/asked-questions";
import { Chat } from "@/components/chat/chat";
import { useChat } from "@/components/chat/chat-context";
import { useConversationId } from "@/components/chat/use-conversation-id";
import { NotFoundNotice } from "@/components/shell/not-found-notice";
import { Skeleton } from "@/components/shell/skeleton";

const never = () => () => undefined;

/** An address that the server does not know: this tab may just have asked its first question, which only the tab can say. */
export function UnknownConversation() {
  const { turns } = useChat().state;
  const id = useConversationId().addressed;
  const awaited = useSyncExternalStore(
    never,
    () => id !== null && isAwaited(id),
    () => true,
  );
  if (id !== null && turns[id] !== undefined) return <Chat saved={null} />;
  if (!awaited) return <NotFoundNotice />;
  return (
    <div className="mx-auto h-full w-full max-w-3xl p-6">
      <Skeleton />
    </div>
  );
}
