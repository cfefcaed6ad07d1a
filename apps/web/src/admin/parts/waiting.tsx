import { useEffect, useState } from 'react';
import { usePartWords } from './words.js';

/** Says that something is on its way, when it takes longer than a blink. */
export function Waiting() {
  const t = usePartWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting-part meta" role="status">
      {late ? t.loading : ''}
    </p>
  );
}
