import type { ReactNode } from "react";
import { ChatProvider } from "@/components/chat/chat-context";
import { ResumeQuestions } from "@/components/chat/resume-questions";
import { AppShell } from "@/components/shell/app-shell";
import { loadCatalog, loadConversations, loadStats } from "@/lib/ask/load.prisma";

export default async function ChatLayout({ children }: { readonly children: ReactNode }) {
  const [catalog, conversations, stats] = await Promise.all([loadCatalog(), loadConversations(), loadStats()]);
  return (
    <ChatProvider catalog={catalog} conversations={conversations} stats={stats}>
      <ResumeQuestions />
      <AppShell>{children}</AppShell>
    </ChatProvider>
  );
}
