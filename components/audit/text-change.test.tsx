import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Changes } from "./changes.tsx";

afterEach(cleanup);

test("what somebody else had changed before is told apart", () => {
  const detail = { diff: "+mine", earlier: { by: "Ada", diff: "+theirs" } };
  const { container } = render(<Changes detail={detail} />);
  expect(container.textContent).toMatch(/Before that, by Ada.*\+theirs.*\+mine/s);
});

test("a change of a document is told in sentences and shown in lines, apart from what else is known of it", () => {
  const detail = { revision: 3, differences: ["“Size” also takes huge."], diff: "@@ -1,2 +1,2 @@\n a\n-b\n+c" };
  const { container, getByRole, getByLabelText } = render(<Changes detail={detail} />);
  expect(getByRole("listitem").textContent).toBe("“Size” also takes huge.");
  const lines = [...getByLabelText("Changed lines").children].map((line) => line.textContent);
  expect(lines).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "+c"]);
  expect([...container.querySelectorAll("dt")].map((term) => term.textContent)).toEqual(["revision"]);
});
