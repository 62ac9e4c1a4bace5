import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Folded, LongText } from "./folded.tsx";

afterEach(cleanup);

const list = (count: number) => (
  <Folded items={Array.from({ length: count }, (_, index) => `entry ${index + 1}`)} most={6} of="Settings">
    {(shown) => shown.map((entry) => <p key={entry}>{entry}</p>)}
  </Folded>
);

test("a long list shows its beginning, and all of it on demand", () => {
  render(list(50));
  expect(screen.getAllByText(/^entry/)).toHaveLength(6);
  fireEvent.click(screen.getByRole("button", { name: "Show all 50 of Settings" }));
  expect(screen.getAllByText(/^entry/)).toHaveLength(50);
  fireEvent.click(screen.getByRole("button", { name: "Show fewer of Settings" }));
  expect(screen.getAllByText(/^entry/)).toHaveLength(6);
});

test("a list that a fold would shorten by a line or two is shown whole", () => {
  render(list(8));
  expect(screen.getAllByText(/^entry/)).toHaveLength(8);
  expect(screen.queryByRole("button")).toBeNull();
});

test("a long text shows its beginning, and a short one all of it", () => {
  const { container, rerender } = render(<LongText text={"x".repeat(2000)} of="Motd" />);
  expect(container.textContent?.length).toBeLessThan(500);
  fireEvent.click(screen.getByRole("button", { name: "Show all 2,000 characters of Motd" }));
  expect(container.textContent).toContain("x".repeat(2000));
  rerender(<LongText text="short" of="Motd" />);
  expect(container.textContent).toBe("short");
});

test("a text of many lines is folded by its lines", () => {
  const { container } = render(
    <LongText text={Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n")} of="Log" />,
  );
  expect(container.textContent).toContain("line 7");
  expect(container.textContent).not.toContain("line 8");
});
