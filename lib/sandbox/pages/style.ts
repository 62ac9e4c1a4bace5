import { route, type Route } from "#lib/sandbox/server/route.ts";

export function styleRoute(): Route {
  return route("GET", "/style.css", () => ({
    status: 200,
    headers: { "content-type": "text/css;charset=UTF-8", "cache-control": "no-cache" },
    body: style,
  }));
}

// The colours of PAO's own pages, and an amber band so that nobody takes a ticket here for a real one.
const style = `
:root {
  color-scheme: light dark;
  --page: #fdfdfb; --card: #ffffff; --quiet: #f6f6f3; --line: #e4e4df; --field: #8a8a82; --text: #1b1b19; --muted: #5c5c56;
  --accent: #4a3fc2; --on-accent: #ffffff; --band: #fbeecb; --band-text: #6b4300;
  --grey: #efeeea; --blue: #e3ebfc; --blue-text: #1f4aa8; --green: #dff1e5; --green-text: #14602f; --red: #fbe4e2; --red-text: #9c1f16;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131312; --card: #1b1b1a; --quiet: #181817; --line: #2f2f2c; --field: #85857d; --text: #ededea; --muted: #a8a8a0;
    --accent: #a39bfa; --on-accent: #17142e; --band: #2b2212; --band-text: #efc56f;
    --grey: #2a2a28; --blue: #1b2a4a; --blue-text: #9dbcfa; --green: #16301f; --green-text: #7fd69b; --red: #3a1b19; --red-text: #f5a39b;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 Inter, "Inter Variable", system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.band { background: var(--band); color: var(--band-text); padding: 8px 32px; }
.band strong { letter-spacing: .06em; margin-right: 8px; }
header nav { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 12px 32px; border-bottom: 1px solid var(--line); background: var(--quiet); }
header nav a { color: var(--muted); text-decoration: none; padding: 4px 0; }
header nav a:hover { color: var(--text); text-decoration: underline; }
header nav a:last-child { margin-left: auto; }
main { max-width: 1120px; margin: 0 auto; padding: 28px 32px 64px; }
h1 { font-size: 24px; line-height: 1.25; letter-spacing: -.01em; margin: 4px 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 32px 0 10px; }
h3, h4 { font-size: 14px; margin: 16px 0 6px; }
p { margin: 0 0 10px; max-width: 72ch; }
.muted { color: var(--muted); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px; margin-bottom: 14px; overflow-wrap: anywhere; }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.grid { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); list-style: none; margin: 0; padding: 0; }
.grid .card { margin: 0; }
.issue { display: grid; gap: 28px; grid-template-columns: minmax(0, 1fr) 320px; }
@media (max-width: 800px) { .issue { grid-template-columns: minmax(0, 1fr); } main, .band, header nav { padding-left: 16px; padding-right: 16px; } }
.pill { display: inline-block; border-radius: 999px; padding: 1px 9px; font-size: 12px; font-weight: 500; background: var(--grey); color: var(--text); }
.pill.blue { background: var(--blue); color: var(--blue-text); }
.pill.green { background: var(--green); color: var(--green-text); }
.pill.red { background: var(--red); color: var(--red-text); }
dl { display: grid; grid-template-columns: 110px minmax(0, 1fr); gap: 6px 12px; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: "JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace; font-size: 12.5px; }
pre { background: var(--quiet); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; overflow-x: auto; margin: 0 0 10px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); }
td > p, th > p { margin: 0; }
.card table { margin-bottom: 10px; }
ul.card { list-style: none; }
th { color: var(--muted); font-weight: 500; font-size: 12.5px; }
blockquote, .panel { margin: 0 0 10px; padding: 6px 12px; border-left: 3px solid var(--line); }
form { margin: 0; }
label { display: block; color: var(--muted); font-size: 12.5px; margin-bottom: 3px; }
input, select, textarea { width: 100%; font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--field); border-radius: 8px; padding: 6px 9px; }
.fields { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); margin-bottom: 14px; }
.stack > div { margin-bottom: 12px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
button { font: inherit; font-weight: 500; color: var(--text); background: var(--card); border: 1px solid var(--field); border-radius: 8px; padding: 6px 13px; cursor: pointer; }
button:hover { background: var(--grey); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.main:hover { filter: brightness(1.08); }
button[aria-current] { border-color: var(--accent); color: var(--accent); }
`;
