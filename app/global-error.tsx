"use client";

/** The last resort: no styles, no components, only words. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "3rem", maxWidth: "32rem" }}>
        <title>PAO cannot be shown</title>
        <h1>PAO cannot be shown right now</h1>
        <p>Running requests go on; none is lost. Try again in a moment.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
