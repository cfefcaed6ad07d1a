import { useMe } from '../../session/use-me.js';
import { useCommandWords } from './words.js';

/** Names of those who had to do with commands, by id, as far as the reader may know them. */
export type Names = Readonly<Record<string, string>>;

/** Somebody by the name; whoever may not know it reads the id. */
export function WhoWords({ id, names }: { id: string; names: Names | undefined }) {
  const t = useCommandWords();
  const me = useMe();
  if (id === me.id) return <>{t.you(me.name)}</>;
  if (id === 'hub') return <>{t.hub}</>;
  return names?.[id] ?? <code>{id}</code>;
}
