/** Tells of a failure in a toast. Success is silent: what changed on the screen is the message. */
export async function notify(message: string): Promise<void> {
  const { toast } = await import("sonner");
  toast.error(message);
}
