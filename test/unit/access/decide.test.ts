import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anonymous, type Actor } from '../../../server/access/actor.ts';
import { decide, type Action } from '../../../server/access/decide.ts';

const actors = {
  anonymous,
  own: { id: 'a', role: 'provider', provider: 'north' },
  other: { id: 'b', role: 'provider', provider: 'south' },
  editor: { id: 'c', role: 'editor' },
  researcher: { id: 'd', role: 'researcher' },
  committee: { id: 'e', role: 'committee' },
  operator: { id: 'f', role: 'operator' },
} as const satisfies Record<string, Actor>;
type Name = keyof typeof actors;
const everyone = Object.keys(actors) as Name[];

/** Who may do what to something of the provider north. */
const allowed: Readonly<Record<Action, readonly Name[]>> = {
  'read-operation': everyone,
  'read-catalogue': everyone,
  check: everyone.filter((name) => name !== 'anonymous'),
  'count-cohort': ['own', 'other', 'researcher', 'committee', 'operator'],
  'try-ontology': ['editor', 'operator'],
  'read-submission': ['own'],
  'read-record': ['own'],
  publish: ['own'],
};

describe('the decision who may do what', () => {
  for (const [action, names] of Object.entries(allowed) as [Action, readonly Name[]][]) {
    for (const name of everyone) {
      const may = names.includes(name);
      it(`${may ? 'lets' : 'does not let'} ${name} ${action}`, () => {
        assert.equal(decide(actors[name], action, { provider: 'north' }).allowed, may);
      });
    }
  }

  it('gives no one the parts of a provider that is not named', () => {
    for (const action of ['read-submission', 'read-record', 'publish'] as const) {
      for (const name of everyone) assert.equal(decide(actors[name], action).allowed, false);
    }
  });

  it('does not take a provider without a name for the owner of what has none', () => {
    const nameless: Actor = { id: 'x', role: 'provider' };
    assert.equal(decide(nameless, 'read-record', {}).allowed, false);
  });

  it('does not let another role act for a provider that its token names', () => {
    const odd: Actor = { id: 'x', role: 'researcher', provider: 'north' };
    assert.equal(decide(odd, 'publish', { provider: 'north' }).allowed, false);
  });

  it('refuses an action that it does not know', () => {
    assert.equal(decide(actors.operator, 'burn' as Action, { provider: 'north' }).allowed, false);
  });

  it('says whose it is and why not', () => {
    const decision = decide(actors.other, 'publish', { provider: 'north' });
    assert.match(decision.allowed ? '' : decision.why, /belongs to the provider north/);
  });
});
