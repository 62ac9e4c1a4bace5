import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, test } from "vitest";

import { parseOffering } from "#lib/core/offering/parse.ts";
import { beginBlank } from "#lib/core/offering/begin.ts";
import { describeModule } from "#lib/core/terraform/describe.ts";
import { FulfilmentTab } from "./fulfilment-tab.tsx";
import type { OutlineProps } from "./outline-props.ts";
import { PoliciesTab } from "./policies-tab.tsx";
import { QuestionsTab } from "./questions-tab.tsx";

afterEach(cleanup);

const blank = beginBlank({ name: "queue", title: "Queue", owner: "messaging" });
const main = `variable "name" {}\nvariable "size" {\n default = "small"\n description = "How big"\n}\n`;
const context: OutlineProps["context"] = {
  teams: ["messaging"],
  environments: ["dev", "prod"],
  modules: { "modules/queue": { digest: "d", description: describeModule({ "main.tf": main }) } },
};

function show(Tab: (props: OutlineProps) => React.ReactNode, given = blank, readOnly = false) {
  const state = { source: given, at: [0, 0] };
  function Desk() {
    const [source, setSource] = useState(given);
    const change = (next: string) => {
      state.source = next;
      setSource(next);
    };
    const { offering = null } = parseOffering(source);
    return (
      <Tab
        {...{ source, offering, context, readOnly }}
        path={[]}
        onChange={change}
        onGoTo={(line, column) => {
          state.at = [line, column];
        }}
      />
    );
  }
  render(<Desk />);
  return { state, user: userEvent.setup() };
}

describe("questions", () => {
  test("are listed in their order, and lead to their lines", async () => {
    const { state, user } = show(QuestionsTab);
    const rows = within(screen.getByRole("list", { name: "Questions" })).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining("Name"),
      expect.stringContaining("What should it be like?"),
    ]);
    await user.click(screen.getByText("What should it be like?"));
    expect(blank.split("\n")[(state.at[0] ?? 0) - 1]).toContain("details:");
  });

  test("are added by a form that nobody can send half filled in", async () => {
    const { state, user } = show(QuestionsTab);
    await user.click(screen.getByRole("button", { name: "Add a question" }));
    const dialog = screen.getByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Add it" }));
    expect(state.source).toBe(blank);
    await user.type(within(dialog).getByLabelText("Question"), "How long?");
    const name = within(dialog).getByLabelText<HTMLInputElement>("Name");
    expect(name.value).toBe("howLong");
    await user.clear(name);
    await user.type(name, "days");
    await user.selectOptions(within(dialog).getByLabelText("Kind of answer"), "Whole number");
    await user.type(within(dialog).getByLabelText(/^Smallest/), "1");
    await user.click(within(dialog).getByRole("button", { name: "Add it" }));
    expect(state.source).toContain("    days:\n      type: integer\n      title: How long?\n      minimum: 1\n");
    expect(state.source).toContain("required: [name, days]");
  });

  test("go with a word about who reads them", async () => {
    const { state, user } = show(QuestionsTab);
    await user.click(screen.getByRole("button", { name: "More of Name" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
    expect(screen.getByRole("dialog").textContent).toMatch(/A line reads it.*Line \d+ will/);
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(state.source).not.toContain("      title: Name");
  });

  test("can only be looked at by who may not write", () => {
    show(QuestionsTab, blank, true);
    expect(screen.queryByRole("button", { name: /Add|Move|More/ })).toBeNull();
  });

  test("say where the text can't be read", async () => {
    const { state, user } = show(QuestionsTab, "a: [\nb: 1\n");
    expect(screen.getByText("The text can't be read at the moment")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Show it in the text" }));
    expect(state.at[0]).toBeGreaterThan(0);
  });
});

describe("steps", () => {
  test("are added by what they do; a module's variables get the answers of the same name", async () => {
    const { state, user } = show(FulfilmentTab);
    await user.click(screen.getByRole("button", { name: "Add a step" }));
    const terraform = await screen.findByRole("button", { name: /^Terraform/ });
    expect(screen.queryByRole("button", { name: /yes or no/ }), "what does not run yet").toBeNull();
    await user.click(terraform);
    const dialog = screen.getByRole("dialog");
    await user.selectOptions(within(dialog).getByLabelText("Module"), "modules/queue");
    await user.type(within(dialog).getByLabelText("What it does, in a few words"), "Make it");
    await user.click(within(dialog).getByRole("button", { name: "Add it" }));
    expect(state.source).toContain(`    - id: make_it
      title: Make it
      uses: terraform
      with:
        module: modules/queue
        variables:
          name: "\${{ inputs.name }}"
`);
  });

  test("change where they stand", async () => {
    const { state, user } = show(FulfilmentTab);
    await user.click(screen.getByRole("button", { name: "Change Set it up" }));
    const title = within(screen.getByRole("dialog")).getByLabelText(/^What it does, in a few words/);
    await user.clear(title);
    await user.type(title, "By hand");
    await user.click(screen.getByRole("button", { name: "Change it" }));
    expect(state.source).toBe(blank.replace("title: Set it up", "title: By hand"));
  });
});

describe("a ticket", () => {
  const reading = `${blank}    - id: tell
      uses: manual
      with: { team: messaging, instructions: "See \${{ steps.ticket.outputs.url }}" }
`.replace(
    "uses: manual\n      with:\n        team: messaging\n        instructions",
    "uses: jira-issue\n      with:\n        project: MSG\n        issueType: Task\n        summary: A queue\n        description",
  );

  async function automate(user: ReturnType<typeof userEvent.setup>) {
    await user.click(screen.getByRole("button", { name: "Automate this step of Set it up" }));
    await user.click(await screen.findByRole("button", { name: /^Terraform/ }));
    await user.selectOptions(within(screen.getByRole("dialog")).getByLabelText("Module"), "modules/queue");
  }

  test("becomes a module in three steps, told in words before it is written", async () => {
    const { state, user } = show(FulfilmentTab);
    await automate(user);
    await user.click(screen.getByRole("button", { name: "See what changes" }));
    expect(screen.getByRole("dialog").textContent).toContain("“Set it up” moves from Task to Terraform.");
    expect(state.source).toBe(blank);
    await user.click(screen.getByRole("button", { name: "Write it" }));
    expect(parseOffering(state.source).offering?.fulfillment.steps[0]).toMatchObject({
      id: "ticket",
      uses: "terraform",
      with: { module: "modules/queue", variables: { name: "${{ inputs.name }}" } },
    });
  });

  test("that stays for an environment stays as it is written", async () => {
    const { state, user } = show(FulfilmentTab, blank);
    await automate(user);
    await user.click(screen.getByLabelText(/^It stays for some environments/));
    await user.click(screen.getByRole("button", { name: "See what changes" }));
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(within(screen.getByRole("dialog")).getByLabelText<HTMLInputElement>("prod").checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "See what changes" }));
    await user.click(screen.getByRole("button", { name: "Write it" }));
    expect(parseOffering(state.source).offering?.fulfillment.steps[0]?.any).toMatchObject([
      { if: "${{ request.environment != 'prod' }}", uses: "terraform" },
      { uses: "manual", with: { team: "messaging" } },
    ]);
  });

  test("that takes over on failure becomes the fallback", async () => {
    const { state, user } = show(FulfilmentTab);
    await automate(user);
    await user.click(screen.getByLabelText(/^It takes over when the automation fails/));
    await user.click(screen.getByRole("button", { name: "See what changes" }));
    await user.click(screen.getByRole("button", { name: "Write it" }));
    expect(parseOffering(state.source).offering?.fulfillment.steps[0]).toMatchObject({
      uses: "terraform",
      fallback: { uses: "manual", with: { team: "messaging" } },
    });
    expect(screen.getByRole("list", { name: "Steps" }).textContent).toContain("by Task when it fails");
  });

  test("whose key a later step reads is not given up without a warning", async () => {
    const { user } = show(FulfilmentTab, reading);
    await automate(user);
    await user.click(screen.getByRole("button", { name: "See what changes" }));
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toMatch(/This does not fit yet.*steps\.ticket\.outputs\.url/);
    expect(within(dialog).getByRole("button", { name: "Write it as it is" })).toBeDefined();
  });
});

describe("policies", () => {
  test("are added to a document that has none", async () => {
    const { state, user } = show(PoliciesTab);
    await user.click(screen.getByRole("button", { name: "Add a policy" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByLabelText("Name"), "no-prod");
    await user.click(within(dialog).getByLabelText("Refuses the order"));
    await user.type(within(dialog).getByLabelText("When"), "request.environment == 'prod'");
    await user.type(within(dialog).getByLabelText("What the person who orders reads"), "Not there.");
    await user.click(within(dialog).getByRole("button", { name: "Add it" }));
    const { offering } = parseOffering(state.source);
    expect(offering?.policies).toEqual([
      { id: "no-prod", when: "${{ request.environment == 'prod' }}", effect: "deny", message: "Not there." },
    ]);
  });
});
