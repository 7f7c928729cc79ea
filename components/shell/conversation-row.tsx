"use client";

import clsx from "clsx";
import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useChat } from "@/components/chat/chat-context";
import type { ConversationTask } from "@/components/shell/conversation-dialog";
import type { ConversationInfo } from "@/lib/interactions/event";

type Props = {
  readonly info: ConversationInfo;
  readonly current: boolean;
  readonly onOpen: (() => void) | undefined;
  readonly onTask: (task: ConversationTask) => void;
};

const TOOL = "inline-flex size-11 shrink-0 items-center justify-center rounded-md text-muted hover:text-ink lg:size-8";

export function ConversationRow({ info, current, onOpen, onTask }: Props) {
  const { turns } = useChat().state;
  const running = turns[info.id]?.some((turn) => turn.running) ?? false;
  return (
    <li
      className={clsx(
        "group/row relative flex items-center rounded-lg pr-1",
        current ? "bg-accent-soft" : "hover:bg-sunken focus-within:bg-sunken",
      )}
    >
      <Link
        href={`/c/${info.id}`}
        prefetch={false}
        onClick={onOpen}
        aria-current={current ? "page" : undefined}
        title={info.title}
        className={clsx("flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-lg px-3 text-sm lg:min-h-9", current && "font-medium")}
      >
        <span className="line-clamp-2 min-w-0 flex-1 break-words lg:line-clamp-1 lg:break-all">{info.title || "Untitled"}</span>
        {running ? (
          <span className="breathe size-2 rounded-full bg-accent">
            <span className="sr-only">answering</span>
          </span>
        ) : null}
      </Link>
      <span
        className={clsx(
          "flex rounded-r-lg lg:absolute lg:inset-y-0 lg:right-1 lg:items-center lg:opacity-0 lg:group-focus-within/row:opacity-100 lg:group-hover/row:opacity-100",
          current ? "bg-accent-soft" : "lg:bg-sunken",
        )}
      >
        <button type="button" className={TOOL} aria-label={`Rename “${info.title}”`} onClick={() => onTask({ kind: "rename", info })}>
          <Pencil aria-hidden size={14} />
        </button>
        <button type="button" className={TOOL} aria-label={`Delete “${info.title}”`} onClick={() => onTask({ kind: "delete", info })}>
          <Trash2 aria-hidden size={14} />
        </button>
      </span>
    </li>
  );
}
