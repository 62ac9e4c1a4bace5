import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startSandbox, type TestSandbox } from "#tests/contracts/sandbox.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox?.close();
});

describe("an item", () => {
  test("is created with what was asked and an address of its own", async () => {
    const created = await sandbox.platform("POST", "/buckets", { name: "orders", region: "eu" });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "orders",
      region: "eu",
      status: "ready",
      endpoint: "https://orders.buckets.sandbox.example",
    });
    expect(created.headers.get("location")).toBe(created.at("statusUrl"));
    expect((await sandbox.platform("POST", "/buckets", { name: "orders" })).status).toBe(409);
    expect((await sandbox.platform("GET", "/buckets?name=orders")).body).toMatchObject({
      total: 1,
      items: [{ id: created.at("id") }],
    });
    expect((await sandbox.platform("GET", "/buckets?name=other")).body).toEqual({ total: 0, items: [] });
  });

  test("can be put twice, patched and deleted", async () => {
    expect((await sandbox.platform("PUT", "/alerts/cpu", { above: 80 })).status).toBe(201);
    expect((await sandbox.platform("PUT", "/alerts/cpu", { above: 90 })).body).toMatchObject({
      name: "cpu",
      above: 90,
    });
    expect((await sandbox.platform("PATCH", "/alerts/cpu", { team: "checkout" })).body).toMatchObject({
      above: 90,
      team: "checkout",
    });
    expect((await sandbox.platform("DELETE", "/alerts/cpu")).status).toBe(204);
    expect((await sandbox.platform("GET", "/alerts/cpu")).status).toBe(404);
  });

  test("of a collection with credentials yields them, but not in a list", async () => {
    const created = await sandbox.platform("POST", "/accounts", { name: "checkout" });
    expect(created.at("secret")).toMatch(/^.{32}$/);
    expect((await sandbox.platform("GET", "/accounts")).at("items", 0, "secret")).toBe("");
  });

  test("without a name, or without the token, is refused", async () => {
    expect((await sandbox.platform("POST", "/buckets", {})).status).toBe(422);
    expect((await sandbox.platform("POST", "/buckets", { name: "x" }, { authorization: "Bearer guess" })).status).toBe(
      401,
    );
  });
});

describe("an item that takes a while", () => {
  const status = async (path: string) => (await sandbox.platform("GET", path)).body;

  test("is accepted first and ready later, with what only then is known", async () => {
    const accepted = await sandbox.platform("POST", "/hostnames", {
      name: "shop",
      zone: "shop.example",
      readyAfterSeconds: 0.4,
    });
    expect(accepted.status).toBe(202);
    expect(accepted.body).toMatchObject({ status: "provisioning" });
    expect(accepted.at("fqdn")).toBe("");
    await vi.waitFor(
      async () => expect(await status("/hostnames/shop")).toMatchObject({ status: "ready", fqdn: "shop.shop.example" }),
      5000,
    );
  });

  test("can end failed, with the message that was asked for", async () => {
    const accepted = await sandbox.platform("POST", "/queues?async=1", {
      name: "q",
      readyAfterSeconds: 0,
      failWith: "No capacity left.",
    });
    expect(accepted.status).toBe(202);
    await vi.waitFor(
      async () => expect(await status("/queues/q")).toMatchObject({ status: "failed", error: "No capacity left." }),
      5000,
    );
  });
});

describe("an entry", () => {
  test("needs no name, so that saying the same twice makes two; both are found by what they hold", async () => {
    for (const _ of ["once", "twice"])
      expect((await sandbox.platform("POST", "/entries", { key: "k" })).status).toBe(201);
    expect((await sandbox.platform("POST", "/entries", { key: "other" })).status).toBe(201);
    expect((await sandbox.platform("GET", "/entries?key=k")).body).toMatchObject({ total: 2 });
    expect((await sandbox.platform("POST", "/buckets", { key: "k" })).status).toBe(422);
  });

  test("shows up in lists after a while, as outside systems do it", async () => {
    const late = await startSandbox(300);
    try {
      const id = (await late.platform("POST", "/entries", { key: "late" })).at("id");
      expect((await late.platform("GET", "/entries?key=late")).at("total")).toBe("0");
      expect((await late.platform("GET", `/entries/${id}`)).status).toBe(200);
      const total = async () => (await late.platform("GET", "/entries?key=late")).at("total");
      await vi.waitFor(async () => expect(await total()).toBe("1"), 5000);
    } finally {
      await late.close();
    }
  });
});

describe("an Idempotency-Key", () => {
  const post = (key: string, body: object) => sandbox.platform("POST", "/topics", body, { "idempotency-key": key });

  test("used again with the same body gives the same answer, and one item", async () => {
    const [first, second] = await Promise.all([post("k1", { name: "a", n: 1 }), post("k1", { n: 1, name: "a" })]);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(first?.body).toEqual(second?.body);
    expect((await sandbox.platform("GET", "/topics?name=a")).body).toMatchObject({ total: 1 });
  });

  test("used again with another body is refused", async () => {
    await post("k2", { name: "b" });
    expect((await post("k2", { name: "c" })).status).toBe(422);
  });

  test("of a request that was refused is free again", async () => {
    expect((await post("k3", { name: "b" })).status).toBe(409);
    expect((await post("k3", { name: "d" })).status).toBe(201);
  });
});
