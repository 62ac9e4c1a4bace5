import { expect, test, visit } from "./journey.ts";

const pages = ["/signin", "/", "/catalog/postgresql", "/requests", "/resources", "/inbox", "/settings", "/not-there"];

test("what is smuggled into a page does not run, neither as a script nor as an attribute", async ({
  signedIn,
  provoked,
}) => {
  provoked.push(/Content Security Policy/, /404 \(Not Found\)/);
  const page = await signedIn("developer");
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      document.documentElement.setAttribute("data-refused", effectiveDirective),
    );
  });
  // As if somebody's text had been written into the page as it stands.
  const smuggled =
    '<script>document.documentElement.dataset.hacked = "1"</script><img src="data:," onerror="document.documentElement.dataset.hacked = 1"><base href="http://192.0.2.1/">';
  await page.route(/^http:\/\/localhost:\d+\/(?!_next|api)/, async (route) => {
    // What is fetched ahead may be dropped before it is here.
    if (route.request().resourceType() !== "document") return route.continue();
    const answer = await route.fetch();
    const body = (await answer.text()).replace("<body>", `<body>${smuggled}`);
    await route.fulfill({ response: answer, body });
  });
  for (const address of pages) {
    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("data-refused", /script-src|base-uri/);
    await expect(page.locator("html")).not.toHaveAttribute("data-hacked");
    expect(await page.evaluate(() => document.baseURI)).not.toContain("192.0.2.1");
  }
});

test("no page of PAO is shown in a frame of another", async ({ signedIn, provoked, baseURL }) => {
  provoked.push(/frame-ancestors|frame because|Refused to (display|frame)/);
  const page = await signedIn("developer");
  await visit(page, "/");
  const elsewhere = new URL(baseURL ?? "");
  elsewhere.hostname = "127.0.0.1";
  await page.route(`${elsewhere.origin}/bait`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<title>Bait</title><iframe src="${baseURL}/requests" width="800" height="600"></iframe>`,
    }),
  );
  await page.goto(`${elsewhere.origin}/bait`);
  const frame = page.frameLocator("iframe");
  await expect(page.locator("iframe")).toBeVisible();
  await expect(frame.getByRole("heading", { name: "Requests" })).toHaveCount(0);
  expect(page.frames().map((one) => one.url())).toContain("chrome-error://chromewebdata/");
});

test("a page of another site orders nothing with the session of whoever looks at it", async ({
  signedIn,
  provoked,
  baseURL,
}) => {
  provoked.push(/CORS|403|Failed to load|40\d/);
  const page = await signedIn("developer");
  await visit(page, "/");
  const elsewhere = new URL(baseURL ?? "");
  elsewhere.hostname = "127.0.0.1";
  await page.route(`${elsewhere.origin}/bait`, (route) => route.fulfill({ contentType: "text/html", body: "<p>Bait" }));
  await page.goto(`${elsewhere.origin}/bait`);
  const order =
    '{"offering": "message-queue", "project": "checkout", "environment": "dev", "inputs": {"name": "stolen"}}';
  await page.evaluate(
    async ({ target, body }) => {
      for (const type of ["text/plain", "application/json"])
        await fetch(`${target}/api/v1/requests`, {
          method: "POST",
          mode: type === "text/plain" ? "no-cors" : "cors",
          credentials: "include",
          headers: { "content-type": type },
          body,
        }).catch(() => {});
    },
    { target: baseURL ?? "", body: order },
  );
  await visit(page, `${baseURL}/`);
  const mine = await page.evaluate(async () => (await fetch("/api/v1/requests")).text());
  expect(JSON.parse(mine)).toHaveProperty("items");
  expect(mine).not.toContain("stolen");
});
