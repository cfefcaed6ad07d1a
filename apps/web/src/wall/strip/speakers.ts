import type { Choice } from './chosen.js';

/** What each tile asks of which stations. The temperature in a logger's box or in a pond is not the commune's. */
export const SPEAKERS = {
  particles: { metric: 'pm25', kinds: ['air', 'weather', 'generic'], highest: true },
  salinity: { metric: 'salinity', kinds: ['canal', 'water'], highest: true },
  level: { metric: 'water_level', kinds: ['canal'] },
  rain: { metric: 'rain', kinds: ['weather', 'canal', 'generic'] },
  temperature: { metric: 'temperature', kinds: ['weather', 'air'] },
  field: { metric: 'field_level', kinds: ['paddy'] },
  humidity: { metric: 'humidity', kinds: ['weather', 'air'] },
  co: { metric: 'co', kinds: ['air', 'weather', 'generic'] },
} as const satisfies Record<string, Choice>;
