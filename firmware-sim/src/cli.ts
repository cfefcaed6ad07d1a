import { type Command, readArguments, UsageError } from './cli/arguments.js';
import { HELP } from './cli/help.js';
import { runScenario } from './cli/run-scenario.js';
import { settingsFrom } from './cli/settings.js';
import { RealCommuneError, refuseRealCommune } from './hub/enrol.js';
import { provisionMany } from './fresh/many.js';
import { NotProvisionedError } from './fresh/provision.js';
import { runFresh } from './fresh/run-fresh.js';
import { HubApi, HubRefusedError, HubUnreachableError } from './hub/hub-api.js';
import { StateFolder } from './hub/state-folder.js';
import { load } from './load/load.js';
import { NothingRecordedError, replay } from './replay/replay.js';

const settings = settingsFrom(process.env);
const write = (line: string) => console.log(line);

try {
  process.exitCode = await run(readArguments(process.argv.slice(2), settings));
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

/** Does it; gives the exit code. */
async function run(command: Command): Promise<number> {
  if (command.is === 'help') {
    write(HELP);
    return 0;
  }
  const { mqttUrl } = command;
  const api = new HubApi(command.apiUrl, settings.credentials);
  const state = new StateFolder(settings.stateDir);
  switch (command.is) {
    case 'scenario':
      await runScenario({ ...command, api, state, write, now: Date.now });
      return 0;
    case 'replay': {
      const { sensors, rows, badRows, badFiles } = await replay({ ...command, api, state, say: write });
      write(`Xong / done: ${rows} hàng của ${sensors} cảm biến được xác nhận / rows of sensors acknowledged`);
      if (badRows + badFiles > 0)
        write(`Bỏ qua / left out: ${badRows} hàng hỏng / bad rows, ${badFiles} tệp lạ / strange files`);
      return 0;
    }
    case 'fresh':
      await runFresh({ ...command, api, state, write, now: Date.now });
      return 0;
    case 'fresh-many': {
      await refuseRealCommune(api);
      const { seconds, devices } = await provisionMany({ ...command, api, now: Date.now, say: write });
      write(`${devices.length} thiết bị đã có tài khoản và gửi gói đầu / devices provisioned, ${seconds.toFixed(1)} s`);
      return 0;
    }
    case 'load': {
      const { sent, acknowledged, waiting, lost, seconds } = await load({
        ...command,
        api,
        mqttUrl,
        state,
        now: Date.now,
        say: write,
      });
      write(
        `Gửi / sent ${sent}, xác nhận / acknowledged ${acknowledged} (${(acknowledged / seconds).toFixed(0)}/s), còn chờ / waiting ${waiting}, mất / lost ${lost}`,
      );
      return waiting + lost > 0 ? 1 : 0;
    }
  }
}

/** What the user can do something about is said in words, the rest with its stack. */
function reasonOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${HELP}`;
  if (error instanceof HubRefusedError) return `Hub từ chối / the hub refused: ${error.message} (${error.code})`;
  const known = [HubUnreachableError, NothingRecordedError, NotProvisionedError, RealCommuneError];
  if (known.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
