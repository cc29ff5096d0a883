import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const typeAware = {
  languageOptions: {
    parserOptions: {
      projectService: true,
      tsconfigRootDir: import.meta.dirname,
      extraFileExtensions: ['.vue'],
    },
  },
};

/** Rules of the house: docs/decisions/0006-lint-holds-the-style.md. */
const houseRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-floating-promises': [
    'error',
    {
      // Fire-and-forget calls of the platform: their promise form only exists when no callback is passed.
      allowForKnownSafeCalls: [
        {
          from: 'package',
          package: '@dcloudio/types',
          name: [
            'showToast',
            'showLoading',
            'navigateTo',
            'redirectTo',
            'switchTab',
            'reLaunch',
            'navigateBack',
            'setNavigationBarTitle',
            'openSetting',
          ],
        },
      ],
    },
  ],
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
  ],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': 'off',
  eqeqeq: ['error', 'always'],
  'no-console': 'error',
  'prefer-const': ['error', { destructuring: 'all', ignoreReadBeforeAssign: true }],
  'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'ExportDefaultDeclaration',
      message: 'Named exports only; a file can then be found by its name.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/dist-doubles/**',
      '**/node_modules/**',
      '.data/**',
      'e2e/screenshots/**',
      '**/*.d.ts',
      // Tool settings lie outside every tsconfig, and type-aware rules need one.
      '**/*.config.mts',
      '**/*.config.ts',
      'miniapp-*/src/uni_modules/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.base],
    ...typeAware,
    rules: houseRules,
  },
  {
    files: ['**/*.vue'],
    extends: [...vue.configs['flat/essential']],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      ...houseRules,
      'no-restricted-syntax': 'off',
      // A page's <script setup> is one function to the linter; its size is held by max-lines.
      'max-lines-per-function': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      // The mini program's Vue is DCloud's 3.4 build, where destructured props are not reactive.
      'vue/define-props-destructuring': ['error', { destructure: 'never' }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'vue', importNames: ['useTemplateRef'], message: 'Missing in the mini program runtime.' },
          ],
        },
      ],
    },
  },
  {
    files: ['server/src/modules/*/domain/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
        { object: 'process', property: 'env', message: 'Settings come in as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in as an argument.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    // Describe blocks are long and table-driven cases name a column each; the files are still bounded.
    files: ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off', 'no-console': 'off' },
  },
  {
    // A migration reads top to bottom as one table after the other.
    files: ['server/src/**/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
