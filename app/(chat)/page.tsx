import { Chat } from "@/components/chat/chat";

export default function NewConversationPage() {
  return <Chat saved={null} />;
}
