// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { CopyButton } from "./copy-button.tsx";

afterEach(cleanup);

test("where the browser gives out no clipboard, as over plain HTTP, the text is copied all the same", async () => {
  const copied: string[] = [];
  document.execCommand = () => {
    copied.push(document.querySelector("textarea")?.value ?? "");
    return true;
  };
  expect("clipboard" in navigator).toBe(false);
  render(<CopyButton text="db-1.example" what="Host" />);
  fireEvent.click(screen.getByRole("button", { name: "Copy Host" }));
  expect((await screen.findByText("Copied Host")).textContent).toBe("Copied Host");
  expect(copied).toEqual(["db-1.example"]);
  expect(document.querySelector("textarea")).toBeNull();
});
