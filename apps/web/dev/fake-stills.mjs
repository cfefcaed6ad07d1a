const field = (sky, land, smoke) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 184" width="600" height="368"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs><path fill="url(#s)" d="M0 0h300v96H0z"/><path fill="#46543f" d="M0 92q20-9 44-3t52-5 60 4 60-6 84 6v14H0z"/><path fill="${land[0]}" d="M0 98h300v86H0z"/><path fill="${land[1]}" d="M150 98 40 184h60zM170 98l20 86h60zM200 98l100 60v20z"/><path fill="#5d7f8e" d="M146 98 0 150v16L152 98z"/><path stroke="#3a3c38" stroke-width="3" d="M262 30v86M248 40h28"/><path stroke="#3a3c38" fill="none" d="M262 40Q200 60 90 58M262 40q20 6 38 2"/>${smoke ? '<path fill="#cfd4d8" fill-opacity=".75" d="M152 98q-14-26 2-44t-4-40q30 10 24 36t6 48z"/>' : ''}</svg>`;
const sluice = (sky) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 184" width="600" height="368"><path fill="${sky}" d="M0 0h300v90H0z"/><path fill="#475a42" d="M0 70q40-14 90-6t90-4 120 8v30H0z"/><path fill="#8e8f8a" d="M70 40h160v14H70zM78 54h20v66H78zM202 54h20v66h-20zM140 54h20v66h-20z"/><path fill="#2f4650" d="M98 64h42v56H98zM160 64h42v56h-42z"/><path fill="#4e7280" d="M0 110h300v74H0z"/><path stroke="#6f929f" stroke-width="2" d="M20 132h60M120 140h80M210 128h60M40 158h90M170 166h100"/><path fill="#eee" d="M146 70h8v50h-8z"/><path stroke="#222" d="M146 80h8M146 90h8M146 100h8M146 110h8" stroke-width="3"/></svg>`;
/** A drawn picture in place of a camera's. */
export const still = (kind, state) => {
  const dawn = state === 'calm';
  if (kind === 'sluice') return sluice(dawn ? '#b8c0c8' : '#93a8b4');
  return field(
    dawn ? ['#a9b4be', '#dcd8cb'] : ['#8aa0b0', '#c9cbbf'],
    dawn ? ['#7d8a58', '#6e7b4c'] : ['#9a8a58', '#87784a'],
    state === 'alert' || state === 'emergency' || state === 'many',
  );
};
