import { UnknownConversation } from "@/components/chat/unknown-conversation";

/** Inside the shell, which has the page's main landmark. */
export default function NotFound() {
  return <UnknownConversation />;
}
