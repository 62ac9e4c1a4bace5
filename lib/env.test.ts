import { expect, test } from "vitest";
import { describeEnv, moduleEnv, readEnv, readKey, refusal } from "./env.ts";

const key = "11".repeat(32);
const url = "postgres://pao:x@db.example:5432/pao";
const refused = (source: Record<string, string>) => refusal(readEnv(source))?.message;

test("nothing set starts the sandbox on port 3000 with PAO's own database", () => {
  const env = readEnv({});
  expect(env).toMatchObject({ PORT: 3000, sandboxPort: 3001, sandbox: true, provider: "sandbox", ownDatabase: true });
  expect(env.baseUrl).toBe("http://localhost:3000");
  expect(refusal(env)).toBeUndefined();
});

test("an empty variable counts as unset", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: " " })).toMatchObject({ PORT: 3000, ownDatabase: true });
});

test.each([
  [{ PORT: "http" }, "PORT must be a whole number."],
  [{ PORT: "70000" }, "PORT must be between 1 and 65534."],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must start with postgres:// or postgresql://."],
  [
    { PAO_SECRET_KEY: "short" },
    "PAO_SECRET_KEY must be 32 bytes as base64 or hex, as `openssl rand -base64 32` prints them.",
  ],
  [{ PAO_SANDBOX: "yes" }, "PAO_SANDBOX must be 0 or 1."],
  [{ PAO_BASE_URL: "pao.example" }, "PAO_BASE_URL must be an address that starts with http:// or https://."],
  [
    { PAO_TRUSTED_PROXIES: "10.0.0.0/8, proxy" },
    "PAO_TRUSTED_PROXIES must be addresses or ranges (10.0.0.0/8), separated by commas.",
  ],
  [
    { PAO_TRUSTED_PROXIES: "10.0.0.0/33" },
    "PAO_TRUSTED_PROXIES must be addresses or ranges (10.0.0.0/8), separated by commas.",
  ],
  [{ PAO_OIDC_SCOPE: "profile email" }, "PAO_OIDC_SCOPE must have the scope openid."],
  [{ PAO_GITHUB_ORGANISATIONS: "a b" }, "PAO_GITHUB_ORGANISATIONS must be names of organisations"],
  [{ PAO_SESSION_DAYS: "0" }, "PAO_SESSION_DAYS must be between 1 and 90."],
  [{ PAO_LOG_LEVEL: "loud" }, "PAO_LOG_LEVEL must be debug, info, warn or error."],
])("a broken value is named in one sentence: %o", (source, sentence) => {
  expect(() => readEnv(source)).toThrow(sentence);
});

test("a key may be written as hex or as base64", () => {
  expect(readKey(key)).toEqual(Buffer.alloc(32, 0x11));
  expect(readKey(Buffer.alloc(32, 0x11).toString("base64"))).toEqual(Buffer.alloc(32, 0x11));
  expect(readKey("11".repeat(31))).toBeNull();
});

test("a database of one's own choice is refused without a way to sign in", () => {
  expect(refused({ DATABASE_URL: url, PAO_SECRET_KEY: key })).toContain("nobody could sign in");
  expect(refused({ DATABASE_URL: url, PAO_SECRET_KEY: key, PAO_SANDBOX: "1" })).toBeUndefined();
});

test("a database of one's own choice is refused without a key", () => {
  expect(refused({ DATABASE_URL: url, PAO_SANDBOX: "1" })).toContain("PAO_SECRET_KEY is not");
});

test("the database that PAO started for a child is still its own", () => {
  expect(refused({ DATABASE_URL: url, PAO_OWN_DATABASE: "1" })).toBeUndefined();
});

test("the sandbox does not start beside a real provider", () => {
  const github = { PAO_GITHUB_CLIENT_ID: "a", PAO_GITHUB_CLIENT_SECRET: "b", PAO_GITHUB_ORGANISATIONS: "acme" };
  expect(refused({ ...github, PAO_SANDBOX: "1" })).toContain("does not start beside a real sign-in provider");
  expect(refused(github)).toBeUndefined();
  expect(readEnv(github)).toMatchObject({ sandbox: false, provider: "github" });
});

test("half a provider, and two of them, are refused", () => {
  expect(refused({ PAO_OIDC_ISSUER: "https://id.example" })).toBe(
    "Sign-in with OpenID Connect is only half configured.",
  );
  expect(refused({ PAO_GITHUB_CLIENT_ID: "a" })).toBe("Sign-in with GitHub is only half configured.");
  const both = { PAO_OIDC_ISSUER: "https://id.example", PAO_OIDC_CLIENT_ID: "a", PAO_OIDC_CLIENT_SECRET: "b" };
  expect(refused({ ...both, PAO_GITHUB_CLIENT_ID: "a", PAO_GITHUB_CLIENT_SECRET: "b" })).toBe(
    "Two ways to sign in are configured.",
  );
});

test("not everybody on GitHub is let in by accident", () => {
  const github = { PAO_GITHUB_CLIENT_ID: "a", PAO_GITHUB_CLIENT_SECRET: "b" };
  expect(refused(github)).toContain("Everybody with a GitHub account could sign in");
  expect(refused({ ...github, PAO_GITHUB_ORGANISATIONS: "*" })).toBeUndefined();
  expect(refused({ ...github, PAO_GITHUB_ORGANISATIONS: "acme, acme-labs" })).toBeUndefined();
});

test("the sandbox off and no provider is refused", () => {
  expect(refused({ PAO_SANDBOX: "0" })).toContain("Nobody could sign in");
});

test("the description tells each variable that a person may set, and no other", () => {
  expect(describeEnv()).toContain("# PORT=3000");
  expect(describeEnv()).not.toContain("PAO_OWN_DATABASE");
});

test("a Terraform module sees what is harmless or allowed by name, and nothing that PAO lives by", () => {
  const all = {
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy",
    AWS_PROFILE: "dev",
    AWS_SECRET_ACCESS_KEY: "x",
    DATABASE_URL: url,
    PAO_SECRET_KEY: key,
  };
  expect(moduleEnv(all)).toEqual({ PATH: "/bin" });
  const allowed = { PAO_TERRAFORM_ENV: "AWS_PROFILE, HTTPS_PROXY,DATABASE_URL,PAO_SECRET_KEY,NOT_SET" };
  expect(moduleEnv({ ...all, ...allowed, PAO_TERRAFORM_CLI_CONFIG: "/etc/terraformrc" })).toEqual({
    PATH: "/bin",
    AWS_PROFILE: "dev",
    HTTPS_PROXY: "http://proxy",
    TF_CLI_CONFIG_FILE: "/etc/terraformrc",
  });
});
