import { NotFoundNotice } from "@/components/shell/not-found-notice";

/** Inside the shell, which has the page's main landmark. */
export default function NotFound() {
  return <NotFoundNotice />;
}
