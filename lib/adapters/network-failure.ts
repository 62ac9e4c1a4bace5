import type { Failure, Target } from "./failure.ts";
import { OutboundRefused } from "./outbound.ts";

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

const notAllowed: Kind = {
  what: "not_allowed",
  sentence: "PAO does not call %: its address is not public.",
  remedy: "An admin corrects the connection's address, or whoever runs PAO lists it in PAO_OUTBOUND_ALLOW; then retry.",
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
  const chain = causesOf(error);
  const named = chain.map(codeOf).find((one) => one !== undefined);
  const refusal = chain.find((one) => one instanceof OutboundRefused);
  const { what, sentence, remedy, reached, passing } = refusal ? notAllowed : kindOf(error, named);
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  const detail = `${baseUrl}: ${refusal?.message ?? named ?? (error instanceof Error ? error.message : String(error))}`;
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
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let here = error; here instanceof Error && chain.length < 5; here = here.cause) chain.push(here);
  return chain;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
