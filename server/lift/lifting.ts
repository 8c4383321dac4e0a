import { createHash } from 'node:crypto';
import type { Place } from '../errors.ts';
import { toNTriples } from '../rdf/n-triples.ts';
import { skolemize } from '../rdf/skolemize.ts';
import type { JsonLdContexts } from '../rdf/json-ld-contexts.ts';
import type { Quad, Term } from '../rdf/terms.ts';
import { isBlankNode } from '../rdf/terms.ts';
import { mer } from '../rdf/vocabulary.ts';
import { canonicalValues } from './canonical-values.ts';
import { checkFiles } from './check-files.ts';
import type { MappedConcepts } from './concept-finder.ts';
import { FailureList } from './failure-list.ts';
import { compileExecution } from './functions/compile-execution.ts';
import type { FunctionContext } from './functions/lift-function.ts';
import { patientCalled } from './functions/pseudonym.ts';
import { liftFunctions } from './functions/registry.ts';
import type { LiftContext, Lifted, SourceFile, StreamedLift } from './lifter.ts';
import { LineageRecorder } from './lineage-recorder.ts';
import { rulesOf } from './lineage-rules.ts';
import { hasUidForm, LocalIds } from './local-ids.ts';
import { readsPatientFiles, UnreadFiles } from './unread-files.ts';
import { PlaneSink } from './plane-sink.ts';
import { defaultPrivacyPolicy } from './privacy/privacy-policy.ts';
import { gatedSink } from './privacy/gated-sink.ts';
import { RecordGate, withheldLink } from './privacy/record-gate.ts';
import { revealingLinks } from './privacy/revealing-links.ts';
import { ReadingRecorder } from './reading-recorder.ts';
import type { ReadRdf } from './read-rdf-delivery.ts';
import { readRdfDelivery } from './read-rdf-delivery.ts';
import type { LogicalSource, LogicalView, Mapping } from './rml/mapping.ts';
import type { RunOptions } from './rml/run-mapping.ts';
import { placeOf, runMapping } from './rml/run-mapping.ts';
import { openView } from './rml/view-source.ts';
import type { NotedReading } from './readings.ts';
import { NotedEffects } from './rml/bytes/noted-effects.ts';
import type { WriteBytes } from './rml/bytes/run-to-n-quads.ts';
import { runToNQuads } from './rml/bytes/run-to-n-quads.ts';
import { setsByAttribute } from './sets-by-attribute.ts';
import type { RegisteredSource } from './source-registry.ts';
import type { Database } from './sources/database.ts';
import type { Delivery } from './sources/open-source.ts';
import { flatTable } from './sources/flat-tables.ts';
import { openSource } from './sources/open-source.ts';
import { idsWithin, overTables, statementGate } from './streaming.ts';
import type { RdfDelivery } from './sources/rdf-source.ts';
import type { RecordSource } from './sources/record-source.ts';
import { matchesFile } from './sources/source-files.ts';
import { TableFinder } from './sources/table-finder.ts';
import { leastPatients, UnmappedReport } from './unmapped-report.ts';
import { upgradeDelivery } from './upgrade-delivery.ts';

/** What liftings share: built once, from the folders of meaning. */
export interface LiftTools {
  readonly concepts: MappedConcepts;
  readonly contexts: JsonLdContexts;
  /** Properties that may carry words of a source about a patient, and what such a word looks like. */
  readonly wordPatterns: ReadonlyMap<string, RegExp>;
}

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
  readonly #localIds: LocalIds;
  readonly #notes: { message: string; place: Place }[] = [];
  /** Set where the files may be named by patients. */
  readonly #unread: UnreadFiles | undefined;
  readonly #functions: FunctionContext;
  readonly #baseIri: string;
  readonly #contexts: JsonLdContexts;
  readonly #gate: RecordGate;
  readonly #tables: TableFinder;
  readonly #opened = new Map<string, RecordSource>();
  readonly #database: Database | undefined;
  #rdf: RdfDelivery | undefined;

  constructor(
    source: RegisteredSource,
    files: readonly SourceFile[],
    context: LiftContext,
    { concepts, contexts, wordPatterns }: LiftTools,
  ) {
    this.#contexts = contexts;
    this.#localIds = context.localIds ?? new LocalIds();
    this.#gate = new RecordGate(wordPatterns);
    this.#source = source;
    this.#database = context.database;
    this.#files = files;
    this.#unread = readsPatientFiles(source.mapping) ? new UnreadFiles(files) : undefined;
    this.#tables = new TableFinder(files, {
      encoding: source.settings.encoding ?? 'utf-8',
      delimiter: source.settings.delimiter ?? ',',
      decimal: source.settings.decimal ?? '.',
    });
    this.#concepts = concepts;
    this.#unmapped = new UnmappedReport((attribute) => concepts.attribute(attribute).name, context.shownFrom);
    this.#readings = new ReadingRecorder((attribute) => concepts.attribute(attribute));
    this.#functions = {
      ...context,
      privacy: context.privacy ?? defaultPrivacyPolicy,
      decimal: source.settings.decimal ?? '.',
      concepts,
      unmapped: this.#unmapped,
      readings: this.#readings,
      localIds: this.#localIds,
    };
    this.#baseIri = `${context.base}/id/${context.provider}/`;
  }

  async run(): Promise<Lifted> {
    try {
      return await this.#run();
    } finally {
      await this.#tables[Symbol.asyncDispose]();
    }
  }

  /**
   * Lifts in flat memory: N-Quads as they are made, without lineage and readings. Only for a source that keeps no RDF.
   */
  async stream(write: WriteBytes, graph: (graph: Term) => Term | undefined): Promise<StreamedLift> {
    try {
      return await this.#stream(write, graph);
    } finally {
      await this.#tables[Symbol.asyncDispose]();
    }
  }

  async #stream(write: WriteBytes, graph: (graph: Term) => Term | undefined): Promise<StreamedLift> {
    const { failures, notes } = await checkFiles(this.#source, this.#files, this.#tables);
    for (const failure of failures) this.#failures.add(failure);
    this.#notes.push(...notes);
    const { mapping } = this.#source;
    if (mapping !== undefined) {
      const effects = new NotedEffects(this.#unmapped);
      const localIds = overTables(mapping) ? idsWithin(this.#files, this.#localIds) : this.#localIds;
      // What was looked up is for submissions; it would grow with the rows.
      const readings = { note: (): NotedReading => ({}) };
      const context: FunctionContext = { ...this.#functions, unmapped: effects, readings, localIds };
      await runToNQuads(
        mapping,
        {
          baseIri: this.#baseIri,
          open: (source) => this.#open(source),
          table: (source) => flatTable(source, this.#delivery()),
          execution: (execution, scope) => compileExecution(execution, scope, liftFunctions, context),
          effects,
          graph,
          gate: statementGate(this.#gate),
          failure: (error) => {
            this.#failures.add(error);
          },
        },
        write,
      );
    }
    return this.#said();
  }

  async #run(): Promise<Lifted> {
    const { failures, notes } = await checkFiles(this.#source, this.#files, this.#tables);
    for (const failure of failures) this.#failures.add(failure);
    this.#notes.push(...notes);
    const { mapping, settings } = this.#source;
    const kept = await this.#readRdf();
    if (mapping !== undefined) {
      this.#lineage.addRules(this.#rules(mapping), this.#source.mappingVersion);
      const execution = this.#execution();
      await runMapping(mapping, {
        baseIri: this.#baseIri,
        open: (source) => this.#open(source),
        execution,
        sink: gatedSink(
          {
            readings: this.#readings,
            subject: (subject, map, record) => {
              this.#lineage.addRecord(lineageName(subject), map, record);
            },
            triple: (subject, predicate, object, graph) => {
              this.#sink.triple(subject, predicate, object, graph);
            },
          },
          this.#gate,
          (error) => {
            this.#failures.add(error);
          },
        ),
        failure: (error) => {
          this.#failures.add(error);
        },
      });
    }
    const mapped = this.#sink.planes.catalogue.quads();
    const { catalogue, record } = this.#named(
      kept.length === 0 ? mapped : [...kept, ...mapped],
      this.#withoutRevealingLinks(this.#sink.planes.record.quads()),
    );
    return {
      catalogue,
      record,
      ...this.#said(),
      lineage: this.#lineage.lineage((origin) => this.#localIds.origin(origin)),
      readings: this.#readings.readings([catalogue, record], (attribute, value) =>
        this.#unmapped.isShown(attribute, value),
      ),
      mappingSets: setsByAttribute(
        { mapping, settings },
        (attribute) => this.#concepts.attribute(attribute).name,
      ),
    };
  }

  /** What is said of patients, without links that are called after one; those are reported where their subject is from. */
  #withoutRevealingLinks(quads: readonly Quad[]): readonly Quad[] {
    const revealing = revealingLinks(quads, {
      takesWords: (property) => this.#gate.takesWords(property),
      tells: (word) => this.#localIds.standIn(word) || this.#localIds.namesStandIn(word),
      patientOf: (word) => patientCalled(this.#functions, word),
      sharedBy: leastPatients,
    });
    if (revealing.size === 0) return quads;
    const { origins } = this.#lineage.lineage((origin) => origin);
    for (const { subject, predicate } of revealing) {
      const [origin] = origins.get(lineageName(subject)) ?? [];
      this.#failures.add(withheldLink(predicate, origin === undefined ? {} : placeOf(origin)));
    }
    return quads.filter((each) => !revealing.has(each));
  }

  /** What is said of the delivery, without local identifiers. */
  #said(): StreamedLift {
    return {
      unmapped: this.#unmapped
        .values()
        .map((value) => ({ ...value, firstPlace: this.#localIds.place(value.firstPlace) })),
      hidden: this.#unmapped.hidden(),
      failures: this.#failures
        .list()
        .map((failure) => this.#localIds.failure(this.#unread?.failure(failure) ?? failure)),
      notes: this.#notes.map(({ message, place }) => ({
        message,
        place: this.#localIds.place(this.#unread?.place(place) ?? place),
      })),
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
    return openSource(source, this.#delivery());
  }

  #delivery(): Delivery {
    const { settings } = this.#source;
    return {
      files: this.#files,
      tables: this.#tables,
      opened: this.#opened,
      ...(settings.encoding === undefined ? {} : { encoding: settings.encoding }),
      ...(settings.delimiter === undefined ? {} : { delimiter: settings.delimiter }),
      ...(settings.nulls === undefined ? {} : { nulls: settings.nulls }),
      ...(settings.ignoreColumnCase === undefined ? {} : { ignoreColumnCase: settings.ignoreColumnCase }),
      ...(settings.optionalColumns === undefined ? {} : { optionalColumns: settings.optionalColumns }),
      ...(settings.identifierSystems === undefined ? {} : { identifierSystems: settings.identifierSystems }),
      ...(this.#rdf === undefined ? {} : { rdf: this.#rdf }),
      ...(this.#database === undefined ? {} : { database: this.#database }),
      mappings: (set) => this.#concepts.statements(set),
      failure: (error) => {
        this.#failures.add(error);
      },
      note: (message, file) => {
        this.#notes.push({ message, place: { file } });
      },
      identity: (id, file) => {
        if (hasUidForm(id)) this.#localIds.addUid(id);
        else {
          this.#localIds.add(id);
          this.#unread?.tells(file);
        }
      },
      name: (name) => {
        this.#localIds.addName(name);
      },
    };
  }

  /** The RDF files of the delivery: kept where the source says so, and there for triples maps over mer:RDF. */
  async #readRdf(): Promise<Quad[]> {
    const { settings, mapping } = this.#source;
    const overRdf = mapping !== undefined && mappingReadsRdf(mapping);
    if (settings.keep !== true && !overRdf) return [];
    const files = this.#files.filter((file) =>
      this.#source.files.some((pattern) => matchesFile(pattern, file.path)),
    );
    const read = await readRdfDelivery(files, {
      baseIri: this.#baseIri,
      namespaces: this.#source.namespaces ?? new Map(),
      contexts: this.#contexts,
      ...(settings.scripts === undefined ? {} : { scripts: settings.scripts }),
      ...(settings.json === undefined ? {} : { json: settings.json }),
      note: (message, place) => {
        this.#notes.push({ message, place });
      },
      failure: (error) => {
        this.#failures.add(error);
      },
    });
    const current = this.#upgraded(read);
    const quads = canonicalValues(
      current,
      settings.values ?? {},
      this.#concepts,
      this.#unmapped,
      this.#readings,
    );
    this.#rdf = { quads, place: (node) => current.place(node) };
    if (settings.keep !== true) return [];
    for (const subject of new Set(quads.map((each) => each.subject.value))) {
      this.#lineage.addOrigin(subject, { ...current.exact(subject), map: keptMap });
    }
    return quads;
  }

  /** RDF in the current form of its profile; what that changed is said in notes. */
  #upgraded(read: ReadRdf): ReadRdf {
    const { upgrades } = this.#source.settings;
    if (upgrades === undefined) return read;
    const { rdf, notes } = upgradeDelivery(read, upgrades, (set) => this.#concepts.statements(set));
    this.#notes.push(...notes);
    return rdf;
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
    const { quads, names } = skolemize(all, `${this.#baseIri}node/${digest}-`);
    this.#lineage.rename(names);
    return { catalogue: quads.slice(0, catalogue.length), record: quads.slice(catalogue.length) };
  }
}

/** Stands in lineage for statements that are kept as they were delivered. */
const keptMap = 'kept';

/** Blank nodes get their names when all is lifted. */
function lineageName({ termType, value }: { readonly termType: string; readonly value: string }): string {
  return termType === 'BlankNode' ? `_:${value}` : value;
}

export function mappingReadsRdf(mapping: Mapping): boolean {
  return [...mapping.triplesMaps.values()].some((map) => readsRdf(map.source));
}

function readsRdf(source: LogicalSource | LogicalView): boolean {
  return source.kind === 'source'
    ? source.formulation === mer.RDF.value
    : readsRdf(source.on) || source.joins.some((join) => readsRdf(join.parent));
}
