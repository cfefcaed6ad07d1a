import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type CommandPack, commandPackSchema } from '#hub/contracts';
import { ConfigError, laidOver, referencePath } from '#hub/service-kit';

/** Injection token of the commands in force. */
export const COMMAND_PACK = 'COMMAND_PACK';

const namedSchema = z.looseObject({ name: z.string() });
const lockSchema = z.looseObject({ id: z.string() });
/** A pack may lie over another, as rule packs do: what has the same name changes the keys it names, `null` takes one away. */
const layerSchema = z.object({
  id: z.string(),
  source: z.string(),
  extends: z.string().optional(),
  commands: z.array(namedSchema).default([]),
  interlocks: z.array(lockSchema).default([]),
});
type Layer = z.infer<typeof layerSchema>;

/** Loads `reference/commands/<name>.json` or a path. @throws ConfigError that names what is wrong */
export function loadCommandPack(nameOrPath: string): CommandPack {
  const merged = mergedLayer(nameOrPath, []);
  const parsed = commandPackSchema.safeParse(merged);
  const wrong = parsed.success ? faultsOf(parsed.data) : parsed.error.issues.map((issue) => complaint(merged, issue));
  if (wrong.length > 0 || !parsed.data)
    throw new ConfigError(`Bộ lệnh sai / command pack "${merged.id}" is wrong:\n  ${wrong.join('\n  ')}`);
  return parsed.data;
}

/** What the schema alone does not see. */
function faultsOf({ commands, interlocks }: CommandPack): string[] {
  const wrong: string[] = [];
  const args = new Map(commands.map(({ name, args: taken }) => [name, Object.keys(taken)]));
  for (const { name, expiresMs, longestMs, byHand, confirm } of commands) {
    if (expiresMs > longestMs || (byHand && byHand.expiresMs > byHand.longestMs))
      wrong.push(`${name}: expiresMs: longer than longestMs`);
    const to = confirm?.to;
    if (confirm?.becomes === 'near' && to === undefined) wrong.push(`${name}: confirm: near to what`);
    if (typeof to === 'string' && !args.get(name)!.includes(to)) wrong.push(`${name}: confirm.to: no argument "${to}"`);
  }
  for (const { id, commands: guarded, when } of interlocks)
    for (const name of guarded) {
      const taken = args.get(name);
      if (!taken) wrong.push(`${id}: commands: no command "${name}"`);
      else if (when && !taken.includes(when.arg)) wrong.push(`${id}: when.arg: "${name}" takes no "${when.arg}"`);
    }
  return wrong;
}

function complaint(layer: Layer, issue: z.core.$ZodIssue): string {
  const [list, index, ...key] = issue.path;
  const entry = list === 'commands' || list === 'interlocks' ? layer[list][index as number] : undefined;
  const name = entry && String('name' in entry ? entry.name : entry.id);
  return `${name ? `${name}: ${key.join('.')}` : issue.path.join('.')}: ${issue.message}`;
}

function mergedLayer(nameOrPath: string, above: readonly string[]): Layer {
  const path = referencePath('commands', nameOrPath);
  if (above.includes(path)) throw new ConfigError(`COMMANDS: "${nameOrPath}" kế thừa chính nó / extends itself`);
  const layer = read(path, nameOrPath);
  if (layer.extends === undefined) return layer;
  const base = mergedLayer(layer.extends, [...above, path]);
  return {
    ...layer,
    commands: laidOver(base.commands, layer.commands, ({ name }) => name),
    interlocks: laidOver(base.interlocks, layer.interlocks, ({ id }) => id),
  };
}

function read(path: string, asked: string): Layer {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`COMMANDS: không đọc được bộ lệnh / cannot read the command pack "${asked}"`, { cause });
  }
  const layer = layerSchema.safeParse(json);
  if (layer.success) return layer.data;
  const wrong = layer.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new ConfigError(`COMMANDS: "${asked}" không phải bộ lệnh / is not a command pack:\n  ${wrong.join('\n  ')}`);
}
