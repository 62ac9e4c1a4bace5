import { isIP } from "node:net";
import { z } from "zod";
import { type Allowed, readAllowed } from "#lib/core/outbound/allowed.ts";
import { Problem } from "#lib/core/problem.ts";
import { flag, webAddress, wholeNumber } from "./setting.ts";
import { type Refusal, refusalOfSignIn, signInVariables } from "./sign-in-settings.ts";

const wrongIn = (list: string) => {
  const read = readAllowed(list);
  return "wrong" in read ? read.wrong : "";
};

/** An address, or a range of them in CIDR. */
function isNetwork(text: string): boolean {
  const [address = "", bits = "0", ...more] = text.split("/");
  const most = [-1, 32, 128][[0, 4, 6].indexOf(isIP(address))] ?? -1;
  return more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** Every variable PAO reads. The descriptions become `.env.example`; the ones without are set by `npm start` for its children. */
const variables = {
  PORT: wholeNumber(1, 65_534).default(3000).describe("Where the web listens. The sandbox listens on the next port."),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional()
    .describe(
      "Your PostgreSQL (15 or newer): postgres://user:password@host:5432/pao. Without it PAO starts its own in PAO_DATA_DIR.",
    ),
  PAO_DATA_DIR: z.string().default(".pao").describe("Where PAO keeps its own PostgreSQL, its key file and its logs."),
  PAO_SECRET_KEY: z
    .string()
    .refine(
      (value) => readKey(value) !== null,
      "must be 32 bytes as base64 or hex, as `openssl rand -base64 32` prints them",
    )
    .optional()
    .describe(
      "The key that seals secrets: 32 bytes as base64 or hex. Needed with DATABASE_URL. Make one with: openssl rand -base64 32",
    ),
  PAO_SECRET_KEY_OLD: z
    .string()
    .refine((value) => readKey(value) !== null, "must be 32 bytes as base64 or hex")
    .optional()
    .describe(
      "The key before, while PAO_SECRET_KEY takes its place: it opens what it sealed, until `npm run rotate-key` is done.",
    ),
  PAO_SANDBOX: flag
    .optional()
    .describe("1 turns the sandbox on (demo organisation, stand-ins, sign-in without password), 0 off."),
  PAO_BASE_URL: webAddress.optional().describe("The address people open, when it is not http://localhost:PORT."),
  PAO_TRUSTED_PROXIES: z
    .string()
    .refine(
      (text) => text.split(",").every((entry) => isNetwork(entry.trim())),
      "must be addresses or ranges (10.0.0.0/8), separated by commas",
    )
    .optional()
    .describe(
      "Proxies in front of PAO whose X-Forwarded-For is believed: addresses and ranges, separated by commas. Without them the audit knows who connects.",
    ),
  PAO_OFFERINGS_DIR: z.string().default("offerings").describe("The folder with the offering documents."),
  PAO_LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error")
    .default("info")
    .describe("The least important log lines to write: debug, info, warn or error."),
  PAO_ENGINE_CONCURRENCY: wholeNumber(1, 256).default(8).describe("How many steps one engine moves at the same time."),
  PAO_SANDBOX_LAG_MS: wholeNumber(0, 600_000)
    .default(2000)
    .describe("How late new issues show up in the sandbox's search, in milliseconds."),
  ...signInVariables,
  PAO_CHROMIUM: z.string().optional().describe("The browser `npm test` drives, when it is not found by itself."),
  PAO_TERRAFORM_ENV: z
    .string()
    .regex(/^[A-Za-z_]\w*(\s*,\s*[A-Za-z_]\w*)*$/, "must be names of variables, separated by commas")
    .optional()
    .describe(
      "Variables of the engine that Terraform modules may see, separated by commas: AWS_PROFILE,HTTPS_PROXY. All others are kept from them.",
    ),
  PAO_TERRAFORM_CLI_CONFIG: z
    .string()
    .optional()
    .describe("Terraform's own configuration file (mirrors, credentials of registries) for the engine's runs."),
  PAO_METRICS_TOKEN: z
    .string()
    .min(16, "must have 16 characters at least")
    .optional()
    .describe("What a scraper sends to /api/metrics as its bearer token. Without it only tokens of admins are taken."),
  PAO_TERRAFORM_SOURCES: z
    .string()
    .default("")
    .describe(
      "Where modules may call other modules from, besides the offerings' own folder, separated by commas: terraform-aws-modules/vpc/aws, git::https://git.corp.example/platform/*",
    ),
  PAO_CALLS_PER_MINUTE: wholeNumber(0, 10_000_000)
    .default(30_000)
    .describe(
      "How many calls one web process takes from one person, with all their tokens, in a minute; more are answered with 429. 0 sets no limit.",
    ),
  PAO_OUTBOUND_ALLOW: z
    .string()
    .refine((text) => !("wrong" in readAllowed(text)), {
      error: ({ input }) => `has “${wrongIn(String(input))}”, which is no host, address or range of addresses`,
    })
    .default("")
    .describe(
      "Places that connections may lead to although their addresses are not public: jira.corp.example, *.svc.example:8443, 10.2.0.0/16. All else that is private, link-local or this machine is refused.",
    ),
  NODE_USE_ENV_PROXY: flag
    .optional()
    .describe(
      "1 sends what an engine calls through HTTPS_PROXY and HTTP_PROXY, as Node does it. Which addresses may be called is the proxy's to decide then.",
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress
    .optional()
    .describe("Where traces go, as OTLP over HTTP: http://collector:4318. Nothing is traced without it."),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^\s*[^=,\s]+=[^,]*(,\s*[^=,\s]+=[^,]*)*$/, "must be name=value, separated by commas")
    .optional()
    .describe("Headers for that address, separated by commas: authorization=Bearer%20abc. Values are percent-encoded."),
  OTEL_SERVICE_NAME: z.string().default("pao").describe("What PAO is called in traces."),
  PAO_OWN_DATABASE: flag.optional(),
  PAO_SANDBOX_WEBHOOK_SECRET: z.string().min(16).optional(),
  PAO_PROCESS: z.string().default("pao"),
};

const schema = z.object(variables);

export type Provider = "sandbox" | "oidc" | "github" | "none";

export type Env = z.output<typeof schema> & {
  sandbox: boolean;
  sandboxPort: number;
  provider: Provider;
  baseUrl: string;
  /** The database is PAO's own, in PAO_DATA_DIR: then a generated key file is allowed. */
  ownDatabase: boolean;
};

type Source = Readonly<Record<string, string | undefined>>;

/** The 32 bytes of a key written as hex or base64; null when it is neither. */
export function readKey(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 ? bytes : null;
}

/** Reads and derives; throws a Problem that names the first broken variable. Does not judge whether the whole may start. */
export function readEnv(source: Source): Env {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((key) => (source[key]?.trim() ? [[key, source[key].trim()]] : [])),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Problem("invalid", `${String(issue?.path[0])} ${issue?.message}.`, {
      remedy: "Correct it and start again.",
    });
  }
  return { ...parsed.data, ...derive(parsed.data) };
}

function derive(read: z.output<typeof schema>) {
  const ownDatabase = read.DATABASE_URL === undefined || read.PAO_OWN_DATABASE === "1";
  const real = read.PAO_OIDC_ISSUER ? "oidc" : read.PAO_GITHUB_CLIENT_ID ? "github" : "none";
  const sandbox = read.PAO_SANDBOX ? read.PAO_SANDBOX === "1" : ownDatabase && real === "none";
  const provider: Provider = sandbox && real === "none" ? "sandbox" : real;
  return {
    sandbox,
    sandboxPort: read.PORT + 1,
    provider,
    baseUrl: (read.PAO_BASE_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ""),
    ownDatabase,
  };
}

/** Why these settings may not start, with the remedy; undefined when they may. Pure. */
export function refusal(env: Env): Refusal | undefined {
  return refusalOfSignIn(env) ?? refusalOfMode(env);
}

function refusalOfMode(env: Env): Refusal | undefined {
  if (env.sandbox && env.provider !== "sandbox")
    return {
      message: "The sandbox signs anybody in without a password, so it does not start beside a real sign-in provider.",
      remedy: "Unset PAO_SANDBOX, or unset the PAO_OIDC_… or PAO_GITHUB_… variables.",
    };
  if (env.provider === "none")
    return {
      message: env.ownDatabase
        ? "Nobody could sign in: the sandbox is off and no sign-in provider is configured."
        : "DATABASE_URL is set, but nobody could sign in: no sign-in provider is configured.",
      remedy:
        "Configure PAO_OIDC_… or PAO_GITHUB_… (see .env.example), or set PAO_SANDBOX=1 to try PAO with its demo organisation.",
    };
  if (!env.ownDatabase && env.PAO_SECRET_KEY === undefined)
    return {
      message: "DATABASE_URL is set, but PAO_SECRET_KEY is not: PAO keeps no key beside a database it does not own.",
      remedy: "Make one with `openssl rand -base64 32`, keep it safe, and set PAO_SECRET_KEY to it.",
    };
  return undefined;
}

let cached: Env | undefined;

/** The settings of this process, read once. Throws a Problem when they are broken or may not start. */
export function env(): Env {
  if (cached) return cached;
  const read = readEnv(process.env);
  const refused = refusal(read);
  if (refused) throw new Problem("invalid", refused.message, { remedy: refused.remedy });
  cached = read;
  return read;
}

/** The database of this process; a Problem when there is none. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (url) return url;
  throw new Problem("unavailable", "This process was started without a database.", {
    remedy: "Start PAO with `npm start`, or set DATABASE_URL.",
  });
}

const harmless = ["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR"];
const own = /^(PAO_|DATABASE_URL$)/;

/** What a Terraform module may see of this process's environment: nothing that PAO itself lives by. */
export function moduleEnv(source: Source = process.env): Record<string, string> {
  const allowed = (source["PAO_TERRAFORM_ENV"] ?? "").split(",").map((name) => name.trim());
  const config = source["PAO_TERRAFORM_CLI_CONFIG"]?.trim();
  const names = [...harmless, ...allowed.filter((name) => !own.test(name))];
  const seen = names.flatMap((name) => (source[name] ? [[name, source[name]] as const] : []));
  return { ...Object.fromEntries(seen), ...(config ? { TF_CLI_CONFIG_FILE: config } : {}) };
}

/** What an engine may call although its address is not public: what is listed, and what it was set up with itself. */
export function outboundAllowed(known: Env = env()): Allowed {
  const { PAO_OUTBOUND_ALLOW: listed, OTEL_EXPORTER_OTLP_ENDPOINT: collector, sandbox, sandboxPort } = known;
  const standIns = sandbox ? [`127.0.0.1:${sandboxPort}`, `[::1]:${sandboxPort}`] : [];
  const read = readAllowed([listed, ...standIns, ...(collector ? [new URL(collector).host] : [])].join(","));
  if ("wrong" in read) throw new Problem("invalid", `PAO_OUTBOUND_ALLOW has “${read.wrong}”.`);
  return read;
}

/** The variables that people set, each with its default and what it is for. */
export function describeSettings(): { name: string; preset: string | number | undefined; says: string }[] {
  return Object.entries(variables).flatMap(([name, variable]) => {
    const { description: says } = variable;
    return says ? [{ name, preset: variable.safeParse(undefined).data, says }] : [];
  });
}

/** The text of `.env.example`. */
export function describeEnv(): string {
  const blocks = describeSettings().map(({ name, preset, says }) => `# ${says}\n# ${name}=${preset ?? ""}\n`);
  return `# Copy to .env and change what you need. Every value below is the default.\n\n${blocks.join("\n")}`;
}
