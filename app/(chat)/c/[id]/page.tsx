import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Chat } from "@/components/chat/chat";
import { loadConversation } from "@/lib/ask/load.prisma";

type Props = { readonly params: Promise<{ id: string }> };

const load = cache(loadConversation);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const conversation = await load((await params).id);
  return { title: conversation?.info.title ?? "Not found" };
}

export default async function ConversationPage({ params }: Props) {
  const conversation = await load((await params).id);
  if (!conversation) notFound();
  return <Chat saved={{ id: conversation.info.id, interactions: conversation.interactions }} />;
}
