// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { toAdf } from "#lib/core/adapter/adf.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { ModuleVariable } from "#lib/core/terraform/module.ts";
import { AdfView } from "./adf-view.tsx";
import { HttpCall } from "./http-call.tsx";
import { JiraTicket } from "./jira-ticket.tsx";
import { PullRequest } from "./pull-request.tsx";
import { TerraformRun } from "./terraform-run.tsx";
import { WorkflowRun } from "./workflow-run.tsx";

afterEach(cleanup);

const row = (name: string) => screen.getByRole("row", { name: new RegExp(`^${name}\\b`) }).textContent;
const fact = (name: string) => screen.getByText(name).nextElementSibling?.textContent;

describe("Jira's document format", () => {
  const shown = (markdown: string, values: string[] = []) =>
    render(<AdfView document={toAdf({ markdown, values })} />).container;

  test("is drawn with its headings, lists, tables, code and marks", () => {
    const drawn = shown(
      "# Top\n\nOne **two** *three* ~~four~~ `five` [six](https://example.com/x)\n\n1. a\n2. b\n\n- c\n\n> said\n\n```sql\nselect 1\n```\n\n| q | a |\n| --- | --- |\n| n | 1 |\n\n---\n",
    );
    expect(within(drawn).getByRole("heading", { name: "Top" })).toBeTruthy();
    for (const [name, tag] of [
      ["two", "STRONG"],
      ["three", "EM"],
      ["four", "DEL"],
      ["five", "CODE"],
      ["select 1", "CODE"],
    ] as const)
      expect(within(drawn).getByText(name).tagName).toBe(tag);
    expect(within(drawn).getByRole("link", { name: "six" }).getAttribute("href")).toBe("https://example.com/x");
    expect(within(drawn).getAllByRole("listitem")).toHaveLength(3);
    expect(within(drawn).getByRole("columnheader", { name: "q" })).toBeTruthy();
    expect(within(drawn).getByRole("blockquote").textContent).toBe("said");
    expect(within(drawn).getByRole("separator")).toBeTruthy();
  });

  test("shows an answer that looks like markup as it was typed", () => {
    const drawn = shown("For \uE0000\uE001", ["**bold** <b>x</b>"]);
    expect(drawn.textContent).toBe("For **bold** <b>x</b>");
  });
});

test("a ticket names what it is sent with, as Jira takes it", () => {
  const fields: JsonObject = { customfield_10010: "CC-1", customfield_10011: { value: "EU" } };
  const given = { project: "DBA", issueType: "Task", summary: "Make  it", labels: ["in prod"], dueDate: "2027-01-31" };
  render(<JiraTicket shown={{ ...given, fields, done: ["Closed"] }} />);
  expect(screen.getByRole("heading", { name: "Make it" })).toBeTruthy();
  expect(screen.getByText("in-prod")).toBeTruthy();
  expect(fact("Due")).toBe("2027-01-31");
  expect(fact("customfield_10010")).toBe("CC-1");
  expect(fact("customfield_10011")).toContain("EU");
  expect(fact("Done when")).toBe("Closed");
});

describe("a pull request", () => {
  const pull = (file: JsonObject) =>
    render(<PullRequest shown={{ repository: "acme/x", title: "Add", base: "main", files: [file] }} />);

  test("shows each file as it will stand", () => {
    pull({ path: { markdown: "a/b.yaml", values: [] }, data: { name: "orders", rolled: "yes" } });
    expect(screen.getByText(/into/).textContent).toBe("a branch named after request and step into main");
    expect(screen.getByLabelText("a/b.yaml").textContent).toBe('name: orders\nrolled: "yes"\n');
  });

  test("says what becomes of a file, and why one can't be written", () => {
    pull({ path: { markdown: "old.txt", values: [] }, mode: "delete" });
    expect(screen.getByText("is removed")).toBeTruthy();
    cleanup();
    pull({ path: { markdown: "\uE0000\uE001.yaml", values: ["a/b"] }, data: {} });
    expect(screen.getByText(/A value in a path is part of one name/)).toBeTruthy();
  });
});

test("a run of a workflow shows its inputs as texts, and what PAO adds", () => {
  render(
    <WorkflowRun
      shown={{
        repository: "acme/x",
        workflow: "go.yml",
        inputs: { size: 3, tags: ["a"], none: null },
        keyInput: "pao",
      }}
    />,
  );
  expect(fact("Branch or tag")).toBe("main");
  expect(row("size")).toBe("size3");
  expect(row("tags")).toBe('tags["a"]');
  expect(row("pao")).toContain("PAO finds the run again by it.");
  expect(screen.queryByText("none")).toBeNull();
});

test("a run of Terraform shows the variables it is given, and what the module does without", () => {
  const variable = (more: Partial<ModuleVariable>): ModuleVariable => ({
    schema: {},
    required: false,
    sensitive: false,
    nullable: true,
    ...more,
  });
  const description = {
    variables: { size: variable({ default: "small" }), zone: variable({ required: true }), name: variable({}) },
    outputs: { host: { sensitive: false } },
    providers: {},
    calls: {},
    troubles: [],
  };
  const modules = { "modules/db": { digest: "d", description } };
  render(
    <TerraformRun shown={{ module: "modules/db", variables: { name: "orders" } }} step="create" modules={modules} />,
  );
  expect(fact("State")).toBe("create");
  expect(fact("Yields")).toBe("host");
  expect(row("name")).toBe("nameorders");
  expect(row("size")).toContain('"small"');
  expect(row("zone")).toContain("it is not given");
});

test("a call shows its line, headers and body, and what it waits for", () => {
  const wait = { path: "/v1/things/7", until: { pointer: "/status", in: ["ready", "done"] } };
  render(
    <HttpCall
      shown={{
        method: "POST",
        path: "/v1/things",
        query: { dry: false, of: "‹Name›" },
        body: { a: 1 },
        idempotent: true,
        wait,
      }}
    />,
  );
  expect(screen.getByText("/v1/things?dry=false&of=‹Name›")).toBeTruthy();
  expect(row("Content-Type")).toContain("application/json");
  expect(row("Idempotency-Key")).toContain("‹one key for every attempt›");
  expect(screen.getByLabelText("Body").textContent).toBe('{\n  "a": 1\n}');
  expect(fact("Succeeds with")).toBe("any 2xx");
  expect(fact("Waits until")).toBe("GET /v1/things/7 says /status is ready or done");
});
