import { type APIRequestContext, expect, test } from "@playwright/test";
import { openDatabase } from "#db/client.ts";
import { freePair } from "#scripts/start/checks.ts";
import { documentOf, offered } from "#tests/chaos/documents.ts";
import { makePlace, removePlace } from "#tests/chaos/place.ts";
import { Processes } from "#tests/chaos/processes.ts";
import { publishSource } from "#tests/engine/bundle.ts";
import { signIn, visit } from "./journey.ts";
import { stateOf } from "./order-form.ts";

const samples = offered(false).filter(({ name }) => name === "chaos-task");
const headers = { authorization: "Bearer sandbox-developer" };

/** Orders at one web, and answers the number. */
async function orderAt(request: APIRequestContext, web: string, key: string): Promise<string> {
  const data = { offering: "chaos-task", project: "checkout", environment: "dev", inputs: { key } };
  const answer = await request.post(`${web}/api/v1/requests`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(201);
  const { number }: { number: string } = await answer.json();
  return number;
}

/** Does the task at one web, once it waits for somebody. */
async function doAt(request: APIRequestContext, web: string, number: string): Promise<void> {
  const task = `${web}/api/v1/requests/${number}/steps/task/complete`;
  await expect(async () => {
    const answer = await request.post(task, { headers, data: { outputs: { answer: "42" } } });
    expect(answer.status()).toBe(200);
  }).toPass();
}

test("two webs and two engines on one database are one PAO", async ({ browser, request }) => {
  test.slow();
  const place = makePlace(samples);
  const port = await freePair(Number(process.env["PAO_TEST_PORT"] ?? 4600) + 90);
  const processes = await Processes.start(place, port, { engines: 2, webs: 2 });
  const { db, close } = openDatabase(processes.databaseUrl);
  try {
    const [one = "", two = ""] = processes.webs;
    for (const web of [one, two])
      await expect(async () => expect((await request.get(`${web}/api/health/ready`)).status()).toBe(200)).toPass();
    const context = await browser.newContext({ baseURL: one });
    const page = await context.newPage();
    await signIn(page, "developer");

    const number = await orderAt(request, two, "watched");
    const other = await context.newPage();
    await visit(page, `${one}/requests/${number}`);
    await visit(other, `${two}/requests/${number}`);
    await doAt(request, one, number);
    // Nobody loads a page again.
    for (const each of [page, other]) await expect(stateOf(each)).toHaveText("Completed");

    const inCatalog = async (web: string, name: string) =>
      JSON.stringify(await (await request.get(`${web}/api/v1/catalog?limit=100`, { headers })).json()).includes(name);
    for (const web of [one, two]) {
      expect(await inCatalog(web, "chaos-task")).toBe(true);
      expect(await inCatalog(web, "chaos-late")).toBe(false);
    }
    const [sample] = samples;
    if (sample) await publishSource({ db }, documentOf({ ...sample, name: "chaos-late" }));
    for (const web of [one, two]) await expect.poll(() => inCatalog(web, "chaos-late")).toBe(true);

    const signedOut = await request.delete(`${two}/api/v1/sessions`, { headers });
    expect(signedOut.status(), await signedOut.text()).toBe(200);
    for (const web of [one, two]) {
      await page.goto(`${web}/requests/${number}`);
      await expect(page.getByRole("button", { name: "Demo developer" })).toBeVisible();
    }
    await context.close();
  } finally {
    await close();
    await processes.end();
    await removePlace(place);
  }
});
