import type { Catalogue, SearchQuestion } from '../../catalogue/catalogue.ts';
import { json } from '../reply.ts';
import type { ParameterDescription, Route } from '../route.ts';

export interface SearchServices {
  readonly catalogue: Catalogue;
  /** Reads a question from the query of an address; throws `bad-request` and `unknown-concept`. */
  readonly parseQuestion: (parameters: URLSearchParams) => SearchQuestion;
  /** Names of the attributes, each a parameter. */
  readonly attributes: readonly { readonly name: string; readonly description: string }[];
}

export function searchRoutes({ catalogue, parseQuestion, attributes }: SearchServices): readonly Route[] {
  const parameters: readonly ParameterDescription[] = [
    { name: 'q', in: 'query', description: 'Words, each of which must begin a word of the dataset.' },
    ...attributes.map(({ name, description }) => ({
      name,
      in: 'query' as const,
      repeated: true,
      description: `${description} A code such as EUCAIM:IMG1000042; repeated means or, a leading "-" means not; ranges as 45..75; "unknown" for no value.`,
    })),
    { name: 'lang', in: 'query', description: 'Language of titles and labels; English where there is none.' },
    { name: 'limit', in: 'query', description: 'At most so many datasets, up to 200.' },
    { name: 'offset', in: 'query', description: 'Skips so many datasets.' },
  ];
  return [
    {
      method: 'get',
      path: '/search',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'Datasets that fit, best first',
        tag: 'catalogue',
        parameters,
        replies: {
          200: { description: 'The datasets and how many there are.', mediaTypes: ['application/json'] },
        },
      },
      handle: (call) => {
        const question = parseQuestion(call.url.searchParams);
        return json(catalogue.search(question));
      },
    },
    {
      method: 'get',
      path: '/facets',
      action: 'read-catalogue',
      shared: true,
      description: {
        summary: 'Facets of the datasets that fit, each counted under all the other filters',
        tag: 'catalogue',
        parameters,
        replies: { 200: { description: 'The facets.', mediaTypes: ['application/json'] } },
      },
      handle: (call) => json({ facets: catalogue.facets(parseQuestion(call.url.searchParams)) }),
    },
  ];
}
