/** Holds the page's place; said to those who cannot see it. */
export default function Loading() {
  return (
    <div className="mx-auto max-w-7xl px-4 pt-7 sm:px-8" role="status">
      <span className="sr-only">Loading</span>
      <div className="h-8 w-56 animate-pulse rounded-lg bg-fill" aria-hidden />
      <div className="mt-5 h-11 animate-pulse rounded-xl bg-fill" aria-hidden />
      <div className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3" aria-hidden>
        {[0, 1, 2, 3, 4, 5].map((place) => (
          <div key={place} className="h-36 animate-pulse rounded-xl bg-fill" />
        ))}
      </div>
    </div>
  );
}
