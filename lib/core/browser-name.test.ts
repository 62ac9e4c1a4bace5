import { expect, test } from "vitest";
import { browserName } from "./browser-name.ts";

const like = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${like} Chrome/139.0.0.0 Safari/537.36`, "Chrome on Linux"],
  [`${like} HeadlessChrome/139.0.0.0 Safari/537.36`, "Chrome on Linux"],
  [
    `${like.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64")} Chrome/139.0.0.0 Safari/537.36 Edg/139.0`,
    "Edge on Windows",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:141.0) Gecko/20100101 Firefox/141.0", "Firefox on macOS"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.5.0", "curl"],
  ["<script>", "A browser"],
  [null, "A browser"],
])("%s is called %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
