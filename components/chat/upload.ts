import type { AddedUpload } from "@/lib/ask/catalog";

export type UploadOutcome = { readonly ok: true; readonly value: AddedUpload } | { readonly ok: false; readonly message: string };

export type UploadTask = { readonly done: Promise<UploadOutcome>; readonly cancel: () => void };

const UNREACHABLE = "The upload broke off: Tellback could not be reached.";

/** Sends a file as it is. `fetch` does not tell how much has gone out, so this is an XMLHttpRequest. */
export function uploadFile(file: Blob, name: string, onProgress: (share: number) => void): UploadTask {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadOutcome>((resolve) => {
    request.upload.onprogress = (event) => onProgress(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => resolve(readUploadReply(request.status, request.responseText));
    request.onerror = () => resolve({ ok: false, message: UNREACHABLE });
    request.onabort = () => resolve({ ok: false, message: "The upload was cancelled." });
    request.open("POST", `/api/uploads?name=${encodeURIComponent(name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

/** The server's reply as an outcome; a reply that is not ours (a proxy's page) is told by its status. */
export function readUploadReply(status: number, body: string): UploadOutcome {
  let reply: unknown;
  try {
    reply = JSON.parse(body);
  } catch {
    return { ok: false, message: `The upload was turned down (${status}).` };
  }
  if (status === 201 && isUploaded(reply)) return { ok: true, value: reply };
  return { ok: false, message: errorMessage(reply) ?? `The upload was turned down (${status}).` };
}

function isUploaded(reply: unknown): reply is AddedUpload {
  if (typeof reply !== "object" || reply === null || !("kind" in reply)) return false;
  return (
    (reply.kind === "log" && "id" in reply && "fileName" in reply) ||
    (reply.kind === "source" && "source" in reply && "suggestions" in reply)
  );
}

function errorMessage(reply: unknown): string | null {
  if (typeof reply !== "object" || reply === null || !("error" in reply)) return null;
  const { error } = reply;
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string" ? error.message : null;
}
