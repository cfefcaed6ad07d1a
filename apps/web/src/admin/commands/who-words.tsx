import { useMe } from '../../session/use-me.js';
import { useCommandWords } from './words.js';

/** Names of those who had to do with commands, by id, of whoever is known still. */
export type Names = Readonly<Record<string, string>>;

/** Somebody by the name; the id of one who was forgotten. */
export function WhoWords({ id, names }: { id: string; names: Names | undefined }) {
  const t = useCommandWords();
  const me = useMe();
  if (id === me.id) return <>{t.you(me.name)}</>;
  if (id === 'hub') return <>{t.hub}</>;
  return names?.[id] ?? <code>{id}</code>;
}
