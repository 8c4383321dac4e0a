import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The layers of server/, top down. A room may import what stands in a lower layer and itself, nothing else: rooms
 * of one layer never import each other; what they need of one another arrives as an argument.
 */
const layers = [
  ['rdf'],
  ['ontology', 'store', 'lift', 'validate', 'query', 'federate'],
  ['access'],
  ['publish', 'catalogue', 'cohort'],
  ['http', 'graphql', 'cli'],
];

/** Types of a lower-layer port are shared; types between rooms of one layer are not. */
const layerRules = layers.flatMap((rooms, level) =>
  rooms.map((room) => {
    const forbidden = [
      ...rooms.filter((other) => other !== room),
      ...layers.slice(level + 1).flat(),
      ...(room === 'cli' ? [] : ['web']),
    ];
    return {
      files: [`server/${room}/**/*.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
                message: `server/${room} may not import this room (see CONTRIBUTING.md, layers).`,
              },
              ...(level < 4
                ? [{ regex: '^(\\.\\./)+(app|main)\\.ts$', message: 'Only main.ts wires the application.' }]
                : []),
            ],
          },
        ],
      },
    };
  }),
);

export default tseslint.config(
  { ignores: ['node_modules/', '.meridian/', 'coverage/', 'server/web/dist/'] },
  js.configs.recommended,
  {
    files: ['server/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // node:test returns promises from describe and it that the runner itself awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'before', 'after'] },
          ],
        },
      ],
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  { files: ['server/cli/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
  ...layerRules,
);
