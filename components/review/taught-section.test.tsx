import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { TaughtSection } from "@/components/review/taught-section";

const markupOf = (text: string) =>
  renderToStaticMarkup(<TaughtSection id="fixes" title="Fixes" rows={[{ id: "1", text, about: "now", acts: [] }]} />);

it("folds a long text until it is asked for, and leaves a short one as it is", () => {
  const long = markupOf("how many orders ".repeat(2000));
  expect(long).toContain("line-clamp");
  expect(long).toContain("Show all");
  expect(markupOf("how many orders")).not.toMatch(/line-clamp|Show all/);
});
