import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Filter } from "./filter.ts";
import { NoRequests } from "./no-requests.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(tests: readonly object[]) {
  const change = vi.fn<(filter: Filter) => void>();
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    asked.push(address);
    return Response.json({ items: tests });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <NoRequests filter={{ scope: "mine" }} change={change} />
    </QueryClientProvider>,
  );
  return { change, asked };
}

test("who has only test orders is told, and led to them", async () => {
  const { change, asked } = show([{ number: "REQ-1001" }]);
  await userEvent.click(await screen.findByRole("button", { name: "Show the test orders" }));
  expect(change).toHaveBeenCalledWith({ scope: "mine", tests: "only" });
  expect(asked).toEqual(["/api/v1/requests?scope=mine&tests=only&limit=1"]);
});

test("who has none at all is led to the catalog", () => {
  show([]);
  expect(screen.getByText("You have not ordered anything yet")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open the catalog" })).toBeTruthy();
});
