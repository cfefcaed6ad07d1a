import { IconButton } from '../../ui/button.js';
import { usePartWords } from './words.js';

/** Which part of a long list is shown, and the way to the next. */
export function Pager(props: { offset: number; limit: number; total: number; onOffset(offset: number): void }) {
  const { offset, limit, total, onOffset } = props;
  const t = usePartWords();
  if (total <= limit && offset === 0) return null;
  const last = offset + limit >= total;
  return (
    <nav className="pager" aria-label={t.pages}>
      <IconButton
        icon="back"
        label={t.previous}
        aria-disabled={offset === 0 || undefined}
        onClick={() => offset > 0 && onOffset(Math.max(0, offset - limit))}
      />
      <span className="num" role="status">
        {t.page(offset + 1, Math.min(total, offset + limit), total)}
      </span>
      <IconButton
        icon="back"
        className="forward"
        label={t.next}
        aria-disabled={last || undefined}
        onClick={() => !last && onOffset(offset + limit)}
      />
    </nav>
  );
}
