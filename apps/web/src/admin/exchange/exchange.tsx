import './exchange.css';
import { IMPORT_FORMATS, type ThingKind, THING_KINDS } from '#hub/contracts';
import { ButtonLink } from '../../ui/button.js';
import { Box } from '../parts/box.js';
import { PageHead } from '../parts/page-head.js';
import { KIND_INFO, kindAt } from '../land/kinds.js';
import { useLandWords } from '../land/words.js';
import type { Address } from '../route/address.js';
import { ImportWizard } from './import-wizard.js';
import { useExchangeWords } from './words.js';

/** Lists in and out as files. */
export default function Exchange({ address }: { address: Address }) {
  const t = useExchangeWords();
  const kind = kindAt(address.steps[0]) ?? 'plot';
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <div className="columns">
        <ImportWizard key={kind} kind={kind} />
        <Exports />
      </div>
    </>
  );
}

function Exports() {
  const t = useExchangeWords();
  const l = useLandWords();
  return (
    <Box title={t.export}>
      <p className="meta">{t.exportLead}</p>
      <ul className="exports">
        {THING_KINDS.map((kind) => (
          <li key={kind}>
            <span>{l.kinds[kind]}</span>
            <span className="export-formats">
              {IMPORT_FORMATS.filter((format) => format !== 'geojson' || hasShape(kind)).map((format) => (
                <ButtonLink
                  key={format}
                  href={`/api/registry/${kind}/export?format=${format}`}
                  download
                  aria-label={t.download(l.kinds[kind], format)}
                >
                  {format}
                </ButtonLink>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Box>
  );
}

const hasShape = (kind: ThingKind): boolean => KIND_INFO[kind].shape !== 'none';
