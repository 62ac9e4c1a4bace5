// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildForm } from "#lib/core/form/build.ts";
import { isJsonObject } from "#lib/core/json.ts";
import type { JsonObject } from "#lib/core/json.ts";
import type { OfferingUi } from "#lib/core/offering/document.ts";
import { chosen, open, proceed, step } from "./opened-order.tsx";

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(null, "", "/#details");
});
afterEach(cleanup);

function ask(properties: JsonObject, more: JsonObject = {}, ui: OfferingUi = {}, inputs: JsonObject = {}) {
  return open({ initial: { ...chosen, inputs } }, buildForm({ type: "object", properties, ...more }, ui));
}

describe("lists", () => {
  const rules: JsonObject = {
    type: "array",
    title: "Rules",
    items: {
      type: "object",
      required: ["port"],
      properties: {
        port: { type: "integer", title: "Port", maximum: 65535 },
        protocol: { enum: ["tcp", "udp"], default: "tcp" },
      },
    },
  };

  test("entries are added with their defaults, moved and removed by buttons with names", async () => {
    const { user, state } = ask({ rules });
    await user.click(screen.getByRole("button", { name: "Add to Rules" }));
    await user.type(screen.getByLabelText("Port"), "443");
    await user.click(screen.getByRole("button", { name: "Add to Rules" }));
    await user.type(within(screen.getByRole("group", { name: "Entry 2" })).getByLabelText("Port"), "80");
    expect(state().inputs).toEqual({
      rules: [
        { port: 443, protocol: "tcp" },
        { port: 80, protocol: "tcp" },
      ],
    });
    await user.click(screen.getByRole("button", { name: "Move entry 2 up" }));
    expect(state().inputs).toMatchObject({ rules: [{ port: 80 }, { port: 443 }] });
    await user.click(screen.getByRole("button", { name: "Remove entry 1" }));
    expect(state().inputs).toEqual({ rules: [{ port: 443, protocol: "tcp" }] });
  });

  test("a mistake in an entry is told at its field", async () => {
    const { user } = ask({ rules }, {}, {}, { rules: [{ port: 1 }, { port: 70000 }] });
    await proceed(user);
    expect(document.activeElement).toBe(within(screen.getByRole("group", { name: "Entry 2" })).getByLabelText("Port"));
    expect(screen.getByText("At most 65535.")).toBeTruthy();
  });

  test("a list of values from an enum is answered by ticking, in the order of the enum", async () => {
    const zones: JsonObject = { type: "array", title: "Zones", items: { enum: ["a", "b", "c"] }, minItems: 2 };
    const { user, state } = ask({ zones }, { required: ["zones"] }, { fields: { zones: { labels: { a: "Zone A" } } } });
    const group = screen.getByRole("group", { name: "Zones" });
    await user.click(within(group).getByLabelText("c"));
    await proceed(user);
    expect(screen.getByText("At least 2 entries.")).toBeTruthy();
    await user.click(within(group).getByLabelText("Zone A"));
    expect(state().inputs).toEqual({ zones: ["a", "c"] });
    expect(screen.queryByText("At least 2 entries.")).toBeNull();
  });

  test("a list of texts", async () => {
    const { user, state } = ask({ hosts: { type: "array", title: "Hosts", items: { type: "string" } } });
    await user.click(screen.getByRole("button", { name: "Add to Hosts" }));
    await user.type(screen.getByLabelText("Entry 1"), "a.example.com");
    expect(state().inputs).toEqual({ hosts: ["a.example.com"] });
  });
});

test("a fixed yes is a consent: it is not given before somebody gives it", async () => {
  const agreed: JsonObject = { type: "boolean", title: "Everybody has agreed", const: true };
  const { user, state } = ask({ agreed }, { required: ["agreed"] });
  const consent = screen.getByRole("switch", { name: "Everybody has agreed" });
  expect(consent.getAttribute("aria-checked")).toBe("false");
  await user.click(consent);
  expect(state()).toMatchObject({ inputs: { agreed: true }, valid: true });
});

describe("groups", () => {
  const network: JsonObject = {
    type: "object",
    title: "Network",
    required: ["cidr"],
    properties: { cidr: { type: "string", title: "CIDR" }, public: { type: "boolean", title: "Public" } },
    if: { properties: { public: { const: true } }, required: ["public"] },
    then: { properties: { host: { type: "string", title: "Host" } }, required: ["host"] },
  };

  test("the questions of a group stand in a fieldset with its name; conditions work inside", async () => {
    const { user, state } = ask({ network }, { required: ["network"] });
    const group = screen.getByRole("group", { name: "Network" });
    await user.type(within(group).getByLabelText("CIDR"), "10.0.0.0/16");
    await user.click(within(group).getByRole("switch", { name: "Public" }));
    await user.type(within(group).getByLabelText("Host"), "a");
    expect(state().inputs).toEqual({ network: { cidr: "10.0.0.0/16", public: true, host: "a" } });
    await user.click(within(group).getByRole("switch", { name: "Public" }));
    expect(state().inputs).toEqual({ network: { cidr: "10.0.0.0/16", public: false } });
  });

  test("an optional group that was emptied again is not answered", async () => {
    const { user, state } = ask({ network });
    await user.type(screen.getByLabelText("CIDR"), "1");
    expect(state().inputs).toEqual({ network: { cidr: "1" } });
    await user.clear(screen.getByLabelText("CIDR"));
    expect(state()).toMatchObject({ inputs: {}, valid: true });
  });

  test("entries with names of the customer's own can be added and renamed", async () => {
    const labels: JsonObject = { type: "object", title: "Labels", additionalProperties: { type: "string" } };
    const { user, state } = ask({ labels });
    await user.click(screen.getByRole("button", { name: "Add to Labels" }));
    const name = screen.getByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "team");
    await user.tab();
    const { labels: answer } = state().inputs;
    expect(Object.keys(isJsonObject(answer) ? answer : {})).toEqual(["team"]);
  });
});

describe("alternatives", () => {
  const alternative = (kind: string, key: string): JsonObject => ({
    title: kind,
    properties: { kind: { const: kind }, [key]: { type: "string", title: key } },
    required: ["kind", key],
  });

  test("choosing an alternative shows its questions and drops the answers of the other", async () => {
    const access: JsonObject = {
      type: "object",
      title: "Access",
      oneOf: [alternative("Public", "host"), alternative("Private", "subnet")],
    };
    const { user, state } = ask({ access }, { required: ["access"] });
    await user.type(screen.getByLabelText("host"), "a");
    expect(state()).toMatchObject({ inputs: { access: { kind: "Public", host: "a" } }, valid: true });
    await user.selectOptions(screen.getByLabelText("Access"), "Private");
    expect(screen.queryByLabelText("host")).toBeNull();
    await user.type(screen.getByLabelText("subnet"), "b");
    expect(state()).toMatchObject({ inputs: { access: { kind: "Private", subnet: "b" } }, valid: true });
    expect(state().inputs["access"]).not.toHaveProperty("host");
  });

  test("titled values are a select that shows their titles", async () => {
    const version: JsonObject = {
      title: "Version",
      oneOf: [
        { const: 16, title: "16 (old)" },
        { const: 17, title: "17" },
      ],
      type: "integer",
    };
    const { user, state } = ask({ version }, { required: ["version"] });
    await user.selectOptions(screen.getByLabelText("Version"), "16 (old)");
    expect(state().inputs).toEqual({ version: 16 });
  });

  test("a question that depends on another answer comes and goes with it", async () => {
    const { user, state } = ask(
      { proxy: { type: "string", title: "Proxy" } },
      {
        dependentSchemas: {
          proxy: { properties: { port: { type: "integer", title: "Proxy port" } }, required: ["port"] },
        },
      },
    );
    expect(screen.queryByLabelText("Proxy port")).toBeNull();
    await user.type(screen.getByLabelText(/^Proxy/), "a");
    await user.type(screen.getByLabelText("Proxy port"), "80");
    expect(state().inputs).toEqual({ proxy: "a", port: 80 });
    await user.clear(screen.getByLabelText(/^Proxy optional/));
    expect(screen.queryByLabelText("Proxy port")).toBeNull();
    expect(state().inputs).toEqual({});
  });
});

describe("single values", () => {
  test("a secret is typed unseen, and can be looked at", async () => {
    const { user } = ask({ token: { type: "string", title: "Token", writeOnly: true } });
    const token = screen.getByLabelText<HTMLInputElement>(/^Token/);
    expect(token.type).toBe("password");
    await user.click(screen.getByRole("button", { name: "Show Token" }));
    expect(token.type).toBe("text");
  });

  test("a text where a number belongs is told, not swallowed", async () => {
    const { user } = ask({ port: { type: "integer", title: "Port" } });
    await user.type(screen.getByLabelText(/^Port/), "8o");
    await proceed(user);
    expect(screen.getByText("This has to be a whole number.")).toBeTruthy();
    expect(step(/Details/).getAttribute("aria-current")).toBe("step");
  });

  test("a decimal number can be typed through its unfinished forms", async () => {
    const { user, state } = ask({ share: { type: "number", title: "Share" } });
    await user.type(screen.getByLabelText(/^Share/), "0.05");
    expect(state().inputs).toEqual({ share: 0.05 });
  });

  test("radio buttons and textareas on request", async () => {
    const ui: OfferingUi = { fields: { size: { widget: "radio" }, why: { widget: "textarea" } } };
    const { user, state } = ask(
      { size: { title: "Size", enum: ["s", "m"] }, why: { type: "string", title: "Why" } },
      {},
      ui,
    );
    await user.click(screen.getByRole("radio", { name: "m" }));
    await user.type(screen.getByLabelText(/^Why/), "because");
    expect(state().inputs).toEqual({ size: "m", why: "because" });
    expect(screen.getByLabelText(/^Why/).tagName).toBe("TEXTAREA");
  });
});
