import type { ParameterDescription } from './route.ts';

/** How a reader sees pages: what every page understands. */
export const pageParameters: readonly ParameterDescription[] = [
  {
    name: 'lang',
    in: 'query',
    description: 'Language of the page and of labels; English where there is none.',
  },
  { name: 'theme', in: 'query', description: 'Colours of the page: auto, light or dark.' },
];
