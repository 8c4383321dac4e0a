import type { Publisher } from '../../publish/publisher.ts';
import type { SubmissionRecord } from '../../publish/submission.ts';
import { json, pathParameter } from '../reply.ts';
import type { Route } from '../route.ts';
import { inJson, provider, tag } from './submission-address.ts';

export interface ProviderServices {
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly publisher: Publisher;
  readonly record: SubmissionRecord;
}

/** The providers of a node, and what one sees of all its submissions together. */
export function providerRoutes({ providers, publisher, record }: ProviderServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/providers',
      action: 'read-catalogue',
      shared: true,
      description: { summary: 'The providers of this node', tag, replies: { 200: inJson('The providers.') } },
      handle: () => json({ providers }),
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
    {
      method: 'get',
      path: '/providers/:provider/unmapped',
      action: 'read-submission',
      description: {
        summary: 'Values that no mapping gives a meaning to, most frequent first',
        tag,
        parameters: [provider],
        replies: { 200: inJson('The values.') },
      },
      handle: (call) => {
        const own = publisher.current().filter((each) => each.provider === pathParameter(call, 'provider'));
        const unmapped = own.flatMap((each) =>
          (record.read(each.provider, each.name)?.unmapped ?? []).map((value) => ({
            submission: each.name,
            ...value,
          })),
        );
        return json({ unmapped: unmapped.sort((a, b) => b.records - a.records) });
      },
    },
  ];
}
