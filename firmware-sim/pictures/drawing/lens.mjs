import { HEIGHT, rect, WIDTH } from './brush.mjs';

const SKIES = {
  field: ['#8fa9bb', '#dfe0d6'],
  sluice: ['#86a2b6', '#d5dcda'],
  pump: ['#93aabb', '#dcdfd8'],
  road: ['#8da8bc', '#dcdfd9'],
};

const filters = (light) => `
<filter id="soft" x="-30%" y="-60%" width="160%" height="220%"><feGaussianBlur stdDeviation="5"/></filter>
<filter id="smoke" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="6"/></filter>
<filter id="glow" x="-40%" y="-120%" width="180%" height="340%"><feGaussianBlur stdDeviation="1.4"/></filter>
<filter id="lens" x="0" y="0" width="100%" height="100%"><feGaussianBlur stdDeviation=".7"/></filter>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="3"/><feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 ${light === 'night' ? 0.9 : 0.55} -.2"/></filter>
<filter id="infrared" x="0" y="0" width="100%" height="100%"><feColorMatrix values=".42 .46 .12 0 0 .42 .46 .12 0 0 .40 .46 .14 0 0 0 0 0 1 0"/><feComponentTransfer><feFuncR type="gamma" exponent="1.22"/><feFuncG type="gamma" exponent="1.22"/><feFuncB type="gamma" exponent="1.22"/></feComponentTransfer></filter>`;

const gradients = (scene, light) => {
  // infrared light does not reach the sky
  const [high, low] = light === 'night' ? ['#0b0d10', '#20252a'] : SKIES[scene];
  return `
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${high}"/><stop offset="1" stop-color="${low}"/></linearGradient>
<linearGradient id="straw" x2="0" y2="1"><stop stop-color="#a79d6b"/><stop offset="1" stop-color="#8f8350"/></linearGradient>
<linearGradient id="water" x2="0" y2="1"><stop stop-color="#7e979f"/><stop offset="1" stop-color="#4a6671"/></linearGradient>
<radialGradient id="vignette" cx=".5" cy=".52" r=".78"><stop offset=".55" stop-color="#05080c" stop-opacity="0"/><stop offset="1" stop-color="#05080c" stop-opacity=".42"/></radialGradient>
<radialGradient id="flood" cx=".5" cy=".78" r=".72"><stop stop-color="#000" stop-opacity="0"/><stop offset=".55" stop-color="#000" stop-opacity=".12"/><stop offset="1" stop-color="#000" stop-opacity=".62"/></radialGradient>`;
};

/** What the drawn scene looks like through a cheap camera, by day or by its infrared light. */
export function throughLens(scene, inner, light) {
  const seen = `<g filter="url(#lens)">${inner}</g>`;
  const lit =
    light === 'night' ? `<g filter="url(#infrared)">${seen}</g>${rect(0, 0, WIDTH, HEIGHT, 'url(#flood)')}` : seen;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs>${filters(light)}${gradients(scene, light)}</defs>${lit}${rect(0, 0, WIDTH, HEIGHT, '#fff', 'filter="url(#grain)" opacity=".22"')}${rect(0, 0, WIDTH, HEIGHT, 'url(#vignette)')}</svg>`;
}
