import { type Job, stateOf } from '../outbox/job.js';
import { CheckScreen } from './check.screen.js';
import { HeardScreen } from './heard.screen.js';
import { ProblemScreen } from './problem.screen.js';
import { SendScreen } from './send.screen.js';

/** 5: one box, from the moment it is finished on the phone until it is heard. */
export function BoxScreen({ job, stranger }: { job: Job; stranger: boolean }) {
  switch (stateOf(job)) {
    case 'queued':
      return <SendScreen job={job} stranger={stranger} />;
    case 'refused':
      return <ProblemScreen job={job} />;
    case 'heard':
      return <HeardScreen job={job} />;
    default:
      return <CheckScreen job={job} />;
  }
}
