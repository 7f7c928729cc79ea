"use client";

import { FileDown } from "lucide-react";
import { useEffect, useState } from "react";

/** The whole page takes files. The veil only shows; the window's own events decide. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Enter and leave fire for every element passed; only their balance tells whether the file is still over the page.
    let depth = 0;
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!isFile(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!isFile(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => isFile(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    for (const name of ["dragenter", "dragleave", "dragover", "drop"] as const) window.addEventListener(name, handlers[name]);
    return () => {
      for (const name of ["dragenter", "dragleave", "dragover", "drop"] as const) window.removeEventListener(name, handlers[name]);
    };
  }, [onFiles]);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 flex items-center justify-center bg-bg/85 p-6">
      <div className="flex h-full w-full flex-col items-center justify-center gap-3 rounded-3xl border-2 border-dashed border-accent text-center">
        <FileDown aria-hidden size={34} className="text-accent" />
        <p className="font-serif text-2xl">Drop it here</p>
        <p className="text-muted">A log is read for failures. A SQLite file becomes a database you can ask.</p>
      </div>
    </div>
  );
}
