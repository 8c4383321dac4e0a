import { MeridianError } from '../../errors.ts';
import type { Publisher } from '../../publish/publisher.ts';
import { publishReply } from '../publish-reply.ts';
import { json, pathParameter } from '../reply.ts';
import type { Route } from '../route.ts';
import { inJson, name, nothingCalled, provider, submissionPath, tag } from './submission-address.ts';

export interface PublishServices {
  readonly base: string;
  readonly publisher: Publisher;
  /** Bytes that one delivery may have. */
  readonly deliveryLimit: number;
  /** Media types that a delivery may come in. */
  readonly deliveryMediaTypes: readonly string[];
}

/** Publishing a delivery, and withdrawing one. */
export function publishRoutes(services: PublishServices): readonly Route[] {
  const { base, publisher } = services;
  return [
    {
      method: 'put',
      path: submissionPath,
      action: 'publish',
      bodyLimit: services.deliveryLimit,
      description: {
        summary: 'Publishes a delivery: lifted, checked, committed, visible at once or not at all',
        tag,
        parameters: [
          provider,
          name,
          {
            name: 'profile',
            in: 'query',
            description: 'The profile it must conform to; wins over the one in the delivery.',
          },
        ],
        body: services.deliveryMediaTypes,
        replies: {
          200: inJson('A new version replaced the one before, or nothing had changed.'),
          201: inJson('Committed; it survives a crash from here on.'),
          422: inJson('It does not conform, or files cannot be read; nothing has changed.'),
        },
      },
      handle: async (call) => {
        // An upload that went wrong is the likeliest reason, and it would replace everything by nothing.
        if (call.body.length === 0) {
          throw new MeridianError('bad-request', 'The delivery is empty.', {
            advice: 'Send the files; DELETE withdraws a submission.',
          });
        }
        const profile = call.url.searchParams.get('profile');
        const result = await publisher.publish({
          provider: pathParameter(call, 'provider'),
          name: pathParameter(call, 'name'),
          bytes: call.body,
          mediaType: call.mediaType,
          ...(profile === null ? {} : { profile }),
        });
        return publishReply(result, base, call.id);
      },
    },
    {
      method: 'delete',
      path: submissionPath,
      action: 'publish',
      description: {
        summary: 'Withdraws a submission; its versions stay readable',
        tag,
        parameters: [provider, name],
        replies: { 200: inJson('It is withdrawn.') },
      },
      handle: async (call) => {
        const owner = pathParameter(call, 'provider');
        const submission = pathParameter(call, 'name');
        if (!(await publisher.withdraw(owner, submission))) throw nothingCalled(owner, submission);
        return json({ withdrawn: `${owner}/${submission}` });
      },
    },
  ];
}
