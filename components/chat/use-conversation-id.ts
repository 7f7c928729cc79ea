import { usePathname } from "next/navigation";
import { useChat } from "@/components/chat/chat-context";

/**
 * The conversation that the address names, and the one on the screen: the same, or one that was just begun while its address is not
 * shown yet.
 */
export function useConversationId(): { readonly addressed: string | null; readonly conversationId: string | null } {
  const { begun } = useChat().state;
  const addressed = /^\/c\/([^/]+)/.exec(usePathname())?.[1] ?? null;
  return { addressed, conversationId: addressed ?? begun };
}
