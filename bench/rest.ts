const headers = { authorization: "Bearer sandbox-developer", "content-type": "application/json" };

/** Orders over REST, and answers the request's number as the database has it. */
export async function order(url: string, offering: string, inputs: object): Promise<number> {
  const body = JSON.stringify({ offering, project: "checkout", environment: "dev", inputs });
  const answer = await fetch(`${url}/api/v1/requests`, { method: "POST", headers, body });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`The order was answered with ${answer.status}: ${text}`);
  const { number } = JSON.parse(text) as { number: string };
  return Number(number.replace("REQ-", ""));
}

/** Reads an answer whole. */
export async function read(address: string, more: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(address, { headers: { ...headers, ...more } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}
