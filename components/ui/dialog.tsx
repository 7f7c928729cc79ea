"use client";

import { X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";

const SHAPES = {
  left: "fixed inset-y-0 left-0 right-auto m-0 h-dvh max-h-none w-[min(20rem,88vw)] max-w-none border-r animate-[sheet-left_0.2s_ease-out]",
  right:
    "fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-[min(22rem,92vw)] max-w-none border-l animate-[sheet-right_0.2s_ease-out]",
  centre: "m-auto w-[min(30rem,calc(100vw-2rem))] rounded-2xl border animate-[rise_0.18s_ease-out]",
} as const;

type Props = { readonly title: string; readonly shape: keyof typeof SHAPES; readonly onClose: () => void; readonly children: ReactNode };

/** A modal dialog or an edge sheet. The browser's own `dialog` keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ title, shape, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      className={`overflow-y-auto border-line bg-surface p-0 text-ink shadow-card ${SHAPES[shape]}`}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="flex min-h-full flex-col p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
        <div className="mb-3 flex items-start justify-between gap-3">
          <h2 id={titleId} className="pt-1 font-serif text-xl leading-tight">
            {title}
          </h2>
          <button type="button" className="btn-icon -mt-1 -mr-2" aria-label="Close" onClick={onClose}>
            <X aria-hidden size={18} />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
