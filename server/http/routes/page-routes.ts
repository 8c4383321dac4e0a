import { MeridianError } from '../../errors.ts';
import { serveAsset } from '../pages/assets.ts';
import { html, pathParameter } from '../reply.ts';
import type { Call, Route } from '../route.ts';

export interface PageServices {
  readonly cataloguePage: (call: Call) => Promise<string>;
}

/** The front page, and what the pages load. */
export function pageRoutes({ cataloguePage }: PageServices): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/',
      action: 'read-catalogue',
      description: {
        summary: 'The front page',
        tag: 'pages',
        replies: { 200: { description: 'The page.', mediaTypes: ['text/html'] } },
      },
      handle: async (call) => html(await cataloguePage(call)),
    },
    {
      method: 'get',
      path: '/assets/:name',
      action: 'read-operation',
      description: {
        summary: 'Style, script, fonts and pictures of the pages',
        tag: 'pages',
        replies: {
          200: {
            description: 'The file.',
            mediaTypes: ['text/css', 'text/javascript', 'font/woff2', 'image/svg+xml'],
          },
        },
      },
      handle: (call) => {
        const name = pathParameter(call, 'name');
        const asset = serveAsset(name);
        if (asset === undefined) throw new MeridianError('not-found', `There is no file ${name}.`);
        return {
          mediaType: asset.mediaType,
          headers: { 'cache-control': asset.cacheControl, etag: asset.etag },
          body: asset.body,
        };
      },
    },
  ];
}
