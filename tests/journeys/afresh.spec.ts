import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test as base, unique, visit } from "./journey.ts";
import { outputOf, stateOf, stepOf } from "./order-form.ts";
import { childrenRunning, type Pao, startPao } from "./pao.ts";
import { moveTicket } from "./sandbox.ts";

const port = Number(process.env["PAO_TEST_PORT"] ?? 4600) + 10;

// A PAO that has just been started, and that may be damaged.
const test = base.extend<object, { pao: Pao }>({
  pao: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const pao = await startPao(port);
      await use(pao);
      await pao.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ pao }, use) => use(pao.url),
});
test.describe.configure({ mode: "serial" });

/** The README's own lines, one command each. */
function readmeCommands(): string[] {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
  return blocks
    .flatMap((block) => block.split("\n\n"))
    .map((command) => command.trim())
    .filter((command) => command.startsWith("curl "));
}

async function run(command: string): Promise<string> {
  const line = command.replaceAll("localhost:3000", `localhost:${port}`);
  const { code, stdout, stderr } = await ended(line);
  expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

function ended(line: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile("bash", ["-c", line], { timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr });
    });
  });
}

test("the README's lines work as printed, and the same key orders once", async ({ rest }) => {
  const [catalog, order, request, events, ...more] = readmeCommands();
  expect(more).toEqual([]);
  const items: { name: string }[] = JSON.parse(await run(catalog ?? "")).items;
  expect(items.map(({ name }) => name)).toContain("message-queue");
  const ordered = JSON.parse(await run(order ?? ""));
  expect(ordered).toMatchObject({ number: "REQ-1001", offering: "message-queue" });
  expect(await run(events ?? "")).toContain(`event: end\ndata: {"number":"REQ-1001","state":"completed"}`);
  expect(JSON.parse(await run(request ?? ""))).toMatchObject({
    number: "REQ-1001",
    state: "completed",
    inputs: { name: "orders-created" },
  });

  expect(JSON.parse(await run(order ?? ""))).toMatchObject({ number: "REQ-1001" });
  const other = await run(`${order?.replace("orders-created", "orders-cancelled")} -w '%{http_code}'`);
  expect(other).toMatch(/409$/);
  const { items: all }: { items: unknown[] } = await (await rest("developer").get("/requests")).json();
  expect(all).toHaveLength(1);
});

test("an engine that is killed is replaced: what was finished stays, the request goes on, and there is one ticket", async ({
  pao,
  signedIn,
  rest,
  sandbox,
}) => {
  test.skip(!existsSync("/proc/self/stat"), "finding the engine's process takes /proc");
  test.setTimeout(120_000);
  const label = unique("killed");
  const developer = rest("developer");
  await sandbox.setFault({
    target: "jira",
    fault: "slow",
    delayMs: 3000,
    when: { method: "POST", path: "/rest/api/3/issue" },
    times: 1,
  });
  const inputs = { label, target: "checkout.internal.example", healthPath: "/healthz" };
  const number = await developer.order({ offering: "public-hostname", environment: "prod", inputs });
  const page = await signedIn("developer");
  await visit(page, `/requests/${number}`);
  const creations = async () =>
    (await sandbox.received("jira", label)).filter((call) => call.method === "POST" && call.path.endsWith("/issue"));
  await expect.poll(async () => (await creations()).length, { timeout: 30_000 }).toBe(1);
  const engines = childrenRunning(pao, "lib/engine/main.ts");
  expect(engines).toHaveLength(1);
  for (const engine of engines) process.kill(engine, "SIGKILL");
  const before = await developer.request(number);
  expect(before.steps.map((step) => step.state)).toEqual(["completed", "processing", "pending"]);

  const open = stepOf(page, "Open the edge firewall").getByRole("link", { name: /^Open NET-/ });
  await expect(open).toBeVisible({ timeout: 60_000 });
  const [ticket] = await Promise.all([page.waitForEvent("popup"), open.click()]);
  await moveTicket(ticket, "Done");
  await expect(stateOf(page)).toHaveText("Completed", { timeout: 30_000 });
  await expect(outputOf(page, "Address")).toHaveText(`https://${label}.shop.example`);
  expect(childrenRunning(pao, "lib/engine/main.ts")).not.toEqual(engines);
  const after = await developer.request(number);
  expect(after.steps[0]).toEqual(before.steps[0]);
  expect(await creations()).toHaveLength(1);
});
