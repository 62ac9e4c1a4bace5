/** The mark: one thing that leads to the next. */
export function Logo({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" className="stroke-accent-ink">
        <rect x="7" y="7" width="7.5" height="7.5" rx="2" />
        <rect x="17.5" y="17.5" width="7.5" height="7.5" rx="2" />
        <path d="M10.75 14.5v4a2.75 2.75 0 0 0 2.75 2.75h4" />
      </g>
    </svg>
  );
}
