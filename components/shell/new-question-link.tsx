"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useChat } from "@/components/chat/chat-context";

type Props = {
  readonly className: string;
  readonly label?: string;
  readonly current?: boolean;
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
};

/** To an empty conversation, also while the address of one that was just begun is not shown yet. */
export function NewQuestionLink({ className, label, current = false, onOpen, children }: Props) {
  const { dispatch } = useChat();
  const onClick = () => {
    dispatch({ type: "addressed" });
    onOpen?.();
  };
  return (
    <Link href="/" prefetch={false} className={className} aria-label={label} aria-current={current ? "page" : undefined} onClick={onClick}>
      {children}
    </Link>
  );
}
