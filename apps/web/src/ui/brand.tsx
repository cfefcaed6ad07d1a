/** The hub's mark: a seedling over water. */
export function BrandMark({ className = 'brand-mark' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="10" className="plate" />
      <g className="strokes">
        <path d="M6 27.5c4.5 2.3 9 2.3 14 0s9.5-2.3 14 0M11 33.5c3 1.5 6 1.5 9 0s6-1.5 9 0" />
        <path d="M20 22.5V11.5M20 15.5c-1-5-4.5-7.5-9.5-7.5 0 5.5 3.5 8.5 9.5 9M20 18c1-5 4.5-7 9.5-7 0 5-3.5 8-9.5 8.5" />
      </g>
    </svg>
  );
}
