import { afterEach, beforeEach, expect, test } from "vitest";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { listDrafts } from "#db/draft.ts";
import { loadBundle } from "#db/module.ts";
import { loadCurrent } from "#db/offering.ts";
import { revision, variable } from "#db/tables.ts";
import { manualOffering, offeringDocuments } from "#tests/documents.ts";
import { freshPortal, type Portal } from "#tests/portal.ts";

let portal: Portal;

beforeEach(async () => {
  portal = await freshPortal(offeringDocuments);
});

afterEach(() => portal.close());

const current = async () => (await loadCurrent(database(), "access-grant"))?.number;
const changed = manualOffering.replace("Somebody gets", "Anybody gets");

test("a start publishes each document once, and a second start changes nothing", async () => {
  expect(await current()).toBe(1);
  expect(await portal.reload()).toEqual({ published: [], proposed: [], hidden: [], broken: [] });
  expect(await current()).toBe(1);
});

test("a changed file becomes the next revision", async () => {
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).published).toEqual([{ name: "access-grant", revision: 2 }]);
  expect((await loadCurrent(database(), "access-grant"))?.document.metadata.summary).toContain("Anybody");
});

test("a broken file keeps the last good revision and is told with line and column, at every start", async () => {
  await portal.write("access-grant.yaml", manualOffering.replace("  title: Access grant\n", ""));
  const first = await portal.reload();
  const [broken] = first.broken;
  expect(broken?.file).toMatch(/access-grant\.yaml$/);
  expect(broken?.issues[0]).toMatchObject({ severity: "error", path: "/metadata/title" });
  expect(broken?.issues[0]?.line).toBeGreaterThan(1);
  expect((await portal.reload()).broken).toEqual(first.broken);
  expect(await current()).toBe(1);
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).broken).toEqual([]);
  expect(await current()).toBe(2);
});

test("a file that was not right for what it names is offered once that is there, without being edited", async () => {
  await portal.write("access-grant.yaml", changed.replace("Give access to", "In ${{ vars.place }}: give access to"));
  expect((await portal.reload()).broken[0]?.issues[0]?.message).toContain("place");
  await database().insert(variable).values({ name: "place", value: "Bern" });
  expect(await portal.reload()).toMatchObject({ published: [{ name: "access-grant", revision: 2 }], broken: [] });
  expect((await portal.reload()).published).toEqual([]);
});

test("a removed file is hidden, and offered again when it is back", async () => {
  await rm(path.join(portal.folder, "access-grant.yaml"));
  expect((await portal.reload()).hidden).toEqual(["access-grant"]);
  expect(await current()).toBeUndefined();
  await portal.write("access-grant.yaml", manualOffering);
  expect((await portal.reload()).published).toEqual([]);
  expect(await current()).toBe(1);
});

test("a file that was never right and is removed leaves nothing to tell", async () => {
  await portal.write("tabby.yaml", "kind: Offering");
  expect((await portal.reload()).broken).toHaveLength(1);
  await rm(path.join(portal.folder, "tabby.yaml"));
  expect(await portal.reload()).toEqual({ published: [], proposed: [], hidden: [], broken: [] });
});

const editInStudio = () =>
  database().update(revision).set({ origin: "studio" }).where(eq(revision.offering, "access-grant"));
const proposed = async () =>
  (await listDrafts(database(), { seenBy: null }, 10)).map(({ head, basedOn, version }) => ({
    source: head,
    basedOn,
    version,
  }));

test("after an edit in the studio a changed file is proposed, and a newer text of it takes the place of the older", async () => {
  await editInStudio();
  await portal.write("access-grant.yaml", changed);
  expect((await portal.reload()).proposed).toEqual(["access-grant"]);
  expect(await current()).toBe(1);
  expect(await proposed()).toEqual([{ source: changed, basedOn: 1, version: 1 }]);
  expect((await portal.reload()).proposed).toEqual([]);
  const newer = changed.replace("Anybody", "Everybody");
  await portal.write("access-grant.yaml", newer);
  expect((await portal.reload()).proposed).toEqual(["access-grant"]);
  expect(await proposed()).toEqual([{ source: newer, basedOn: 1, version: 2 }]);
});

test("a file that says what was published in the studio proposes nothing, and takes back what it proposed", async () => {
  await editInStudio();
  await portal.write("access-grant.yaml", changed);
  await portal.reload();
  await portal.write("access-grant.yaml", manualOffering);
  expect((await portal.reload()).proposed).toEqual([]);
  expect(await proposed()).toEqual([]);
});

test("what was edited in the studio lives on when its file is removed", async () => {
  await editInStudio();
  await rm(path.join(portal.folder, "access-grant.yaml"));
  expect((await portal.reload()).hidden).toEqual([]);
  expect(await current()).toBe(1);
});

test("a file whose offering has another name is not offered", async () => {
  await portal.write("other.yaml", manualOffering);
  const { broken, published } = await portal.reload();
  expect(published).toEqual([]);
  expect(broken[0]?.issues[0]?.message).toContain("give both one name");
});

test("a file of any bytes does not keep PAO from starting", async () => {
  await portal.write("odd.yaml", "\0\uFFFF: [}\0");
  await portal.write(
    "nul.yaml",
    manualOffering.replace("name: access-grant", "name: nul").replace("title: Access grant", 'title: "A\\0B"'),
  );
  expect((await portal.reload()).broken.map(({ file }) => path.basename(file))).toEqual(["nul.yaml", "odd.yaml"]);
});

test("several processes that start at once publish once", async () => {
  await portal.write("access-grant.yaml", changed);
  await Promise.all([portal.reload(), portal.reload(), portal.reload()]);
  expect(await current()).toBe(2);
});

test("a changed module makes a new revision of the document that names it", async () => {
  await mkdir(path.join(portal.folder, "modules/grant"), { recursive: true });
  await portal.write("modules/grant/main.tf", "# one");
  await portal.write("access-grant.yaml", `${manualOffering}# see modules/grant\n`);
  await portal.reload();
  await portal.write("modules/grant/main.tf", "# two");
  expect((await portal.reload()).published).toEqual([{ name: "access-grant", revision: 3 }]);
});

const withModule = (variables: string) =>
  manualOffering
    .replace("access-grant", "with-module")
    .replace(
      "  steps:\n",
      `  steps:\n    - id: made\n      uses: terraform\n      with: { module: modules/grant, variables: { ${variables} } }\n`,
    );

async function writeModule(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(portal.folder, "modules", file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, text);
  }
}

const grant =
  'variable "who" {\n  type = string\n}\nmodule "shared" { source = "../shared" }\noutput "id" { value = 1 }\n';

test("a revision keeps the files of its modules, with those they call, and nothing a run left there", async () => {
  await writeModule({
    "grant/main.tf": grant,
    "grant/files/hello.txt": "hello",
    "grant/.terraform/left.txt": "x",
    "grant/terraform.tfstate": "{}",
    "shared/main.tf": "",
    "other/main.tf": "",
  });
  await portal.write("with-module.yaml", withModule('who: "${{ inputs.name }}"'));
  expect((await portal.reload()).published).toEqual([{ name: "with-module", revision: 1 }]);
  const known = (await loadCurrent(database(), "with-module"))?.modules["modules/grant"];
  expect(known?.description.outputs).toEqual({ id: { sensitive: false } });
  const bundle = await loadBundle(database(), known?.digest ?? "");
  expect(Object.keys(bundle?.files ?? {}).sort()).toEqual([
    "modules/grant/files/hello.txt",
    "modules/grant/main.tf",
    "modules/shared/main.tf",
  ]);
  await writeModule({ "shared/main.tf": "# changed" });
  expect((await portal.reload()).published).toEqual([{ name: "with-module", revision: 2 }]);
});

test.each<[string, string, Record<string, string>]>([
  ["needs who", "", { "grant/main.tf": grant, "shared/main.tf": "" }],
  ["did you mean who?", "woh: x", { "grant/main.tf": grant, "shared/main.tf": "" }],
  ["did you mean modules/grants?", "who: x", { "grants/main.tf": grant, "shared/main.tf": "" }],
  ["lies outside modules/", "who: x", { "grant/main.tf": grant.replace("../shared", "../../../etc") }],
])("what does not fit its module is not offered: %s", async (message, variables, files) => {
  await writeModule(files);
  await portal.write("with-module.yaml", withModule(variables));
  const { broken } = await portal.reload();
  expect(broken[0]?.issues.map((issue) => issue.message).join("\n")).toContain(message);
});

test("a link in a module is refused, and never followed", async () => {
  await writeModule({ "grant/main.tf": grant, "shared/main.tf": "" });
  await symlink("/etc", path.join(portal.folder, "modules/grant/link"));
  await portal.write("with-module.yaml", withModule("who: x"));
  const [issue] = (await portal.reload()).broken[0]?.issues ?? [];
  expect(issue?.message).toContain("modules/grant/link is a link");
});
