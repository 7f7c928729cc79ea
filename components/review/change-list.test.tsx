import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChangeList } from "@/components/review/change-list";
import { describeChange } from "@/components/review/describe-change";

const at = new Date(2026, 10, 18, 14, 2).toISOString();

describe("the latest changes", () => {
  it("are shown in the order given, each with its question and what was done when", () => {
    const markup = renderToStaticMarkup(
      <ChangeList
        changes={[
          { at, userId: "u", what: "undone", verifiedId: "v", text: "“how many pets”" },
          { at, userId: "u", what: "corrected", verifiedId: "v", text: "“how many pets” means “kind is dog”" },
        ]}
      />,
    );
    expect(markup).toMatch(/Latest changes.*“how many pets”<.*undone .*14:02.*means “kind is dog”.*corrected .*14:02/);
    expect(markup).not.toContain("<button");
  });

  it("show no heading while nothing was taught", () => {
    expect(renderToStaticMarkup(<ChangeList changes={[]} />)).toBe("");
  });

  it.each([
    ["verified", "confirmed 14:02"],
    ["stale", "put to rest 14:02"],
    ["renewed", "in use again 14:02"],
    ["ruled", "made a rule for logs 14:02"],
  ] as const)("say of what was %s “%s”", (what, said) => expect(describeChange({ what, at }, new Date(2026, 10, 18, 18))).toBe(said));
});
