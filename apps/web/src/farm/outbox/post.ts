import type { FarmAnswer } from '#hub/contracts';
import { answerOf, post, whoIsIt } from '../../phone/offline/hub-post.js';
import type { Post } from '../../phone/offline/send-deeds.js';
import type { FarmJob } from './farm-job.js';

/** The hub over HTTP, in the page and in its service worker. `headers`: for whom somebody acts, as it is at that moment. */
export const farmPost = (headers: () => Record<string, string> = () => ({})): Post<FarmJob> => ({
  whoIsIt: () => whoIsIt(headers()),
  now: () => Date.now(),
  async send({ key, plot, deed, doneAt }) {
    return answerOf(await post('/api/farm/answers', { key, plot, deed, at: doneAt } satisfies FarmAnswer, headers()));
  },
});
