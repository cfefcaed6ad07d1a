import type { Escalation, LiveSnapshot, Notice, Numbered } from '#hub/contracts';

/** What a hub says that tells people itself; one that does not says nothing of it. */
export interface TellingEvents {
  /** Where telling people of an incident stands. Without names: walls show it, too. */
  escalation: (event: Numbered & { escalation: Escalation }) => void;
  /** Who is told of an incident, and what came of it. */
  notices: (event: Numbered & { notices: Notice[] }) => void;
}
export type TellingSnapshot = LiveSnapshot & { escalations?: Escalation[] };
