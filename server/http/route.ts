import type { Action } from '../access/decide.ts';
import type { Actor } from '../access/actor.ts';

/** A request as a handler sees it. */
export interface Call {
  /** Identifies the request in the log and in problem documents (UUID). */
  readonly id: string;
  readonly method: string;
  readonly actor: Actor;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Path and query of the request at the node's own address, whatever the Host header says. */
  readonly url: URL;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body, decompressed, at most the route's `bodyLimit` long. */
  readonly body: Uint8Array;
  /** The media type of the body without parameters, in lower case; empty where there is none. */
  readonly mediaType: string;
  /** The best of these media types for the caller's Accept header; undefined where none is accepted. */
  accepts(mediaTypes: readonly string[]): string | undefined;
}

/** What a handler answers. */
export interface Reply {
  readonly status?: number;
  readonly mediaType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type Method = 'get' | 'post' | 'put' | 'delete';

/** A parameter in the query or the path, as the API description shows it. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly description: string;
  readonly required?: boolean;
  readonly repeated?: boolean;
}

/** One reply of a route, as the API description shows it. */
export interface ReplyDescription {
  readonly description: string;
  /** None where the reply has no body. */
  readonly mediaTypes: readonly string[];
  /** Headers that callers work with, by name, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route takes and gives, for people and for `/openapi.json`. */
export interface RouteDescription {
  readonly summary: string;
  readonly tag: string;
  readonly parameters?: readonly ParameterDescription[];
  /** Media types of the body, where there is one. */
  readonly body?: readonly string[];
  /** Status to a description and the media types of the answer. Problems are added for all. */
  readonly replies: Readonly<Record<number, ReplyDescription>>;
}

/**
 * One address and method. The table of routes is the only list of addresses there is: the server, the rights and
 * the API description are made from it.
 */
export interface Route {
  readonly method: Method;
  /** Express 5 path: `/providers/:provider/submissions/:name`. A parameter `:provider` names the resource's owner. */
  readonly path: string;
  /** What it does, as `decide` sees it. */
  readonly action: Action;
  readonly description: RouteDescription;
  /** Bytes; 1 MiB where it is left out. */
  readonly bodyLimit?: number;
  /** Lets pages of other origins read the answer: for the public plane only. */
  readonly shared?: boolean;
  readonly handle: (call: Call) => Promise<Reply> | Reply;
}
