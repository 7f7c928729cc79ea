"use client";

import { useState } from "react";
import { readOlder } from "@/app/(chat)/actions";
import { useChat } from "@/components/chat/chat-context";
import { reportFailure } from "@/components/ui/build-check";
import { notify } from "@/components/ui/notify";
import { HISTORY_PAGE } from "@/lib/interactions/history";

/** Loads older conversations of the history, a page at a time; `isAll` once there are no more. */
export function useOlder() {
  const { state, dispatch } = useChat();
  const [busy, setBusy] = useState(false);
  const [isAll, setIsAll] = useState(false);
  const showOlder = async () => {
    setBusy(true);
    try {
      const conversations = await readOlder({ skip: state.conversations.length });
      dispatch({ type: "olderLoaded", conversations });
      setIsAll(conversations.length < HISTORY_PAGE);
    } catch (error) {
      reportFailure("Older conversations were not read", error);
      void notify("Older conversations could not be loaded. Tellback could not be reached.");
    } finally {
      setBusy(false);
    }
  };
  return { isAll, busy, showOlder };
}
