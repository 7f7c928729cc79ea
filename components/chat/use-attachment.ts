"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useChat } from "@/components/chat/chat-context";
import { uploadFile } from "@/components/chat/upload";
import { notify } from "@/components/ui/notify";
import type { SourceInfo } from "@/lib/ask/catalog";

/** The file that goes with the next question, or that it can be asked of. */
export type Attachment =
  | { readonly state: "sending"; readonly fileName: string; readonly share: number }
  | { readonly state: "asked-of"; readonly fileName: string }
  | { readonly state: "ready"; readonly fileName: string; readonly id: string; readonly bytes: number }
  | { readonly state: "failed"; readonly fileName: string; readonly message: string };

/** Uploads what is attached; a database becomes a source to ask, anything else a log for the next question. */
export function useAttachment(onSource: (source: SourceInfo) => void) {
  const { dispatch } = useChat();
  const [attachment, setAttachment] = useState<Attachment | null>(null);
  const [fileNames, setFileNames] = useState<ReadonlyMap<string, string>>(new Map());
  const cancel = useRef<(() => void) | null>(null);

  const attach = useCallback(
    async (file: Blob, fileName: string): Promise<{ readonly id: string; readonly fileName: string } | null> => {
      cancel.current?.();
      let cancelled = false;
      setAttachment({ state: "sending", fileName, share: 0 });
      const task = uploadFile(file, fileName, (share) => !cancelled && setAttachment({ state: "sending", fileName, share }));
      cancel.current = () => {
        cancelled = true;
        task.cancel();
      };
      const outcome = await task.done;
      if (cancelled) return null;
      cancel.current = null;
      if (!outcome.ok) {
        setAttachment({ state: "failed", fileName, message: outcome.message });
        return null;
      }
      if (outcome.value.kind === "source") {
        const { source, suggestions } = outcome.value;
        setAttachment({ state: "asked-of", fileName });
        dispatch({ type: "sourceAdded", source, suggestions });
        onSource(source);
        return null;
      }
      const { id, bytes } = outcome.value;
      setFileNames((names) => new Map(names).set(id, fileName));
      setAttachment({ state: "ready", fileName, id, bytes });
      return { id, fileName };
    },
    [dispatch, onSource],
  );

  const attachFiles = useCallback(
    (files: readonly File[]) => {
      const [first, ...more] = files;
      if (!first) return;
      if (more.length > 0) void notify(`One file at a time: “${first.name}” was taken, ${more.length} more were not.`);
      void attach(first, first.name);
    },
    [attach],
  );

  const detach = useCallback(() => {
    cancel.current?.();
    cancel.current = null;
    setAttachment(null);
  }, []);

  return useMemo(() => ({ attachment, fileNames, attach, attachFiles, detach }), [attachment, fileNames, attach, attachFiles, detach]);
}
