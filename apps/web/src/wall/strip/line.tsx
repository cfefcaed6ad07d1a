import { useWall } from '../wall-context.js';
import { textWidth } from './text-width.js';

const SIZE = 28;
/** Closer than this a line may be cut by a hair that the measure did not see. */
const HAIR = 0.995;

/**
 * How far letters may shrink: where all lettering is larger than at 55 inches, down to the size it has there, and never
 * by more than a tenth.
 */
export function useLeast(): number {
  const { textScale } = useWall().settings;
  return Math.min(1, Math.max(0.9, 1 / textScale));
}

/** A line of a tile in its smallest letters; what does not fit ends in an ellipsis. `room` in layout pixels. */
export function Line({ text, room, className = '' }: { text: string; room: number; className?: string }) {
  const least = useLeast();
  const ratio = (HAIR * room) / textWidth(text);
  const style = ratio < 1 ? { fontSize: `${(SIZE * Math.max(least, ratio)) / 100}rem` } : undefined;
  return (
    <span className={`fit ${className}`} style={style}>
      {text}
    </span>
  );
}
