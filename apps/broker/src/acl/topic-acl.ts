import { topicMatches, topics } from '#hub/contracts';
import type { Account } from '#hub/registry';

/** What an account may do, made once at sign-in and again when the registry changes. */
export interface TopicAcl {
  /** The one topic that may be retained; gateways have none. */
  statusTopic?: string;
  mayPublish(topic: string): boolean;
  maySubscribe(filter: string): boolean;
}

export function aclOf(account: Account): TopicAcl {
  const { device, gateway } = account;
  if (device) {
    const below = topics.below(device.commune, device.id);
    const own = (topic: string) => topic.length > below.length && topic.startsWith(below);
    return { statusTopic: topics.status(device.commune, device.id), mayPublish: own, maySubscribe: own };
  }
  const filters = gateway?.topics ?? [];
  return {
    mayPublish: (topic) => !topic.startsWith('$') && filters.some((filter) => topicMatches(filter, topic)),
    maySubscribe: (wanted) => !wanted.startsWith('$') && filters.some((filter) => covers(filter, wanted)),
  };
}

/** Whether every topic that `wanted` matches is matched by `filter` too. */
export function covers(filter: string, wanted: string): boolean {
  const f = filter.split('/');
  const w = wanted.split('/');
  for (let i = 0; i < f.length; i++) {
    if (f[i] === '#') return true;
    if (i >= w.length || w[i] === '#' || (f[i] !== '+' && f[i] !== w[i])) return false;
  }
  return f.length === w.length;
}
