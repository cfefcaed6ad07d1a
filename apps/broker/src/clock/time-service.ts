import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** `absent`: this machine keeps no synchronised time, or does not say (a container): nothing can be concluded. */
export type TimeService = 'synchronised' | 'unsynchronised' | 'absent';

const run = promisify(execFile);

/**
 * Asks systemd, which reads the kernel's own flag (adjtimex) and so knows of chrony and ntpd, too. A machine that was
 * set up without a time service is not reproached for it at every start: its clock is what its owner made it. One that
 * has a service which does not get through (no Internet after a power cut) is `unsynchronised`.
 */
export async function askTimeService(timedatectl = 'timedatectl'): Promise<TimeService> {
  try {
    const { stdout } = await run(timedatectl, ['show', '-p', 'NTP', '-p', 'NTPSynchronized'], { timeout: 3000 });
    if (/^NTPSynchronized=yes$/m.test(stdout)) return 'synchronised';
    return /^NTP=yes$/m.test(stdout) ? 'unsynchronised' : 'absent';
  } catch {
    return 'absent';
  }
}
