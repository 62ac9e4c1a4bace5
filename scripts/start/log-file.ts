import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from "node:fs";

/** Enough to find out what happened, too little to fill a disk. */
const most = 20 * 1024 * 1024;

/** A log of its own for a process: one predecessor is kept, of the start before or of what grew too large. */
export class LogFile {
  readonly #file: string;
  readonly #most: number;
  #stream: WriteStream;
  #bytes = 0;

  constructor(file: string, mostBytes = most) {
    this.#file = file;
    this.#most = mostBytes;
    this.#stream = opened(file);
  }

  line(text: string): void {
    this.#bytes += Buffer.byteLength(text) + 1;
    if (this.#bytes > this.#most) {
      this.#bytes = 0;
      this.#stream.end();
      this.#stream = opened(this.#file);
    }
    this.#stream.write(`${text}\n`);
  }
}

function opened(file: string): WriteStream {
  setAside(file);
  const stream = createWriteStream(file, { flags: "a" });
  // A full disk costs the log, not the process.
  stream.on("error", () => {});
  return stream;
}

/** `web.log` becomes `web.1.log`. */
function setAside(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  renameSync(file, file.replace(/(\.log)?$/, ".1$1"));
}
