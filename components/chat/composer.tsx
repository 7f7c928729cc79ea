"use client";

import { ArrowUp, Paperclip, Square } from "lucide-react";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import type { ClipboardEvent, KeyboardEvent, ReactNode } from "react";
import { isFileSized } from "@/components/chat/pasted-log";
import { recallTyped, recallTypedBefore, rememberTyped } from "@/components/chat/typed-text";

type Props = {
  readonly autoFocus: boolean;
  readonly running: boolean;
  readonly stop: { readonly stopping: boolean; readonly onStop: () => void } | null;
  readonly canSendEmpty: boolean;
  readonly busy: boolean;
  readonly onSend: (text: string) => void;
  readonly onEditLast: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly pickers: ReactNode;
  readonly attachment: ReactNode;
};

/** The question box. Enter sends, Shift + Enter starts a line; text stays when it cannot be sent yet. */
export function Composer({ autoFocus, running, stop, canSendEmpty, busy, onSend, onEditLast, onFiles, pickers, attachment }: Props) {
  const [text, setText] = useState(recallTyped);
  const box = useRef<HTMLTextAreaElement>(null);
  const sendable = !busy && !running && (text.trim() !== "" || canSendEmpty);

  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  const type = (next: string) => {
    rememberTyped(next);
    setText(next);
  };
  // What was typed before React took the page over fired no event that it saw; what was typed before a reload is kept.
  const takeTyped = useEffectEvent(() => {
    const typed = box.current?.value || recallTypedBefore();
    if (typed !== text) type(typed);
  });
  useEffect(() => takeTyped(), []);
  const send = () => {
    if (!sendable) return;
    onSend(text.trim());
    type("");
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      onEditLast();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    const pasted = event.clipboardData.getData("text/plain");
    if (files.length === 0 && !isFileSized(pasted)) return;
    event.preventDefault();
    onFiles(files.length > 0 ? files : [new File([pasted], "pasted.log", { type: "text/plain" })]);
  };

  return (
    <form
      className="rounded-2xl border border-strong-line bg-surface shadow-card focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {attachment}
      <label htmlFor="question" className="sr-only">
        Your question
      </label>
      <textarea
        ref={box}
        id="question"
        rows={1}
        value={text}
        autoFocus={autoFocus}
        placeholder="Ask about sales, data or a log"
        className="block max-h-[min(40dvh,18rem)] w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-base outline-none placeholder:text-muted"
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className="flex items-center gap-0.5 px-2 pb-2">
        <AttachButton onFiles={onFiles} />
        {pickers}
        <span className="ml-auto shrink-0">
          <SendOrStop stop={stop} sendable={sendable} />
        </span>
      </div>
    </form>
  );
}

function AttachButton({ onFiles }: Pick<Props, "onFiles">) {
  const input = useRef<HTMLInputElement>(null);
  const take = () => {
    const files = [...(input.current?.files ?? [])];
    if (files.length === 0) return;
    onFiles(files);
    if (input.current) input.current.value = "";
  };
  // A file chosen before React took the page over fired no event that it saw.
  const takeChosen = useEffectEvent(take);
  useEffect(() => takeChosen(), []);
  return (
    <>
      <button
        type="button"
        className="btn-icon"
        aria-label="Attach a log or a SQLite file"
        title="Attach a log or a SQLite file"
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden size={17} />
      </button>
      <input ref={input} id="attach" type="file" aria-label="File to attach" tabIndex={-1} className="hidden" onChange={take} />
    </>
  );
}

function SendOrStop({ stop, sendable }: Pick<Props, "stop"> & { readonly sendable: boolean }) {
  if (stop !== null) {
    return (
      <button
        type="button"
        aria-label={stop.stopping ? "Stopping" : "Stop"}
        title="Stop"
        disabled={stop.stopping}
        onClick={stop.onStop}
        className="inline-flex size-11 items-center justify-center rounded-xl bg-ink text-bg disabled:opacity-60 sm:size-10"
      >
        <Square aria-hidden size={14} fill="currentColor" />
      </button>
    );
  }
  return (
    <button
      type="submit"
      aria-label="Ask"
      aria-disabled={!sendable}
      className="inline-flex size-11 items-center justify-center rounded-xl bg-accent text-on-accent hover:bg-accent-hover aria-disabled:bg-sunken aria-disabled:text-muted sm:size-10"
    >
      <ArrowUp aria-hidden size={19} />
    </button>
  );
}
