import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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

/** IRIs of vocabularies stand in server/rdf/vocabulary.ts, where a misspelt name does not compile. */
const vocabularyRule = {
  selector:
    'Literal[value=/^https?:\\u002F\\u002F(www\\.w3\\.org|purl\\.org|w3id\\.org|cancerimage\\.eu|xmlns\\.com)/]',
  message: 'Take the term from server/rdf/vocabulary.ts.',
};

/** The files that wire rooms together: server/*.ts but errors.ts, which is for all. */
const wiring = readdirSync(join(import.meta.dirname, 'server'))
  .filter((file) => file.endsWith('.ts') && file !== 'errors.ts')
  .map((file) => file.slice(0, -3));

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
              {
                regex: `^(\\.\\./)+(${wiring.join('|')})\\.ts$`,
                message:
                  'Rooms know nothing of the files that wire them, server/*.ts; only errors.ts is for all.',
              },
            ],
          },
        ],
        // The rule above does not see import(): a room loads only its own files and packages that way.
        'no-restricted-syntax': [
          'error',
          {
            selector: `ImportExpression[source.value=/^(\\.\\.\\u002F)+(${forbidden.join('|')})\\u002F/]`,
            message: `server/${room} may not import this room (see CONTRIBUTING.md, layers).`,
          },
          ...(room === 'rdf' ? [] : [vocabularyRule]),
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
