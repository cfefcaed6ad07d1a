/** Sections of the administration page, and the word that stands for each in its address. */
export const SECTIONS = {
  overview: '',
  devices: 'thiet-bi',
  waiting: 'hop-cho',
  unrecognised: 'chua-nhan-dang',
  commands: 'lenh',
  rules: 'luat',
  commune: 'xa',
  land: 'ban-do',
  exchange: 'nhap-xuat',
  gateways: 'gateway',
  profiles: 'loai-thiet-bi',
  people: 'nguoi-dung',
  roster: 'lich-truc',
  drills: 'dien-tap',
  walls: 'man-hinh',
  programs: 'chuong-trinh',
  audit: 'nhat-ky',
} as const;
export type Section = keyof typeof SECTIONS;

export interface Address {
  section: Section;
  /** What follows the section: an item, and what is looked at of it. */
  steps: readonly string[];
  query: URLSearchParams;
}

const ROOT = '/admin';
const BY_WORD = new Map<string, Section>(Object.entries(SECTIONS).map(([section, word]) => [word, section as Section]));

/** Undefined for an address that leads nowhere. */
export function parseAddress(path: string): Address | undefined {
  const url = new URL(path, 'http://hub');
  const [, root, word = '', ...steps] = url.pathname.replace(/\/+$/, '').split('/');
  const section = BY_WORD.get(word);
  if (`/${root}` !== ROOT || !section) return undefined;
  return { section, steps: steps.map(decoded), query: url.searchParams };
}

/** Where a section, an item of it, or a view of the item stands. */
export function hrefOf(
  section: Section,
  steps: readonly string[] = [],
  query: Record<string, string | undefined> = {},
) {
  const path = [ROOT, SECTIONS[section], ...steps.map(encodeURIComponent)].filter(Boolean).join('/');
  const search = new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString();
  return search ? `${path}?${search}` : path;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
