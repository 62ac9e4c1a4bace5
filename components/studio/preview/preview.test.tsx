// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { document, preview } from "./previewed.tsx";

beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

const asked = `
inputs:
  type: object
  required: [name]
  properties:
    name: { type: string, title: Name }
    size: { type: string, title: Size, enum: [small, large], default: small }
    password: { type: string, title: Password, writeOnly: true }
`;

const steps = `
fulfillment:
  steps:
    - id: create
      title: Create it
      uses: http
      with:
        method: POST
        path: "/v1/databases/\${{ inputs.name }}"
        body: { size: "\${{ inputs.size }}", password: "\${{ inputs.?password.orValue('') }}" }
        outputs: { host: { type: string, from: /host } }
    - id: register
      title: Register it
      uses: jira-issue
      with:
        project: DBA
        issueType: Task
        summary: "Register \${{ inputs.name }}"
        description: |
          Put **\${{ inputs.name }}** on the list:

          - host: \${{ steps.create.outputs.host }}
        labels: ["\${{ request.environment }}"]
    - id: change
      title: Note it down
      if: \${{ inputs.size == 'large' }}
      uses: github-pull-request
      with:
        repository: acme/inventory
        title: "Add \${{ inputs.name }}"
        body: "Asked for by \${{ request.requester }}."
        files: [{ path: "\${{ inputs.name }}.yaml", data: { name: "\${{ inputs.name }}" } }]
`;

const open = (name: string) => screen.getByRole("tab", { name });
const pane = () => screen.getByRole("tabpanel");

describe("the form of a preview", () => {
  test("is the form of the document, and orders nothing", async () => {
    const { user, inputs } = preview(document(asked + steps));
    await user.type(screen.getByLabelText(/^Name/), "orders");
    expect(inputs()).toMatchObject({ name: "orders", size: "small" });
    await user.click(screen.getByRole("button", { name: /Review/ }));
    expect(screen.getByRole("button", { name: "Order" }).hasAttribute("disabled")).toBe(true);
    expect(window.localStorage).toHaveLength(0);
  });

  test("keeps its answers while the document is written, and while another tab is looked at", async () => {
    const { user, write } = preview(document(asked + steps));
    await user.type(screen.getByLabelText(/^Name/), "orders");
    write(document(asked.replace("title: Name", "title: Host name") + steps));
    await user.click(open("Plan"));
    await user.click(open("Form"));
    expect(screen.getByLabelText<HTMLInputElement>(/Host name/).value).toBe("orders");
  });
});

describe("the things that steps make", () => {
  test("have a tab for each kind that the document may make, and no other", () => {
    preview(document(asked + steps));
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "Form",
      "Plan",
      "As Jira ticket",
      "As pull request",
      "As HTTP call",
    ]);
  });

  test("a ticket stands as Jira will show it, with the names of what is not known yet", async () => {
    const { user } = preview(document(asked + steps));
    await user.type(screen.getByLabelText(/^Name/), "orders");
    await user.click(open("As Jira ticket"));
    const ticket = within(within(pane()).getByRole("article", { name: "Register it" }));
    expect(ticket.getByRole("heading", { name: "Register orders" })).toBeTruthy();
    expect(ticket.getByText("orders").tagName).toBe("STRONG");
    expect(ticket.getByText("‹host of Create it›").tagName).toBe("MARK");
    expect(ticket.getByText("dev")).toBeTruthy();
  });

  test("a secret has a name and no value", async () => {
    const { user, container } = preview(document(asked + steps));
    await user.type(screen.getByLabelText(/^Password/), "hunter2");
    await user.click(open("As HTTP call"));
    expect(within(pane()).getByText("‹secret inputs.password›")).toBeTruthy();
    expect(container.textContent).not.toContain("hunter2");
  });

  test("where the answers lead elsewhere, that is said; with others it is there", async () => {
    const { user } = preview(document(asked + steps));
    await user.click(open("As pull request"));
    expect(within(pane()).getByText("With these answers no pull request is opened.")).toBeTruthy();
    await user.click(open("Form"));
    await user.type(screen.getByLabelText(/^Name/), "orders");
    await user.selectOptions(screen.getByLabelText(/^Size/), "large");
    await user.click(open("As pull request"));
    const pull = within(await within(pane()).findByRole("article", { name: "Note it down" }));
    expect(pull.getByRole("heading", { name: "Add orders" })).toBeTruthy();
    expect(pull.getByText("‹who orders it›").tagName).toBe("MARK");
    expect(pull.getByText("name: orders", { exact: false }).tagName).toBe("PRE");
  });
});

describe("answers that are missing", () => {
  test("are named, and lead to their question", async () => {
    const { user } = preview(document(asked + steps));
    await user.click(open("Plan"));
    expect(within(pane()).getByText("One answer is missing or does not fit.")).toBeTruthy();
    expect(within(pane()).getByText("Answer this question.", { exact: false }).textContent).toMatch(/^Name: /);
    expect(within(pane()).getByText("Calls POST /v1/databases/‹Name›.")).toBeTruthy();
    await user.click(within(pane()).getByRole("button", { name: "Name" }));
    await waitFor(() => expect(window.document.activeElement).toBe(screen.getByLabelText(/^Name/)));
  });
});

test("where it would go is told, and is where the document is offered", async () => {
  const { user, place, write } = preview(document(asked + steps));
  expect(place()).toEqual({ project: "shop", environment: "dev" });
  await user.selectOptions(screen.getByLabelText("Project"), "Any project");
  expect(place()).toEqual({ project: null, environment: "dev" });
  write(document(`  environments: [prod]\n${asked}${steps}`));
  expect(place()).toEqual({ project: null, environment: "prod" });
});

test("the plan changes with the environment", async () => {
  const policies = `
policies:
  - id: not-in-prod
    when: \${{ request.environment == 'prod' }}
    effect: deny
    message: Nothing in production yet.
`;
  const { user } = preview(document(asked + policies + steps));
  await user.click(open("Plan"));
  expect(within(pane()).getByText("It may be ordered")).toBeTruthy();
  await user.selectOptions(within(pane()).getByLabelText("Environment"), "prod");
  expect(await within(pane()).findByText("This cannot be ordered")).toBeTruthy();
  expect(within(pane()).getByText(/Nothing in production yet/)).toBeTruthy();
});

test("an operation has its own form and its own things", async () => {
  const operations = `
operations:
  grow:
    title: Grow
    inputs: { type: object, required: [gib], properties: { gib: { type: integer, title: Storage } } }
    fulfillment:
      steps:
        - id: ask
          title: Ask for it
          uses: manual
          with: { team: dba, instructions: "Grow \${{ resource.name }} to \${{ inputs.gib }} GiB." }
`;
  const { user } = preview(document(asked + steps + operations));
  await user.type(screen.getByLabelText(/^Name/), "orders");
  await user.selectOptions(screen.getByLabelText("Operation"), "grow");
  await user.type(await screen.findByLabelText(/^Storage/), "40");
  await user.click(open("As task"));
  expect(await within(pane()).findByText("Grow orders to 40 GiB.")).toBeTruthy();
  await user.selectOptions(within(pane()).getByLabelText("Operation"), "create");
  await user.click(open("Form"));
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("orders");
});

test("a document that can no longer be read leaves what was shown, and says so", () => {
  const { write } = preview(document(asked + steps));
  write(document(`${asked}  nonsense: {`));
  expect(screen.getByLabelText(/^Name/)).toBeTruthy();
  expect(screen.getByText("as before the errors")).toBeTruthy();
});

test("why a plan can't be made is said in words", async () => {
  const wrong = steps.replace("/v1/databases/${{ inputs.name }}", "/v1/databases/${{ inputs.name }}#top");
  const { user } = preview(document(asked + wrong));
  await user.type(screen.getByLabelText(/^Name/), "orders");
  await user.click(open("Plan"));
  expect(within(pane()).getByText(/“Create it” can't be planned with these answers/)).toBeTruthy();
});
