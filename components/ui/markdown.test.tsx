// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Markdown } from "./markdown.tsx";

afterEach(cleanup);

test("raw HTML of an author does not reach the page", () => {
  const { container } = render(
    <Markdown text={'<img src=x onerror="alert(1)"><script>alert(1)</script>\n\nA **fine** text.'} />,
  );
  expect(container.querySelector("script, img")).toBeNull();
  expect(screen.getByText("fine").tagName).toBe("STRONG");
});

test("an address that runs code is no link", () => {
  render(<Markdown text={"[a](javascript:alert(1)) [b](https://example.com/guide)"} />);
  expect(screen.getByText("a").getAttribute("href")).toBeFalsy();
  expect(screen.getByRole("link", { name: "b" }).getAttribute("href")).toBe("https://example.com/guide");
});

test("an author's headings stand below those of the page", () => {
  render(<Markdown text={"# Backups\n\n## Every night"} />);
  expect(screen.getAllByRole("heading").map((heading) => heading.tagName)).toEqual(["H3", "H3"]);
});

test("an address that a text quotes is no link, one that its author wrote is", () => {
  render(<Markdown text={"Named a\\@b.example\\* and https\\://c.example: see https://d.example"} />);
  expect(screen.getAllByRole("link").map((link) => link.textContent)).toEqual(["https://d.example"]);
});
