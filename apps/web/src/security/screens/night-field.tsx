/** Fields under a moon, or under the sun: all is quiet. Drawn, nothing to load. */
export function NightField() {
  return (
    <svg className="quiet-field" viewBox="0 0 360 200" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect className="sky" width="360" height="200" />
      <circle className="light" cx="262" cy="56" r="20" />
      <path className="shade" d="M262 36a20 20 0 0 0 0 40a26 26 0 0 1 0-40Z" />
      <path className="far" d="M0 118c50-22 96-18 150-4 60-18 128-20 210 0v20H0Z" />
      <path
        className="near"
        d="M96 128v-20l16-12 16 12v20ZM236 128v-16l13-10 13 10v16ZM40 128c-4-26 2-44 14-60M40 128c-6-22-14-36-26-42"
      />
      <path className="field" d="M0 128h360v72H0Z" />
      <path className="bund" d="M0 150h360M150 128 96 200M214 128l70 72M0 176h360" />
    </svg>
  );
}
