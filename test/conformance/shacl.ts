import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isomorphic } from 'rdf-isomorphic';
import { MeridianError } from '../../server/errors.ts';
import { parseRdf } from '../../server/rdf/parse-rdf.ts';
import { blankNode, namedNode, quad } from '../../server/rdf/terms.ts';
import type { Quad, Term } from '../../server/rdf/terms.ts';
import { rdf, sh } from '../../server/rdf/vocabulary.ts';
import { checkShapes } from '../../server/validate/check-shapes.ts';
import { IndexedDataset } from '../../server/validate/indexed-dataset.ts';
import { shaclNamespace } from '../../server/validate/shacl-terms.ts';
import { ShapeEngine } from '../../server/validate/shape-engine.ts';
import { shared } from '../support/shared.ts';
import { skips } from './skips.ts';

const manifest = 'http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#';
const test = 'http://www.w3.org/ns/shacl-test#';
const term = (namespace: string, name: string) => namedNode(namespace + name);

/** How one case of a suite went. */
interface CaseOutcome {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
}

/** The W3C test suite of SHACL: Core, and SHACL-SPARQL. */
export const suites: Readonly<Record<string, () => AsyncIterable<CaseOutcome>>> = {
  'shacl-core': () => runSuite('core'),
  'shacl-sparql': () => runSuite('sparql'),
};

async function* runSuite(name: 'core' | 'sparql'): AsyncIterable<CaseOutcome> {
  const folder = shared(`suites/shacl/tests/${name}`);
  if (folder === undefined) {
    yield { id: `shacl-${name}`, outcome: 'skipped', reason: 'the suite is absent' };
    return;
  }
  for await (const { file, graph, entry } of readManifest(join(folder, 'manifest.ttl'))) {
    const id = file.slice(folder.length + 1).replace(/\.ttl$/, '');
    const reason = await runCase(file, graph, entry);
    const known = skips.find(({ suite, ids }) => suite === `shacl-${name}` && ids.test(id))?.reason;
    if (reason === undefined) yield { id, outcome: 'passed' };
    else if (known !== undefined) yield { id, outcome: 'skipped', reason: known };
    else yield { id, outcome: 'failed', reason };
  }
}

interface ManifestEntry {
  readonly file: string;
  readonly graph: IndexedDataset;
  readonly entry: Term;
}

async function* readManifest(file: string): AsyncIterable<ManifestEntry> {
  const graph = new IndexedDataset(await readGraph(file));
  for (const { object } of graph.find(null, term(manifest, 'include'), null)) {
    yield* readManifest(new URL(object.value).pathname);
  }
  for (const entry of graph.find(null, rdf.type, term(test, 'Validate')))
    yield { file, graph, entry: entry.subject };
}

async function readGraph(file: string): Promise<Quad[]> {
  const options = { mediaType: 'text/turtle', baseIri: pathToFileURL(file).href, file };
  return (await parseRdf(await readFile(file), options)).quads;
}

/** Runs one case; the reason where it does not give the expected report, undefined where it does. */
async function runCase(file: string, graph: IndexedDataset, entry: Term): Promise<string | undefined> {
  const action = only(graph, entry, term(manifest, 'action'));
  const expected = only(graph, entry, term(manifest, 'result'));
  const mustFail = expected.equals(term(test, 'Failure'));
  try {
    const data = await readGraph(fileOf(file, only(graph, action, term(test, 'dataGraph'))));
    const shapes = await readGraph(fileOf(file, only(graph, action, term(test, 'shapesGraph'))));
    const actual = await validate(data, shapes.filter(isNoTestWord));
    if (mustFail) return 'the shapes must be refused, and were not';
    return isomorphic(comparable(graph, expected), actual) ? undefined : 'the report differs';
  } catch (error) {
    if (mustFail && error instanceof MeridianError) return undefined;
    return error instanceof Error ? error.message : String(error);
  }
}

/** The files of the suite hold manifest and expected report beside the shapes. */
function isNoTestWord({ predicate }: Quad): boolean {
  return (
    ![
      'result',
      'conforms',
      'resultSeverity',
      'resultMessage',
      'focusNode',
      'resultPath',
      'value',
      'detail',
    ].some((name) => predicate.equals(term(shaclNamespace, name))) &&
    !predicate.value.startsWith(shaclNamespace + 'source')
  );
}

function fileOf(file: string, graph: Term): string {
  const path = new URL(graph.value).pathname;
  return path === dirname(file) ? file : path;
}

function only(graph: IndexedDataset, subject: Term, predicate: Term): Term {
  const [found] = graph.find(subject, predicate, null);
  if (found === undefined) throw new Error(`${subject.value} has no ${predicate.value}`);
  return found.object;
}

/** Validates as the validator does, with all shapes, and gives the report as far as it is compared. */
async function validate(data: readonly Quad[], shapes: readonly Quad[]): Promise<Quad[]> {
  checkShapes(
    shapes.filter(
      ({ object }) =>
        !/^(ValidationRe|.*ConstraintComponent$)/.test(object.value.slice(shaclNamespace.length)),
    ),
    () => undefined,
  );
  const engine = await ShapeEngine.create(shapes, []);
  const targets = engine.targets(engine.allShapes()).find(data);
  const report: Quad[] = [];
  const node = blankNode('report');
  let count = 0;
  for await (const result of engine.run(engine.dataset(data), targets)) {
    const id = blankNode(`result${count++}`);
    report.push(quad(node, sh.result, id));
    const add = (predicate: typeof sh.value, value: Term | undefined): void => {
      if (value !== undefined)
        report.push(quad(id, predicate, value as Quad['object'] & ReturnType<typeof namedNode>));
    };
    add(sh.focusNode, result.focusNode.term);
    add(sh.resultSeverity, result.severity);
    add(sh.value, result.value?.term);
    add(sh.sourceConstraintComponent, result.constraintComponent);
    const step = result.path?.[0];
    if (
      result.path?.length === 1 &&
      step?.quantifier === 'one' &&
      step.start === 'subject' &&
      step.predicates.length === 1
    )
      add(sh.resultPath, step.predicates[0]);
  }
  report.push(quad(node, sh.conforms, namedNode(String(count === 0))));
  return report;
}

/**
 * The expected report as far as it is compared: focus node, path (where it is a property), value, component and
 * severity of each result, and the flag. Shapes are left out, because anonymous ones have no common name.
 */
function comparable(graph: IndexedDataset, expected: Term): Quad[] {
  const node = blankNode('expected');
  const flag = only(graph, expected, sh.conforms).value;
  const report: Quad[] = [quad(node, sh.conforms, namedNode(String(flag === 'true' || flag === '1')))];
  graph.find(expected, sh.result, null).forEach(({ object: result }, index) => {
    const id = blankNode(`expected${index}`);
    report.push(quad(node, sh.result, id));
    for (const predicate of [
      sh.focusNode,
      sh.resultSeverity,
      sh.value,
      sh.sourceConstraintComponent,
      sh.resultPath,
    ]) {
      for (const { object } of graph.find(result, predicate, null)) {
        if (predicate.equals(sh.resultPath) && object.termType === 'BlankNode') continue;
        report.push(quad(id, predicate, object));
      }
    }
  });
  return report;
}
