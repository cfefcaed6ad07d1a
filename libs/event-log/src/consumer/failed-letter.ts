import type { DeadLetter, Group, Stream, StreamItems } from '#hub/contracts';

const REASON_LENGTH = 300;

/** What is set aside when a group fails for ever on an item: the item itself, so that it can be sent again. */
export function failedLetter<S extends Stream>(
  item: StreamItems[S],
  group: Group,
  id: string,
  message: string,
  now: number,
): DeadLetter {
  const line = message.replace(/\p{C}/gu, ' ').slice(0, REASON_LENGTH);
  const letter = {
    type: 'dead-letter',
    id,
    kind: 'failed',
    reason: `Bước "${group}" không xử lý được: ${line}`,
    group,
  } as const;
  if ('type' in item && item.type === 'packet') {
    const { account, topic, payload, received } = item;
    return { ...letter, account, topic, payload, received };
  }
  const { device, received } = item as { device?: unknown; received?: unknown };
  return {
    ...letter,
    ...(typeof device === 'string' && { device }),
    item: JSON.stringify(item),
    received: typeof received === 'number' ? received : now,
  };
}
