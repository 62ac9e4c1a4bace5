import type { JsonObject } from "#lib/core/json.ts";
import type { Sandbox } from "#lib/sandbox/sandbox.ts";

export async function mergePull({ url }: Sandbox, repository: string, number: string): Promise<void> {
  const pull = `${url}/github/api/v3/repos/${repository}/pulls/${number}`;
  const answer = await fetch(`${pull}/merge`, {
    method: "PUT",
    headers: { authorization: "token sandbox" },
    body: "{}",
  });
  if (!answer.ok && answer.status !== 405) throw new Error(await answer.text());
}

export async function closeIssue(
  { url }: Sandbox,
  key: string,
  resolution = "Done",
  fields: JsonObject = {},
): Promise<void> {
  const headers = { authorization: `Basic ${btoa("pao@sandbox.example:sandbox")}`, "content-type": "application/json" };
  const issue = `${url}/jira/rest/api/3/issue/${key}/transitions`;
  const { transitions } = (await (await fetch(issue, { headers })).json()) as {
    transitions: { id: string; name: string; to: { name: string } }[];
  };
  const done = transitions.find(({ to }) => to.name === "Done");
  const body = JSON.stringify({
    transition: { id: done?.id },
    fields: { ...fields, resolution: { name: resolution } },
  });
  const answer = await fetch(issue, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}
