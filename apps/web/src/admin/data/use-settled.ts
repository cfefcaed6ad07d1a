import { useEffect, useState } from 'react';

/** What is typed, once nobody has typed for a while: not each letter is asked for. */
export function useSettled(typed: string, waitMs: number): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs);
    return () => clearTimeout(timer);
  }, [typed, waitMs]);
  return settled.trim();
}
