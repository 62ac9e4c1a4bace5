// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildForm } from "#lib/core/form/build.ts";
import { open, step } from "./opened-order.tsx";

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/");
});
afterEach(cleanup);

const where = {
  projects: [{ name: "checkout", title: "Checkout", team: "checkout" }],
  environments: [{ name: "dev", title: "Development" }],
};

test("an operation asks no place, begins with what is there, and its review says what each answer was", async () => {
  const inputs = { name: "orders", size: "large", retention: 9, replica: false, password: "x" };
  const { user, sent } = open({ placed: true, where, initial: { inputs }, before: inputs });
  const pages = within(screen.getByRole("navigation")).getAllByRole("button");
  expect(pages.map((button) => button.textContent)).toEqual(["Basics", "Availability", "Review"]);
  expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
  await user.clear(screen.getByLabelText("Backup retention"));
  await user.type(screen.getByLabelText("Backup retention"), "3");
  await user.click(step(/Review/));
  const basics = screen.getByRole("region", { name: "Basics" });
  expect(within(basics).getByText("3 days").textContent).toBe("3 days · was 9 days");
  expect(within(basics).getByText("orders").textContent).toBe("orders");
  await user.click(screen.getByRole("button", { name: "Order" }));
  expect(sent).toMatchObject([{ project: "checkout", environment: "dev", inputs: { retention: 3, size: "large" } }]);
});

test("an operation without a question is its review alone", () => {
  open({ placed: true, where }, buildForm({ type: "object", properties: {} }));
  expect(screen.queryByRole("navigation")).toBeNull();
  expect(screen.getByRole("button", { name: "Order" })).toBeTruthy();
});
