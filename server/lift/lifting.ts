import { createHash } from 'node:crypto';
import type { Place } from '../errors.ts';
import { toNTriples } from '../rdf/n-triples.ts';
import { skolemize } from '../rdf/skolemize.ts';
import type { JsonLdContexts } from '../rdf/json-ld-contexts.ts';
import type { Quad } from '../rdf/terms.ts';
import { isBlankNode } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import { canonicalValues } from './canonical-values.ts';
import { checkFiles } from './check-files.ts';
import type { MappedConcepts } from './concept-finder.ts';
import { FailureList } from './failure-list.ts';
import { compileExecution } from './functions/compile-execution.ts';
import type { FunctionContext } from './functions/lift-function.ts';
import { liftFunctions } from './functions/registry.ts';
import type { LiftContext, Lifted, SourceFile } from './lifter.ts';
import { LineageRecorder, rulesOf } from './lineage-recorder.ts';
import { LocalIds } from './local-ids.ts';
import { PlaneSink } from './plane-sink.ts';
import { ReadingRecorder } from './reading-recorder.ts';
import { readRdfDelivery } from './read-rdf-delivery.ts';
import type { LogicalSource, LogicalView, Mapping } from './rml/mapping.ts';
import type { RunOptions } from './rml/run-mapping.ts';
import { runMapping } from './rml/run-mapping.ts';
import { openView } from './rml/view-source.ts';
import { setsByAttribute } from './sets-by-attribute.ts';
import type { RegisteredSource } from './source-registry.ts';
import type { Delivery } from './sources/open-source.ts';
import { openSource } from './sources/open-source.ts';
import type { RdfDelivery } from './sources/rdf-source.ts';
import type { RecordSource } from './sources/record-source.ts';
import { matchesFile } from './sources/source-files.ts';
import { UnmappedReport } from './unmapped-report.ts';

/** One delivery on its way through one source's mapping. */
export class Lifting {
  readonly #source: RegisteredSource;
  readonly #files: readonly SourceFile[];
  readonly #concepts: MappedConcepts;
  readonly #sink = new PlaneSink();
  readonly #lineage = new LineageRecorder();
  readonly #unmapped: UnmappedReport;
  readonly #readings: ReadingRecorder;
  readonly #failures = new FailureList();
  /** Known in full only when everything is read: what speaks of places is masked at the end. */
  readonly #localIds = new LocalIds();
  readonly #notes: { message: string; place: Place }[] = [];
  readonly #functions: FunctionContext;
  readonly #baseIri: string;
  readonly #contexts: JsonLdContexts;
  #rdf: RdfDelivery | undefined;

  constructor(
    source: RegisteredSource,
    files: readonly SourceFile[],
    context: LiftContext,
    concepts: MappedConcepts,
    contexts: JsonLdContexts,
  ) {
    this.#contexts = contexts;
    this.#source = source;
    this.#files = files;
    this.#concepts = concepts;
    this.#unmapped = new UnmappedReport((attribute) => concepts.attribute(attribute).name);
    this.#readings = new ReadingRecorder((attribute) => concepts.attribute(attribute));
    this.#functions = {
      ...context,
      decimal: source.settings.decimal ?? '.',
      concepts,
      unmapped: this.#unmapped,
      readings: this.#readings,
      localIds: this.#localIds,
    };
    this.#baseIri = `${context.base}/id/${context.provider}/`;
  }

  async run(): Promise<Lifted> {
    const { failures, notes } = checkFiles(this.#source, this.#files);
    for (const failure of failures) this.#failures.add(failure);
    this.#notes.push(...notes);
    const { mapping, settings } = this.#source;
    const kept = await this.#readRdf();
    if (mapping !== undefined) {
      this.#lineage.addRules(this.#rules(mapping));
      const execution = this.#execution();
      await runMapping(mapping, {
        baseIri: this.#baseIri,
        open: (source) => this.#open(source),
        execution,
        sink: {
          readings: this.#readings,
          subject: (subject, map, record) => {
            this.#lineage.addRecord(subject.value, map, record);
          },
          triple: (subject, predicate, object, graph) => {
            this.#sink.triple(subject, predicate, object, graph);
          },
        },
        failure: (error) => {
          this.#failures.add(error);
        },
      });
    }
    const mapped = this.#sink.planes.catalogue.quads();
    const { catalogue, record } = this.#named(
      kept.length === 0 ? mapped : [...kept, ...mapped],
      this.#sink.planes.record.quads(),
    );
    return {
      catalogue,
      record,
      lineage: this.#lineage.lineage((origin) => this.#localIds.origin(origin)),
      unmapped: this.#unmapped
        .values()
        .map((value) => ({ ...value, firstPlace: this.#localIds.place(value.firstPlace) })),
      readings: this.#readings.readings([catalogue, record]),
      mappingSets: setsByAttribute(
        { mapping, settings },
        (attribute) => this.#concepts.attribute(attribute).name,
      ),
      failures: this.#failures.list().map((failure) => this.#localIds.failure(failure)),
      notes: this.#notes.map(({ message, place }) => ({ message, place: this.#localIds.place(place) })),
    };
  }

  /** The rules of the mapping; opens every source without reading it. */
  #rules(mapping: Mapping): ReturnType<typeof rulesOf> {
    const execution = this.#execution();
    const open = (source: LogicalSource | LogicalView): RecordSource =>
      source.kind === 'source'
        ? this.#open(source)
        : openView(source, open, {
            execution,
            failure: (error) => {
              this.#failures.add(error);
            },
          });
    return rulesOf(mapping, (map) => open(map.source));
  }

  #execution(): RunOptions['execution'] {
    return (execution, scope) => compileExecution(execution, scope, liftFunctions, this.#functions);
  }

  #open(source: LogicalSource): RecordSource {
    const { settings } = this.#source;
    const delivery: Delivery = {
      files: this.#files,
      ...(settings.encoding === undefined ? {} : { encoding: settings.encoding }),
      ...(settings.delimiter === undefined ? {} : { delimiter: settings.delimiter }),
      ...(settings.nulls === undefined ? {} : { nulls: settings.nulls }),
      ...(settings.ignoreColumnCase === undefined ? {} : { ignoreColumnCase: settings.ignoreColumnCase }),
      ...(settings.optionalColumns === undefined ? {} : { optionalColumns: settings.optionalColumns }),
      ...(this.#rdf === undefined ? {} : { rdf: this.#rdf }),
      failure: (error) => {
        this.#failures.add(error);
      },
      note: (message, file) => {
        this.#notes.push({ message, place: { file } });
      },
      identity: (id) => {
        this.#localIds.add(id);
      },
    };
    return openSource(source, delivery);
  }

  /** The RDF files of the delivery: kept where the source says so, and there for triples maps over mer:RDF. */
  async #readRdf(): Promise<Quad[]> {
    const { settings, mapping } = this.#source;
    const overRdf = [...(mapping?.triplesMaps.values() ?? [])].some((map) => readsRdf(map.source));
    if (settings.keep !== true && !overRdf) return [];
    const files = this.#files.filter((file) =>
      settings.files.some((pattern) => matchesFile(pattern, file.path)),
    );
    const read = await readRdfDelivery(files, {
      baseIri: this.#baseIri,
      namespaces: this.#source.namespaces ?? new Map(),
      contexts: this.#contexts,
      failure: (error) => {
        this.#failures.add(error);
      },
    });
    const quads = canonicalValues(
      read,
      settings.values ?? {},
      this.#concepts,
      this.#unmapped,
      this.#readings,
    );
    this.#rdf = { quads, place: (node) => read.place(node) };
    if (settings.keep !== true) return [];
    for (const subject of new Set(quads.map((each) => each.subject.value))) {
      this.#lineage.addOrigin(subject, { ...read.exact(subject), map: keptMap });
    }
    return quads;
  }

  /** Gives blank nodes that the mapping made an IRI; its hash keeps nodes of different submissions apart. */
  #named(
    catalogue: readonly Quad[],
    record: readonly Quad[],
  ): { catalogue: readonly Quad[]; record: readonly Quad[] } {
    const all = [...catalogue, ...record];
    if (!all.some((each) => isBlankNode(each.subject) || isBlankNode(each.object)))
      return { catalogue, record };
    const digest = createHash('sha256').update(toNTriples(all)).digest('hex').slice(0, 12);
    const { quads } = skolemize(all, `${this.#baseIri}node/${digest}-`);
    return { catalogue: quads.slice(0, catalogue.length), record: quads.slice(catalogue.length) };
  }
}

/** Stands in lineage for statements that are kept as they were delivered. */
const keptMap = 'kept';

function readsRdf(source: LogicalSource | LogicalView): boolean {
  return source.kind === 'source'
    ? source.formulation === mer.RDF.value
    : readsRdf(source.on) || source.joins.some((join) => readsRdf(join.parent));
}
