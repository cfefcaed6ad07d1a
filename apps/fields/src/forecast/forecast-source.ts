import { type Forecast, type ForecastMapping, type IrrigationTable, readForecast } from '#hub/irrigation';
import { RemoteText } from '#hub/service-kit';

export interface ForecastOptions {
  url?: string | undefined;
  file?: string | undefined;
  mapping: ForecastMapping;
  table: Pick<IrrigationTable, 'forecast'>;
  warn(message: string): void;
}

const EVERY_MS = 3 * 3_600_000;
const AGAIN_MS = 15 * 60_000;

/** The newest forecast that there is: the service's, else the file's. */
export const forecastSource = ({ url, file, mapping, table, warn }: ForecastOptions): RemoteText<Forecast> =>
  new RemoteText({
    ...{ url, file, everyMs: EVERY_MS, againMs: AGAIN_MS },
    warn: (reason) => warn(`dự báo thời tiết không đọc được: ${reason}`),
    read: (text, at) => {
      const { forecast, problems } = readForecast(JSON.parse(text) as unknown, mapping, at, table);
      if (!forecast) throw new Error(problems.map(({ key, in: where }) => `${key} (${String(where)})`).join(', '));
      return forecast;
    },
  });
