/** The code of toasts, from one place: where they are shown loads it when the page starts, so that it is there when the server is gone. */
export const loadToasts = () => import("sonner");

/** Tells of a failure in a toast. Success is silent: what changed on the screen is the message. */
export async function notify(message: string): Promise<void> {
  const { toast } = await loadToasts();
  toast.error(message);
}
