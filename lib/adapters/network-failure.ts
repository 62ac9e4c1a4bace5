import type { Failure, Target } from "./failure.ts";

interface Kind {
  what: string;
  /** `%` stands for the target with its host. */
  sentence: string;
  remedy: string;
  reached: boolean;
  passing: boolean;
}

const refused: Kind = {
  what: "refused",
  sentence: "% takes no connections.",
  remedy: "Check that it is up and that this engine may reach it; then retry.",
  reached: false,
  passing: true,
};

const unknownHost: Kind = {
  what: "unknown_host",
  sentence: "The address of % leads nowhere.",
  remedy: "An admin checks the connection's address; then retry.",
  reached: false,
  passing: false,
};

const untrusted: Kind = {
  what: "untrusted",
  sentence: "The certificate of % is not trusted.",
  remedy: "An admin adds its certificate authority (NODE_EXTRA_CA_CERTS) or corrects the address; then retry.",
  reached: false,
  passing: false,
};

const timeout: Kind = {
  what: "timeout",
  sentence: "% did not answer in time.",
  remedy: "Check that it is well; then retry.",
  reached: true,
  passing: true,
};

const dropped: Kind = {
  what: "dropped",
  sentence: "The connection to % broke.",
  remedy: "Check that it is up and well; then retry.",
  reached: true,
  passing: true,
};

/** The address did not answer at all, or not in full. */
export function networkFailure(error: unknown, { title, baseUrl, code }: Target): Failure {
  const named = codeOf(error);
  const { what, sentence, remedy, reached, passing } = kindOf(error, named);
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  const detail = `${baseUrl}: ${named ?? (error instanceof Error ? error.message : String(error))}`;
  const problem = { code: `${code}_${what}`, sentence: sentence.replace("%", `${title} at ${host}`), detail, remedy };
  return { problem, reached, passing };
}

function kindOf(error: unknown, code = ""): Kind {
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) return refused;
  if (code === "EAI_AGAIN") return { ...unknownHost, passing: true };
  if (code === "ENOTFOUND" || isForbiddenPort(error)) return unknownHost;
  if (/CERT|SELF_SIGNED|UNABLE_TO|^ERR_TLS/.test(code)) return untrusted;
  return isTimeout(error, code) ? timeout : dropped;
}

/** fetch calls no port that belongs to another protocol. */
function isForbiddenPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === "bad port";
}

function isTimeout(error: unknown, code: string): boolean {
  const named = error instanceof DOMException && (error.name === "TimeoutError" || error.name === "AbortError");
  return named || /TIMEOUT|ETIMEDOUT/.test(code);
}

/** fetch hides why it failed under `cause`, sometimes several levels down. */
function codeOf(error: unknown): string | undefined {
  let here: unknown = error;
  for (let depth = 0; here instanceof Error && depth < 5; depth++) {
    if ("code" in here && typeof here.code === "string") return here.code;
    here = here.cause;
  }
  return undefined;
}
