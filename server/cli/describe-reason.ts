import type { Reason } from '../ontology/suggest/suggestion.ts';

/** Why a concept is suggested, as people read it on a terminal. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'name':
      return `named "${reason.name}"`;
    case 'code':
      return `code ${reason.code}`;
    case 'neighbour':
      return `like "${reason.word}" (${reason.set}, line ${reason.line})`;
  }
}
