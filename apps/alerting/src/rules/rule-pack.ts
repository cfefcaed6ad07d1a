import { faultsOf } from '#hub/alert-engine';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type RulePack, rulePackSchema } from '#hub/contracts';
import { ConfigError, laidOver, referencePath } from '#hub/service-kit';

/** Injection token of the loaded rule pack. */
export const RULES = 'RULES';

/** A pack may lie over another: a rule of the same id changes the keys it names, and `null` takes a key away. */
const layerSchema = z.looseObject({
  id: z.string(),
  vi: z.string(),
  extends: z.string().optional(),
  rules: z.array(z.looseObject({ id: z.string() })),
});
type Layer = z.infer<typeof layerSchema>;

/**
 * Loads the pack of this name (`reference/rules/<name>.json`) or path, laid over the one it extends.
 * @throws ConfigError that names each wrong rule and key
 */
export function loadRulePack(nameOrPath: string, templates: ReadonlySet<string>): RulePack {
  const asked = mergedLayer(nameOrPath, []);
  // whatever a commune watches, it can try the way from a sensor to its people
  const drill = mergedLayer('drill', []).rules.filter(({ id }) => !asked.rules.some((rule) => rule.id === id));
  const merged = { ...asked, rules: [...asked.rules, ...drill] };
  const parsed = rulePackSchema.safeParse(merged);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => complaint(merged, issue));
  const seen = new Set<string>();
  for (const rule of parsed.data?.rules ?? []) {
    if (seen.has(rule.id)) wrong.push(`${rule.id}: id: used twice`);
    seen.add(rule.id);
    if (!templates.has(rule.template)) wrong.push(`${rule.id}: template: no sentence of this name`);
    for (const { field, problem } of faultsOf(rule)) wrong.push(`${rule.id}: ${field}: ${problem}`);
  }
  if (wrong.length > 0 || !parsed.data)
    throw new ConfigError(`Bộ luật sai / rule pack "${merged.id}" is wrong:\n  ${wrong.join('\n  ')}`);
  return parsed.data;
}

function complaint(layer: Layer, issue: z.core.$ZodIssue): string {
  const [list, index, ...key] = issue.path;
  const rule = list === 'rules' && typeof index === 'number' ? layer.rules[index] : undefined;
  return rule
    ? `${rule.id}: ${key.join('.') || 'rule'}: ${issue.message}`
    : `${issue.path.join('.')}: ${issue.message}`;
}

function mergedLayer(nameOrPath: string, above: readonly string[]): Layer {
  const path = referencePath('rules', nameOrPath);
  if (above.includes(path)) throw new ConfigError(`RULES: "${nameOrPath}" kế thừa chính nó / extends itself`);
  const layer = read(path, nameOrPath);
  if (layer.extends === undefined) return layer;
  const base = mergedLayer(layer.extends, [...above, path]);
  return { ...layer, rules: laidOver(base.rules, layer.rules, ({ id }) => id) };
}

function read(path: string, asked: string): Layer {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`RULES: không đọc được bộ luật / cannot read the rule pack "${asked}"`, { cause });
  }
  const layer = layerSchema.safeParse(json);
  if (!layer.success) {
    const wrong = layer.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`RULES: "${asked}" không phải bộ luật / is not a rule pack:\n  ${wrong.join('\n  ')}`);
  }
  return layer.data;
}
