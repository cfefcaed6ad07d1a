const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['hub-src', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/apps/web/dist/'],
};
const suite = (displayName, testMatch, extra = {}) => ({ ...shared, displayName, testMatch, ...extra });

const real = { setupFilesAfterEnv: ['<rootDir>/test/real-servers.setup.ts'] };

export default {
  // what takes long on a machine that has other work is not wrong
  testTimeout: 30_000,
  projects: [
    suite('unit', ['<rootDir>/{apps,libs,firmware-sim}/**/*.spec.ts']),
    suite('contracts', ['<rootDir>/test/contracts/**/*.spec.ts']),
    suite('acceptance', ['<rootDir>/test/acceptance/**/*.spec.ts'], real),
    suite('faults', ['<rootDir>/test/faults/**/*.spec.ts'], real),
    suite('browser', ['<rootDir>/test/browser/**/*.spec.ts'], real),
  ],
};
