import { randomBytes } from "node:crypto";

/** Where something was found that should not be there. */
export interface Leak {
  canary: string;
  place: string;
  around: string;
}

/** A text that is searched. */
export interface Searched {
  place: string;
  text: string;
}

/** Secrets that can be recognised in whatever way they are written. */
export class Canaries {
  readonly #cores = new Map<string, string>();
  readonly #known = new Map<string, RegExp>();

  /** A new secret. What surrounds its core is written differently by every escaping there is. */
  plant(name: string): string {
    return `p"<&>\\+%é/${this.plain(name)}=?'`;
  }

  /** The same where only letters and digits are taken. */
  plain(name: string): string {
    const core = `Canary${randomBytes(9).toString("hex")}`;
    this.know(name, core);
    return core;
  }

  /** A secret that somebody else has made. */
  know(name: string, core: string): void {
    this.#cores.set(name, core);
    this.#known.set(name, new RegExp(writings(core).join("|"), "i"));
  }

  names(): string[] {
    return [...this.#cores.keys()];
  }

  core(name: string): string {
    const core = this.#cores.get(name);
    if (core === undefined) throw new Error(`No canary ${name} was planted.`);
    return core;
  }

  /** Every canary in these texts, but for the places in which it belongs. */
  find(searched: Iterable<Searched>, belongs: Readonly<Record<string, RegExp>> = {}): Leak[] {
    const leaks: Leak[] = [];
    for (const { place, text } of searched)
      for (const [canary, written] of this.#known) {
        const found = written.exec(text);
        if (!found || belongs[canary]?.test(place)) continue;
        leaks.push({ canary, place, around: text.slice(Math.max(0, found.index - 80), found.index + 80) });
      }
    return leaks;
  }
}

/** How a text may be written that nobody recognises at a glance: as it is, in hexadecimal, and in base64 wherever in it it begins. */
function writings(core: string): string[] {
  const bytes = Buffer.from(core);
  return [core, bytes.toString("hex"), ...[0, 1, 2].map((before) => inBase64(bytes, before))].map(escaped);
}

/** The characters that do not depend on what stands before and behind. */
function inBase64(bytes: Buffer, before: number): string {
  const written = Buffer.concat([Buffer.alloc(before), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const last = (before + bytes.length) % 3 === 0 ? written.length : written.length - 1;
  return written.slice(Math.ceil((before * 8) / 6), last);
}

const escaped = (text: string) =>
  text
    .replaceAll(/[+/.*?()[\]{}|\\^$]/g, String.raw`\$&`)
    .replaceAll("\\/", "[/_]")
    .replaceAll("\\+", "[-+]");
