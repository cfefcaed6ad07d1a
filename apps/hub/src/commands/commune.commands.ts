import { readFileSync } from 'node:fs';
import { communeSchema } from '#hub/contracts';
import { type Command, parse, UsageError } from './command.js';

const NO_MAP = { type: 'FeatureCollection', features: [] };

export const setCommune: Command = {
  takes: '--code <5 số> --name … --province … [--support …] [--map file.geojson]',
  does: 'khai báo xã / sets the commune',
  async run(registry, args) {
    const { given } = parse(args, ['code', 'name', 'province', 'support', 'map']);
    const { map, ...rest } = given;
    const commune = communeSchema.safeParse({ ...rest, map: map === undefined ? NO_MAP : readMap(map) });
    if (!commune.success)
      throw new UsageError(commune.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    await registry.communes.put(commune.data);
    return [`${commune.data.code} ${commune.data.name}`];
  },
};

function readMap(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UsageError(`--map: không đọc được / cannot read ${path}`, { cause });
  }
}
