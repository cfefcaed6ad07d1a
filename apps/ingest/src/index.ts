export { IngestModule, type IngestOptions } from './ingest.module.js';
