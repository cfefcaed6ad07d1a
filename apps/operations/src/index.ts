export { CertificatesModule } from './certificates/certificates.module.js';
export { prepareHttp } from './http/prepare-http.js';
export { type OperationsConfig, operationsConfigSchema } from './operations.config.js';
export { OperationsModule, type OperationsOptions } from './operations.module.js';
export { SetUp } from './sign-in/set-up.js';
