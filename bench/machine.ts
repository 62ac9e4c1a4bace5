import os from "node:os";

/** What the figures were measured on, without which they say nothing. */
export function machine(): string {
  const [cpu] = os.cpus();
  const gigabytes = Math.round(os.totalmem() / 1024 ** 3);
  return [
    new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC",
    `${os.cpus().length} × ${cpu?.model.trim() ?? "unknown CPU"}`,
    `${gigabytes} GB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    loadNow(),
  ].join(" · ");
}

/** Work that waited for a processor over the last one, five and fifteen minutes. */
export function loadNow(): string {
  const load = os.loadavg().map((value) => value.toFixed(1));
  return `load ${load.join(" ")}`;
}
