/** Rice, standing on the surface at these places. */
export const Rice = ({ at, y }: { at: readonly number[]; y: number }) => (
  <g className="plant">
    {at.map((x) => (
      <path
        key={x}
        transform={`translate(${x} ${y})`}
        d="M-3 0c-2-16-8-26-16-32M-1 0c-1-18-3-30-6-42M1 0c1-18 4-30 9-40M3 0c3-14 9-22 17-27M0 0c0-14-1-24 1-36"
      />
    ))}
  </g>
);

/** A crop that stands on dry ground. */
export const Upland = ({ at, y }: { at: readonly number[]; y: number }) => (
  <g className="plant">
    {at.map((x) => (
      <path
        key={x}
        transform={`translate(${x} ${y})`}
        d="M0 0v-42M0-8c8-14 17-15 22-7M0-8c-8-14-17-15-22-7M0-22c7-13 15-14 20-6M0-22c-7-13-15-14-20-6M0-36c4-8 9-9 13-4M0-36c-4-8-9-9-13-4"
      />
    ))}
  </g>
);

/** What lies under the surface: the ground that is worked, and what is below it. */
export const Ground = ({ y, height }: { y: number; height: number }) => (
  <>
    <path className="soil" d={`M0 ${y}c20-2 40 1 60 0s50-2 80 0 60-1 90 0 70-2 130 0v${height - y}H0z`} />
    <path className="subsoil" d={`M0 ${y + 26}c30-8 60 4 90-2s60 6 100 0 90 6 170-2V${height}H0z`} />
  </>
);
