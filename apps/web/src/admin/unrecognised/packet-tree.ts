/** One line of a packet drawn as a tree: a value that can be tapped, or what holds values. */
export interface PacketNode {
  /** Keys and list places that lead to it from the record. */
  steps: readonly (string | number)[];
  /** Its own key, as it is shown. */
  key: string;
  depth: number;
  kind: 'object' | 'list' | 'value';
  value: unknown;
}

/** More lines than anybody reads; a packet may hold 256 KB. */
const MOST_NODES = 600;
const DEEPEST = 16;

/** Lines of a packet from top to bottom. */
export function treeOf(record: unknown): { nodes: PacketNode[]; cut: boolean } {
  const nodes: PacketNode[] = [];
  let cut = false;
  const walk = (value: unknown, steps: readonly (string | number)[], depth: number) => {
    if (nodes.length >= MOST_NODES || depth > DEEPEST) {
      cut = true;
      return;
    }
    const kind = Array.isArray(value) ? 'list' : typeof value === 'object' && value !== null ? 'object' : 'value';
    if (steps.length > 0) nodes.push({ steps, key: String(steps.at(-1)), depth, kind, value });
    if (kind === 'value') return;
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? value.map((item, i) => [i, item])
      : Object.entries(value as object);
    for (const [key, inner] of entries) walk(inner, [...steps, key], depth + 1);
  };
  walk(record, [], 0);
  return { nodes, cut };
}

/** The records of a packet: a list is a backlog of them. Undefined for what is no JSON. */
export function recordsOf(text: string): { records: unknown[]; list: boolean } | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = Array.isArray(body);
  return { records: list ? (body as unknown[]) : [body], list };
}

/** Text of a value as the packet has it. */
export const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Registers of a Modbus box: hex text of whole registers, or a list of 16-bit numbers. */
export function looksLikeRegisters(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length > 0 && value.every((v) => Number.isInteger(v) && (v as number) >= 0 && (v as number) <= 0xffff);
  if (typeof value !== 'string') return false;
  const hex = value.replace(/0x|[\s:,-]/gi, '');
  return hex.length >= 4 && hex.length % 4 === 0 && /^[0-9a-f]+$/i.test(hex) && /[a-f]|^0|\s/i.test(value);
}

/** How many registers a block holds. */
export const registerCount = (value: unknown): number =>
  Array.isArray(value) ? value.length : String(value).replace(/0x|[\s:,-]/gi, '').length / 4;
