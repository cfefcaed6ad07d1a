// Arrows between folders: docs/decisions tells why. Checked by `npm run check`.
const pure = '^libs/(contracts|alert-engine|air-quality|field-map|geodesy|irrigation|smoke|water|vietqr|cap)/src';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'pure-libs-need-no-node',
      comment: 'contracts, the engine and the domain maths run anywhere',
      severity: 'error',
      from: { path: pure, pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-libs-need-no-nest',
      severity: 'error',
      from: { path: pure },
      to: { path: 'node_modules/(@nestjs|typeorm|aedes|mqtt|influx|lmdb|better-sqlite3|socket\\.io)' },
    },
    {
      name: 'pure-libs-see-contracts-alone',
      severity: 'error',
      from: { path: pure },
      to: { path: '^libs/', pathNot: ['^libs/contracts/', '^libs/$1/'] },
    },
    {
      name: 'contracts-see-nobody',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^libs/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/testkit/' },
      to: { path: '^(apps|firmware-sim)/' },
    },
    {
      name: 'apps-never-import-apps',
      comment: 'only the hub composes them',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/hub/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-sees-contracts-and-domain-alone',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^libs/',
        pathNot: '^libs/(contracts|air-quality|field-map|geodesy|irrigation|smoke|water|vietqr|cap)/',
      },
    },
    {
      name: 'sim-sees-contracts-alone',
      severity: 'error',
      from: { path: '^firmware-sim/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'hub-and-sim-meet-over-mqtt',
      severity: 'error',
      from: { path: '^(apps|firmware-sim)/' },
      to: { path: '^(apps|firmware-sim)/', pathNot: '^$1/' },
    },
    {
      name: 'testkit-is-for-tests',
      severity: 'error',
      from: { path: '^(apps|libs|firmware-sim)/', pathNot: ['\\.spec\\.ts$', '/src/testing/', '^libs/testkit/'] },
      to: { path: '^libs/testkit/' },
    },
    {
      name: 'libs-by-their-face',
      comment: 'another lib is entered through its index.ts',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/.+', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['hub-src', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types'],
    },
  },
};
