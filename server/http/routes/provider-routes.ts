import type { Publisher } from '../../publish/publisher.ts';
import { json, pathParameter } from '../reply.ts';
import type { Route } from '../route.ts';
import { inJson, provider, tag } from './submission-address.ts';

export interface ProviderServices {
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly publisher: Publisher;
}

/** The providers of a node, and what one sees of all its submissions together. */
export function providerRoutes({ providers, publisher }: ProviderServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/providers',
      action: 'read-catalogue',
      shared: true,
      description: { summary: 'The providers of this node', tag, replies: { 200: inJson('The providers.') } },
      // Of its configuration, only what it is called: how a hospital numbers its patients is nobody's business.
      handle: () => json({ providers: providers.map(({ id, title }) => ({ id, title })) }),
    },
    {
      method: 'get',
      path: '/providers/:provider/submissions',
      action: 'read-submission',
      description: {
        summary: 'The current submissions of a provider',
        tag,
        parameters: [provider],
        replies: { 200: inJson('The newest version of each.') },
      },
      handle: (call) =>
        json({
          submissions: publisher
            .current()
            .filter((each) => each.provider === pathParameter(call, 'provider')),
        }),
    },
  ];
}
