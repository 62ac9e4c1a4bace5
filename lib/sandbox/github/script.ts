/** What a script of a workflow does, in so far as the sandbox plays it: it prints, waits, writes a file, ends. */
export interface Played {
  lines: { afterMs: number; text: string }[];
  ms: number;
  ok: boolean;
}

/** Plays `echo`, `sleep` and `exit`, line by line. Any other command takes a moment and says nothing. Files are written into `files`. */
export function play(script: string, env: Readonly<Record<string, string>>, files: Record<string, string>): Played {
  const played: Played = { lines: [], ms: 0, ok: true };
  for (const line of script.split("\n").map((each) => each.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    played.ms += 50;
    const [, command = line, rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    if (command === "sleep") played.ms += Number(rest) * 1000;
    else if (command === "echo") echo(rest, env, files, played);
    else if (command === "exit") return { ...played, ok: Number(rest) === 0 };
  }
  return played;
}

function echo(rest: string, env: Readonly<Record<string, string>>, files: Record<string, string>, to: Played): void {
  const [, words = rest, more, file] = /^(.*?)\s*(>>?)\s*([\w./-]+)$/.exec(rest) ?? [];
  const text = written(words, env);
  if (file === undefined) to.lines.push({ afterMs: to.ms, text });
  else files[file] = `${more === ">>" ? (files[file] ?? "") : ""}${text}\n`;
}

/** In single quotes as it stands, otherwise with `$NAME` filled in. */
function written(words: string, env: Readonly<Record<string, string>>): string {
  if (words.startsWith("'")) return words.slice(1, -1);
  const bare = words.startsWith('"') ? words.slice(1, -1) : words;
  return bare.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (_, name: string) => env[name] ?? "");
}
