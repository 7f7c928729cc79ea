"use client";

import { FileText, X } from "lucide-react";
import { formatBytes } from "@/components/chat/format-bytes";
import type { Attachment } from "@/components/chat/use-attachment";

export function AttachmentChip({ attachment, onRemove }: { readonly attachment: Attachment; readonly onRemove: () => void }) {
  const { fileName } = attachment;
  return (
    <div className="flex items-center gap-2 px-3 pt-3">
      <div className="flex min-w-0 items-center gap-2 rounded-lg bg-sunken py-1 pr-1 pl-3 text-sm">
        <FileText aria-hidden size={15} className="shrink-0 text-muted" />
        {attachment.state === "failed" ? null : <span className="min-w-0 truncate font-medium">{fileName}</span>}
        <span role="status" className={attachment.state === "failed" ? "min-w-0 text-bad" : "min-w-0 text-muted tabular-nums"}>
          {describe(attachment)}
        </span>
        {attachment.state === "sending" ? (
          <progress aria-label={`Uploading ${fileName}`} className="h-1.5 w-16 accent-accent" value={attachment.share} max={1} />
        ) : null}
        <button
          type="button"
          className="btn-icon size-9 sm:size-7"
          aria-label={attachment.state === "asked-of" ? "Close" : `Remove ${fileName}`}
          onClick={onRemove}
        >
          <X aria-hidden size={15} />
        </button>
      </div>
    </div>
  );
}

/** What spreadsheets write; it would else be taken for a log without a word. */
const TABLE_FILE = /\.(?:csv|tsv)$/iu;

function describe(attachment: Attachment): string {
  switch (attachment.state) {
    case "sending":
      return "uploading";
    case "asked-of":
      return "can be asked now";
    case "ready":
      return TABLE_FILE.test(attachment.fileName)
        ? `${formatBytes(attachment.bytes)}, read as a log. To ask it as a table, drop in a SQLite database`
        : formatBytes(attachment.bytes);
    case "failed":
      return attachment.message;
    default:
      return attachment satisfies never;
  }
}
