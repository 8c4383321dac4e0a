import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NodeRegistry } from '../../../server/federate/node-registry.ts';

describe('NodeRegistry', () => {
  it('lists, replaces and removes nodes', () => {
    const registry = new NodeRegistry([{ id: 'north', title: 'North', url: 'http://north.example.org/' }]);
    registry.put({ id: 'south', title: 'South', url: 'https://south.example.org/meridian' });
    registry.put({ id: 'north', title: 'New north', url: 'https://north.example.org' });
    assert.deepEqual(
      registry.list().map(({ title, url }) => [title, url]),
      [
        ['New north', 'https://north.example.org'],
        ['South', 'https://south.example.org/meridian'],
      ],
    );
    assert.equal(registry.remove('north'), true);
    assert.equal(registry.get('north'), undefined);
  });

  for (const url of [
    'ftp://example.org',
    'http://user:secret@example.org',
    'http://example.org/?a',
    'nonsense',
  ]) {
    it(`refuses the address ${url}`, () => {
      assert.throws(() => new NodeRegistry([{ id: 'x', title: 'X', url }]), { code: 'bad-config' });
    });
  }

  it('refuses two nodes of one name', () => {
    const node = { id: 'x', title: 'X', url: 'http://example.org' };
    assert.throws(() => new NodeRegistry([node, node]), { code: 'bad-config', message: /Two nodes/ });
  });
});
