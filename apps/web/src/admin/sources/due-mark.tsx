/** A clock: filled with its hands in white where it is overdue, hollow where it is due soon. On 48 x 48. */
export const DUE_FACE = 'M24 5a19 19 0 1 1 0 38a19 19 0 1 1 0-38Z';
export const DUE_HANDS = 'M24 13.5V24l7.5 5';
export type WaitingNot = 'overdue' | 'soon';

/** Severities are for what was measured: a day that is over has a sign of its own. */
export const DueMark = ({ state }: { state: WaitingNot }) => (
  <svg className={`due-mark ${state}`} viewBox="0 0 48 48" aria-hidden="true">
    <path d={DUE_FACE} />
    <path className="hands" d={DUE_HANDS} />
  </svg>
);
