import { useChat } from "@/components/chat/chat-context";

/** What a source is called; its id where it is not connected any more. */
export function useSourceName(): (id: string | null) => string {
  const { sources } = useChat().state.catalog;
  return (id) => sources.find((source) => source.id === id)?.name ?? id ?? "";
}
