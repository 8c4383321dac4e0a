import { setImmediate } from 'node:timers/promises';
import { MeridianError } from '../../errors.ts';
import type { Ontology } from '../../ontology/ontology.ts';
import { suggestConcepts } from '../../ontology/suggest/suggest-concepts.ts';
import type { Suggestion } from '../../ontology/suggest/suggestion.ts';
import { providerUnmapped, type ProviderUnmappedValue } from '../../publish/provider-unmapped.ts';
import { usualColumns, writeMappingRow } from '../../rdf/append-mapping-row.ts';
import type { MappingSet, MappingSets } from '../../rdf/sssom.ts';
import { json, pathParameter } from '../reply.ts';
import type { Call, Reply, Route } from '../route.ts';
import { inJson, provider, tag, type SubmissionSource } from './submission-address.ts';

export interface UnmappedServices extends SubmissionSource {
  readonly ontology: Ontology;
  readonly mappingSets: MappingSets;
}

/** Values that get suggestions in one answer, the most frequent ones: each takes some milliseconds. */
const mostSuggested = 200;

/** `…/unmapped`: what a provider wrote that has no meaning here, and what it may mean. */
export function unmappedRoute(services: UnmappedServices): Route {
  return {
    method: 'get',
    path: '/providers/:provider/unmapped',
    action: 'read-submission',
    description: {
      summary:
        'Values that no mapping gives a meaning to, most frequent first; those of fewer than ten patients are counted and not shown',
      tag,
      parameters: [
        provider,
        { name: 'attribute', in: 'query', description: 'Name of an attribute; all where it is left out.' },
        {
          name: 'suggest',
          in: 'query',
          description: `true: also concepts that each of the first ${mostSuggested} may stand for, and the row of a mapping set that would say so.`,
        },
      ],
      replies: {
        200: inJson(
          'The values with their submissions; how many are hidden, by attribute; and how many are unknown: published before patients were counted, they are shown when published again.',
        ),
      },
    },
    handle: (call) => answer(services, call),
  };
}

async function answer(services: UnmappedServices, call: Call): Promise<Reply> {
  const owner = pathParameter(call, 'provider');
  const attribute = attributeAsked(services, call);
  const own = services.publisher.current().filter((each) => each.provider === owner);
  const stored = own.flatMap((each) => {
    const unmapped = services.record.unmapped(each);
    return unmapped === undefined ? [] : [[each.name, unmapped] as const];
  });
  const { values, hidden, unknown } = providerUnmapped(new Map(stored), attribute);
  if (call.url.searchParams.get('suggest') !== 'true') return json({ unmapped: values, hidden, unknown });
  // The sets that the sources of this provider read: only a row there is read.
  const setsOf = (name: string): Set<string> =>
    new Set(own.flatMap(({ mappingSets }) => mappingSets[name] ?? []));
  const suggested: unknown[] = [];
  for (const [at, value] of values.entries()) {
    // Others are answered in between.
    if (at < mostSuggested) await setImmediate();
    suggested.push(
      at < mostSuggested ? withSuggestions(value, owner, setsOf(value.attribute), services) : value,
    );
  }
  return json({ unmapped: suggested, columns: usualColumns, hidden, unknown });
}

function attributeAsked({ ontology }: UnmappedServices, call: Call): string | undefined {
  const name = call.url.searchParams.get('attribute');
  if (name === null || name === '') return undefined;
  if (ontology.attribute(name) !== undefined) return name;
  throw new MeridianError('bad-request', `There is no attribute "${name}".`, {
    advice: `There are ${ontology.attributes.map((each) => each.name).join(', ')}.`,
  });
}

function withSuggestions(
  value: ProviderUnmappedValue,
  owner: string,
  sets: ReadonlySet<string>,
  { ontology, mappingSets }: UnmappedServices,
): object {
  const attribute = ontology.attribute(value.attribute);
  // A number with a unit that nobody knows has no concept.
  if (attribute?.scheme === undefined) return { ...value, suggestions: [] };
  const suggestions = suggestConcepts(value.value, attribute, { ontology, mappingSets });
  const known = [...sets].flatMap((name) => mappingSets.get(name) ?? []);
  return { ...value, suggestions: suggestions.map((each) => shown(each, value.value, owner, known)) };
}

function shown(
  { concept, score, reasons }: Suggestion,
  word: string,
  owner: string,
  sets: readonly MappingSet[],
): object {
  const label = concept.labels.get('en') ?? '';
  const set = setFor(concept.curie, sets);
  const row = {
    word,
    predicate: 'skos:exactMatch',
    object: concept.curie,
    objectLabel: label,
    justification: 'semapv:ManualMappingCuration',
    source: `meridian:${owner}#words`,
  };
  return {
    curie: concept.curie,
    label,
    score: Math.round(score * 100) / 100,
    reasons,
    ...(set === undefined ? {} : { set: set.name, row: writeMappingRow(row, usualColumns) }),
  };
}

/** The set that has most words, of those that know the prefixes of the row. */
function setFor(curie: string, sets: readonly MappingSet[]): MappingSet | undefined {
  const prefixes = [curie.split(':')[0] ?? '', 'meridian'];
  const words = ({ rows }: MappingSet): number => rows.filter(({ literal }) => literal).length;
  return sets
    .filter((set) => words(set) > 0 && prefixes.every((prefix) => set.metadata.curieMap.has(prefix)))
    .sort((a, b) => words(b) - words(a))[0];
}
