import tseslint from 'typescript-eslint';

/** Names and topics are built in libs/contracts alone. */
const wireLiterals = {
  selector: 'Literal[value=/^communes\\/|^communes\\//], TemplateElement[value.raw=/^communes\\//]',
  message: 'Build and parse topics with libs/contracts (topics, parseNativeTopic).',
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'process.env is read once, in a main or a configuration file.',
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test-output/**', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', wireLiterals, environment],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['libs/contracts/**', 'libs/testkit/**', 'test/**', '**/*.spec.ts', '**/main.ts', '**/cli.ts', '**/demo.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
