import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Parser } from 'n3';
import { upgradeStatements } from '../../../server/lift/upgrade-statements.ts';
import type { Upgrade } from '../../../server/lift/upgrade-statements.ts';
import { namedNode, quad } from '../../../server/rdf/terms.ts';

const prefixes = { ex: 'http://example.org/', skos: 'http://www.w3.org/2004/02/skos/core#' };
const read = (turtle: string) => new Parser().parse(`@prefix ex: <http://example.org/> . ${turtle}`);

function upgrade(turtle: string, ...rules: Omit<Upgrade, 'says'>[]) {
  const named = rules.map((rule, index) => ({ says: `rule ${index + 1}`, ...rule }));
  const mappings = (set: string) =>
    set === 'old-new'
      ? [
          quad(
            namedNode('http://example.org/old'),
            namedNode(`${prefixes.skos}exactMatch`),
            namedNode('http://example.org/new'),
          ),
        ]
      : undefined;
  const { quads, changes, from } = upgradeStatements(read(turtle), { prefixes, rules: named }, mappings);
  const text = quads.map(({ subject, predicate, object }) =>
    [subject.value, predicate.value, object.value].join(' ').replaceAll('http://example.org/', ''),
  );
  return { text, changes, from, quads };
}

const rename = { where: '?s ex:old ?o', remove: '?s ex:old ?o', add: '?s ex:new ?o' };

describe('upgradeStatements', () => {
  it('renames a property, says how often, and keeps everything else', () => {
    const { text, changes } = upgrade('ex:a ex:old 1 , 2 ; ex:other 3 .', rename);
    assert.deepEqual(text.sort(), ['a new 1', 'a new 2', 'a other 3']);
    assert.deepEqual(changes, [{ says: 'rule 1', statements: 2, subject: 'http://example.org/a' }]);
  });

  it('keeps values to the letter, also those that it moves', () => {
    const kept = '"007"^^<http://www.w3.org/2001/XMLSchema#integer>';
    const { quads, from } = upgrade(
      `ex:a ex:old ${kept} , "2020-01-01T00:00:00.000+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> , "x"@EN ; ex:other "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .`,
      rename,
    );
    assert.deepEqual(quads.map(({ object }) => object.value).sort(), [
      '007',
      '1.0',
      '2020-01-01T00:00:00.000+00:00',
      'x',
    ]);
    assert.equal(from.size, 3);
    for (const [now, before] of from) assert.ok(now.object.equals(before.object));
  });

  it('lets each rule see what those before it left, and says nothing of one that does nothing', () => {
    const again = { where: '?s ex:new ?o', remove: '?s ex:new ?o', add: '?s ex:newest ?o' };
    const { text, changes, from } = upgrade('ex:a ex:old 1 .', rename, again, {
      where: '?s ex:none ?o',
      remove: '?s ex:none ?o',
    });
    assert.deepEqual(text, ['a newest 1']);
    assert.deepEqual(
      changes.map(({ says }) => says),
      ['rule 1', 'rule 2'],
    );
    assert.equal([...from.values()][0]?.predicate.value, 'http://example.org/old');
  });

  it('does nothing the second time', () => {
    const { quads } = upgrade('ex:a ex:old 1 .', rename);
    const again = upgradeStatements(quads, { prefixes, rules: [{ says: 'x', ...rename }] }, () => undefined);
    assert.deepEqual(again.changes, []);
    assert.equal(again.quads.length, 1);
  });

  it('asks mapping sets by their names, and gives a datatype to what comes in', () => {
    const where = '?s ?p ?o . GRAPH <https://w3id.org/meridian/mapping/old-new> { ?p skos:exactMatch ?q }';
    assert.deepEqual(upgrade('ex:a ex:old 1 .', { where, remove: '?s ?p ?o', add: '?s ?q ?o' }).text, [
      'a new 1',
    ]);
    const datatype = 'http://example.org/bytes';
    const { quads } = upgrade('ex:a ex:old 1.0 .', {
      where: '?s ex:old ?o BIND("1" AS ?n)',
      remove: '?s ex:old ?o',
      add: '?s ex:new ?n',
      datatype,
    });
    assert.ok(quads[0]?.object.termType === 'Literal' && quads[0].object.datatype.value === datatype);
  });

  it('refuses a rule that is no SPARQL, and a mapping set that is not there', () => {
    for (const where of [
      '?s ex:old',
      '?s ?p ?o GRAPH <https://w3id.org/meridian/mapping/none> { ?s ?p ?o }',
    ]) {
      assert.throws(() => upgrade('ex:a ex:old 1 .', { where, remove: '?s ex:old ?o' }), {
        code: 'bad-mapping',
      });
    }
  });
});
