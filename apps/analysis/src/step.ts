import type { DeviceEvent, FindingChange } from '#hub/contracts';

/** What a step has to say, and to keep. */
export interface Step {
  /** By the log's clock, milliseconds. */
  now: number;
  tell(change: FindingChange): void;
  event(event: DeviceEvent): void;
  put(key: string, value: unknown): void;
}
