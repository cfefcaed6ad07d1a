import type { DeviceEvent, FindingsItem } from '#hub/contracts';

/** What a step has to say, and to keep. */
export interface Step {
  /** By the log's clock, milliseconds. */
  now: number;
  tell(item: FindingsItem): void;
  event(event: DeviceEvent): void;
  put(key: string, value: unknown): void;
}
