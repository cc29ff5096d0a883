/** The dependency rule of ARCHITECTURE.md, checked by `npm run check`. */

/** Server modules by tier; a module imports services and events of lower tiers only. */
const tiers = [
  ['audit', 'document', 'settings', 'identity', 'org', 'ledger', 'catalog', 'media', 'wechat', 'express'],
  ['channel', 'banner', 'payment'],
  ['member', 'stock', 'split'],
  ['card', 'offer', 'feedback'],
  ['order'],
  ['fulfilment', 'review'],
  ['after-sale', 'store-order'],
  ['revenue'],
  ['crm', 'erp', 'message'],
];

const modules = 'server/src/modules';
const names = (list) => `(${list.join('|')})`;

const tierRules = tiers.flatMap((tier, level) => {
  const upward = tiers.slice(level + 1).flat();
  const rules = tier
    .map(
      (name) =>
        tier.filter((other) => other !== name).length > 0 &&
        level > 0 && {
          name: `no-sideways-from-${name}`,
          comment: 'Modules of one tier do not know each other.',
          severity: 'error',
          from: { path: `^${modules}/${name}/` },
          to: { path: `^${modules}/${names(tier.filter((other) => other !== name))}/` },
        },
    )
    .filter(Boolean);
  return upward.length === 0
    ? rules
    : [
        ...rules,
        {
          name: `tier-${level}-points-down`,
          comment: 'News travels upward as outbox events or registered guards, never as an import.',
          severity: 'error',
          from: { path: `^${modules}/${names(tier)}/` },
          to: { path: `^${modules}/${names(upward)}/` },
        },
      ];
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Rules are plain functions: their own domain, the shared kernel, contracts of states and refusals.',
      severity: 'error',
      from: { path: `^${modules}/([^/]+)/domain/`, pathNot: '[.]test[.]ts$' },
      to: {
        pathNot: [
          `^${modules}/$1/domain/`,
          '^shared/src/kernel/',
          '^shared/src/.*[.](status|errors)[.]ts$',
          '^shared/src/[^/]+/[^/]+[.](contract|schemas)[.]ts$',
          '^shared/src/card/card-number[.]ts$',
          '^shared/src/identity/admin-permission[.]ts$',
        ],
      },
    },
    {
      name: 'modules-meet-in-services',
      comment: 'Across modules only services, events and the module declaration itself may be imported.',
      severity: 'error',
      from: { path: `^${modules}/([^/]+)/` },
      to: { path: `^${modules}/(?!$1/)[^/]+/`, pathNot: '[.](service|events|module)[.]ts$' },
    },
    {
      name: 'controllers-stay-thin',
      severity: 'error',
      from: { path: '[.]controller[.]ts$' },
      to: { path: [`^${modules}/.*/domain/`, `^${modules}/.*/entities/`, '[.]queries[.]ts$'] },
    },
    {
      name: 'nobody-imports-a-controller',
      severity: 'error',
      from: { pathNot: '[.]module[.]ts$' },
      to: { path: '[.]controller[.]ts$' },
    },
    {
      name: 'entities-know-no-service',
      severity: 'error',
      from: { path: '[.](entity|queries)[.]ts$' },
      to: { path: '[.]service[.]ts$' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^server/src/platform/' },
      to: { path: `^${modules}/` },
    },
    {
      name: 'shared-knows-no-app',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|miniapp-member|miniapp-channel|app-sales|web-admin|e2e|bench)/' },
    },
    {
      name: 'apps-never-import-the-server',
      severity: 'error',
      from: { path: '^(miniapp-member|miniapp-channel|app-sales|web-admin)/' },
      to: { path: '^server/' },
    },
    {
      name: 'features-do-not-meet',
      comment: 'What two features need lives in common.',
      severity: 'error',
      from: { path: '^(miniapp-member|miniapp-channel|app-sales|web-admin)/src/features/([^/]+)/' },
      to: { path: '^$1/src/features/(?!$2/)[^/]+/' },
    },
    {
      name: 'common-knows-no-feature',
      severity: 'error',
      from: { path: '^(miniapp-member|miniapp-channel|app-sales|web-admin)/src/common/' },
      to: { path: '^$1/src/features/' },
    },
    ...tierRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'default'],
      extensions: ['.ts', '.vue', '.js', '.json'],
    },
  },
};
