import { connect } from "node:net";
import { expect, test } from "./journey.ts";

interface Sent {
  line: string;
  headers?: string[];
  body?: string;
  host?: string;
}

/** The first line of what is answered to these very bytes; empty when the connection is closed without a word. */
function answerTo(port: number, { line, headers = [], body = "", host = "localhost" }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    const done = () => {
      socket.destroy();
      resolve(heard.split("\r\n", 1)[0] ?? "");
    };
    socket.setTimeout(20_000, () => reject(new Error(`No answer to ${line.slice(0, 80)}.`)));
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (heard.includes("\r\n")) done();
    });
    socket.on("close", done);
    socket.on("error", done);
    const head = [line, `Host: ${host}`, "Connection: close", ...headers];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`, "latin1");
  });
}

const get = (path: string, ...headers: string[]): Sent => ({ line: `GET ${path} HTTP/1.1`, headers });
const post = (path: string, body: string, ...headers: string[]): Sent => ({
  line: `POST ${path} HTTP/1.1`,
  headers: [`Content-Length: ${Buffer.byteLength(body, "latin1")}`, ...headers],
  body,
});

const addresses = [
  "/projects/",
  "/catalog/",
  "/requests/",
  "/resources/",
  "/settings/teams/",
  "/api/v1/requests/",
  "/api/webhooks/",
];
const parts = [
  "%",
  "%zz",
  "%E0%A4%A",
  "%00",
  "%2e%2e%2f%2e%2e%2fetc",
  "..%5c..%5c",
  "%ff%fe",
  "x".repeat(6_000),
  "%F0%9F%98%80",
  "a;b=c",
  "[name]",
];

const sent: Sent[] = [
  ...addresses.flatMap((address) => parts.map((part) => get(address + part))),
  get("/?q=%00&q=%ff&category[]=x&__proto__=1"),
  get("/requests?scope=%00&state=%E0%A4%A&cursor=%zz"),
  get("//a.example/"),
  get("/\\a.example"),
  get("http://a.example/"),
  get("*"),
  get("/", "Cookie: next-auth.session-token=%E0%A4%A; a=\xff\xfe; =;;"),
  get("/", `Cookie: a=${"x".repeat(7_000)}`),
  get("/", "Host: a.example", "X-Forwarded-Host: \xff", "X-Forwarded-For: ',"),
  get("/", "RSC: 1", "Next-Router-State-Tree: %zz"),
  get("/", "RSC: 1", "Next-Router-State-Tree: %5B%22%22%2C1%2C2%5D", "Next-Router-Prefetch: 7"),
  get("/", "RSC: 1", "Next-Router-Segment-Prefetch: /../../x"),
  get("/", "Range: bytes=9-1", "If-Modified-Since: x", "Accept-Encoding: \xff"),
  get("/_next/image?url=http://169.254.169.254/&w=64&q=75"),
  get("/_next/image?url=%2F..%2F..%2Fetc%2Fpasswd&w=-1&q=x"),
  get("/_next/static/../../../package.json"),
  get("/_next/data/x/index.json"),
  get("/api/live", "Authorization: Bearer \xff", "Last-Event-ID: \xff"),
  get("/api/auth/callback/oidc?code=x&state=x"),
  get("/api/auth/signin?callbackUrl=-0"),
  post("/", "x", "Next-Action: x"),
  post("/", "[]", "Next-Action: 0000000000000000000000000000000000000000", "Content-Type: text/plain"),
  post("/signin", "--x\r\n", "Next-Action: 00", "Content-Type: multipart/form-data; boundary=x"),
  post(
    "/",
    '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_"\r\n\r\n\r\n--x--',
    "Content-Type: multipart/form-data; boundary=x",
  ),
  post(
    "/",
    '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$F1","$Q2","$K3","$@4"]\r\n--x--',
    "Next-Action: 40",
    "Content-Type: multipart/form-data; boundary=x",
  ),
  post("/api/v1/requests", "{", "Authorization: Bearer sandbox-developer", "Content-Type: application/json"),
  post("/api/v1/requests", "\xff\xfe", "Authorization: Bearer sandbox-developer", "Content-Type: application/json"),
  post("/api/auth/signout", "csrfToken=x", "Content-Type: application/x-www-form-urlencoded"),
  post("/api/auth/callback/sandbox", "user=admin", "Content-Type: application/x-www-form-urlencoded"),
  { line: "POST /api/v1/requests HTTP/1.1", headers: ["Transfer-Encoding: chunked"], body: "zz\r\nhello\r\n" },
  {
    line: "POST /api/v1/requests HTTP/1.1",
    headers: ["Content-Length: 5", "Transfer-Encoding: chunked"],
    body: "0\r\n\r\n",
  },
  { line: "POST /api/v1/requests HTTP/1.1", headers: ["Content-Length: -1"], body: "x" },
  { line: "TRACE / HTTP/1.1" },
  { line: "PROPFIND /requests HTTP/1.1" },
  { line: "DELETE / HTTP/1.1" },
  { line: "OPTIONS * HTTP/1.1" },
  { line: "CONNECT a.example:443 HTTP/1.1" },
  { line: "GET / HTTP/9.9" },
  { line: "\x16\x03\x01\x02" },
  { line: "GET / HTTP/1.1", headers: Array.from({ length: 300 }, (_, at) => `X-${at}: ${at}`) },
];

test("whatever bytes come, they are answered with a word other than a mistake of ours, and PAO goes on", async ({
  baseURL,
  rest,
}) => {
  const port = Number(new URL(baseURL ?? "").port);
  const mistakes: string[] = [];
  for (const one of sent) {
    const answer = await answerTo(port, one);
    if (/^HTTP\/1\.[01] 5/.test(answer))
      mistakes.push(`${one.line.slice(0, 100)} ${(one.headers ?? []).join(" ").slice(0, 100)}: ${answer}`);
  }
  expect(mistakes).toEqual([]);
  expect((await rest("developer").get("/me")).status()).toBe(200);
});

test("a page whose own name was made to lead here gets nothing out of the sandbox, with any token", async ({
  baseURL,
}) => {
  const port = Number(new URL(baseURL ?? "").port);
  const me = get("/api/v1/me", "Authorization: Bearer sandbox-admin");
  for (const host of [`evil.example:${port}`, `localhost.evil.example:${port}`])
    for (const one of [me, get("/signin"), post("/signin", "[]", `Origin: http://${host}`, "Next-Action: 00")])
      expect(await answerTo(port, { ...one, host })).toBe("HTTP/1.1 421 Misdirected Request");
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
    expect(await answerTo(port, { ...me, host })).toBe("HTTP/1.1 200 OK");
});
