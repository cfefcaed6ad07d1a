import { deedPath, incidentPath } from '../../incidents/deed.js';
import { answerOf, ask, post, whoIsIt } from '../../phone/offline/hub-post.js';
import type { Post } from '../../phone/offline/send-deeds.js';
import type { DeedJob } from './deed-job.js';

/** The hub over HTTP. Runs in the page and in its service worker. */
export const hubPost: Post<DeedJob> = {
  whoIsIt: () => whoIsIt(),
  now: () => Date.now(),

  async send(job, photo) {
    const { do: _, ...given } = job.deed;
    // the key is the same however often it is sent: an answer may be lost on its way back
    const what = { ...given, ...(photo && { photo }), doneAt: job.doneAt, key: job.key };
    const answer = await post(deedPath(job.incident, job.deed), what);
    if (answer?.status === 409 && job.deed.do === 'acknowledge' && (await isMine(job))) return { kind: 'taken' };
    return answerOf(answer);
  },
};

/** Whether it was this person after all who took it: the answer to an earlier try was lost. */
async function isMine(job: DeedJob): Promise<boolean> {
  const answer = await ask(incidentPath(job.incident));
  const incident = answer?.body['incident'] as { acknowledgement?: { person?: string } } | undefined;
  return incident?.acknowledgement?.person === job.person;
}
