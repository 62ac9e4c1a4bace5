// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildForm } from "#lib/core/form/build.ts";
import type { JsonObject } from "#lib/core/json.ts";
import { open } from "./opened-order.tsx";

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/studio/postgresql");
});
afterEach(cleanup);

const asking = (properties: JsonObject) => buildForm({ type: "object", properties });
const name = { type: "string", title: "Name" };
const size = (usual: string) => ({ type: "string", title: "Size", enum: ["small", "large"], default: usual });

describe("a form whose document is being written", () => {
  test("keeps what was answered, also to a question that is away for a while", async () => {
    const { user, state, rerender } = open({ placed: true }, asking({ name, size: size("small") }));
    await user.type(screen.getByLabelText(/Name/), "orders");
    rerender({ form: asking({ nam: name }) });
    expect(state().inputs).toEqual({});
    rerender({ form: asking({ title: name, name }) });
    expect(state().inputs).toEqual({ name: "orders" });
  });

  test("shows a new default where nobody answered", () => {
    const { state, rerender } = open({ placed: true }, asking({ size: size("small") }));
    rerender({ form: asking({ size: size("large") }) });
    expect(state().inputs).toEqual({ size: "large" });
  });

  test("stays on a page that is there", async () => {
    const pages = (count: number) =>
      buildForm(
        { type: "object", properties: { name, size: size("small") } },
        { pages: [{ title: "One", fields: ["name"] }, ...(count > 1 ? [{ title: "Two", fields: ["size"] }] : [])] },
      );
    const { user, rerender } = open({ placed: true }, pages(2));
    await user.click(screen.getByRole("button", { name: /Review/ }));
    rerender({ form: pages(1) });
    expect(screen.getByRole("button", { name: /Review/ }).getAttribute("aria-current")).toBe("step");
  });
});

test("a form that nobody keeps leaves nothing in the browser and the address alone", async () => {
  const { user } = open({ placed: true, draftKey: undefined }, asking({ name }));
  await user.type(screen.getByLabelText(/Name/), "orders");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  expect(window.localStorage).toHaveLength(0);
  expect(window.location.hash).toBe("");
});
