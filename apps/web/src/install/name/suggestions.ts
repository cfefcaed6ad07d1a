import type { DeviceProfile } from '#hub/contracts';
import { inSentence } from '../place/surroundings.js';

/** Names of devices are data of the commune: Vietnamese, whatever the language of the phone. */
const NOUNS: Record<DeviceProfile['kind'], string> = {
  air: 'Trạm không khí',
  weather: 'Trạm thời tiết',
  water: 'Trạm nước',
  canal: 'Trạm kênh',
  soil: 'Đầu đo đất',
  paddy: 'Ống ruộng',
  pump: 'Máy bơm',
  gate: 'Cửa cống',
  siren: 'Còi',
  camera: 'Camera',
  hub: 'Chứng thư của hub',
  generic: 'Trạm đo',
};
const MOST = 3;

export interface NamedPlace {
  hamlet?: string | undefined;
  /** "gần cống Bến Mễ" */
  place?: string | undefined;
  /** "kênh Tiêu" */
  canal?: string | undefined;
}

/** Names somebody would give, the likeliest first, each with a number where another device has it already. */
export function nameSuggestions(
  kind: DeviceProfile['kind'] | undefined,
  { hamlet, place, canal }: NamedPlace,
  taken: readonly string[],
): string[] {
  const noun = NOUNS[kind ?? 'generic'];
  const near = place?.replace(/^gần\s+/u, '');
  const village = hamlet && hamlet.replace(/^(Thôn|Ấp|Bản|Làng|Xóm|Tổ)(?=\s)/u, (word) => word.toLowerCase());
  const atCanal = kind === 'canal' && canal ? `Trạm ${inSentence(canal)}` : undefined;
  const names = [atCanal, near && `${noun} ${near}`, village && `${noun} ${village}`, noun];
  const distinct = [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[];
  // the bare noun only where nothing else is known
  return (distinct.length > 1 ? distinct.slice(0, -1) : distinct).slice(0, MOST).map((name) => numbered(name, taken));
}

/** "Trạm kênh Tiêu 2", when there is one already. */
export function numbered(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map(plain));
  if (!used.has(plain(name))) return name;
  for (let n = 2; ; n++) if (!used.has(plain(`${name} ${n}`))) return `${name} ${n}`;
}
const plain = (name: string) => name.trim().normalize('NFC').toLocaleLowerCase('vi');
