export { aField } from './builders/a-field.js';
export { aBurning, aTrust, found } from './builders/a-finding.js';
export { anIncident, changed } from './builders/an-incident.js';
export { anMp3 } from './builders/an-mp3.js';
export { startCaddy, type TestCaddy, type TestCaddyOptions } from './caddy/start-caddy.js';
export { eventually } from './eventually/eventually.js';
export { appendToLog, readLog } from './hub/append-to-log.js';
export { writeSeries } from './hub/write-series.js';
export { ADMIN, cookiesOf, signIn, startHub, type TestHub, type TestHubOptions } from './hub/test-hub.js';
export { startInflux, type TestInflux, type TestInfluxOptions } from './influx/start-influx.js';
export { describeWith, type Need } from './needs/describe-with.js';
export { startModem, type TestModem } from './modem/start-modem.js';
export { startNetwork, type TestNetwork } from './network/start-network.js';
export { addPerson, addProgram, pairWall, PASSWORD, type TestPerson } from './people/add-person.js';
export { freePort } from './ports/free-port.js';
export { type ProviderAnswer, startProvider, type TestProvider } from './provider/start-provider.js';
export {
  type PushAnswer,
  startPushService,
  type TestBrowser,
  type TestPushService,
} from './push/start-push-service.js';
export { startPostgres, type TestPostgres } from './postgres/start-postgres.js';
export { startTmpfs, type TestTmpfs } from './tmpfs/start-tmpfs.js';
export { type Listener, type Station, Timeline } from './timeline/timeline.js';
export { clockOf, type Time, timeReader, writeTime } from './timeline/time.js';
