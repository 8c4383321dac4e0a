import { ValueFolding } from './catalogue/value-folding.ts';
import { understandDefinition } from './cohort/understand-definition.ts';
import type {
  EditAnswer,
  EditedPlace,
  EditMeaning,
  EditQuestion,
  ImpactThreadData,
  MeaningFolders,
  UnreadPart,
} from './impact-message.ts';
import { MappedConcepts } from './lift/concept-finder.ts';
import { readingChanges, type AttributeChange } from './lift/reading-changes.ts';
import type { Reading } from './lift/readings.ts';
import { changedAttributes } from './ontology/changed-attributes.ts';
import { checkOntology } from './ontology/check/check-ontology.ts';
import { readFailure } from './ontology/check/read-failure.ts';
import { placeEdits, placeOfEdit, pathOfFile } from './ontology/edited-file.ts';
import { loadOntology } from './ontology/load-ontology.ts';
import { newFindings } from './ontology/new-findings.ts';
import { finding, type OntologyFinding } from './ontology/ontology-finding.ts';
import { otherNamespaces } from './ontology/other-namespaces.ts';
import { compareMappingSets } from './ontology/release/diff/compare-mapping-sets.ts';
import { compareTexts } from './ontology/release/diff/compare-texts.ts';
import { schemesReadOtherwise } from './ontology/schemes-read-otherwise.ts';
import type { TurtleOntology } from './ontology/turtle-ontology.ts';
import { readingsFromBytes } from './publish/readings-bytes.ts';
import { planFacets } from './plan-facets.ts';
import { CompleteOverlay, type FileOverlay } from './rdf/file-overlay.ts';
import { loadMappingSets, type MappingSets } from './rdf/sssom.ts';

/** An ontology with all that is asked of it. */
interface Loaded {
  readonly texts: FileOverlay;
  readonly ontology: TurtleOntology;
  readonly sets: MappingSets;
  /** What is wrong with it; found when first asked for. */
  findings(): readonly OntologyFinding[];
  readonly finder: MappedConcepts;
  readonly folding: ValueFolding;
}

/** Tries edits of the ontology in a shadow of it, and says what they mean. Nothing is kept but the ontology as it is. */
export class OntologyTrial {
  readonly #folders: MeaningFolders;
  readonly #before: Loaded;

  private constructor(folders: MeaningFolders, before: Loaded) {
    this.#folders = folders;
    this.#before = before;
  }

  /** Loads the ontology from the texts that the node loaded it from. */
  static async open({ folders, texts }: ImpactThreadData): Promise<OntologyTrial> {
    return new OntologyTrial(folders, await load(folders, new CompleteOverlay(texts)));
  }

  /** Throws `bad-request` for files that cannot be those of an ontology, see `placeEdits`. */
  async try(question: EditQuestion): Promise<EditAnswer> {
    const { hash } = this.#before.ontology;
    const edits = placeEdits(question.files, this.#folders, this.#before.texts.keys());
    const overlay = new CompleteOverlay([...this.#before.texts, ...edits]);
    let after: Loaded;
    try {
      after = await load(this.#folders, overlay);
    } catch (error) {
      return { outcome: 'refused', hash, findings: this.#placed(readFailure(error, overlay)) };
    }
    const found = after.findings();
    // Where nothing is wrong, nothing is new: the ontology as it is need not be checked.
    const findings = found.length === 0 ? [] : newFindings(this.#before.findings(), found);
    const missing = [...this.#before.sets.keys()]
      .filter((set) => !after.sets.has(set))
      .map((set) =>
        finding(
          'mapping-syntax',
          `There would be no mapping set "${set}", which sources may read.`,
          undefined,
        ),
      );
    const violations = [
      ...findings.filter(({ severity }) => severity === 'violation'),
      ...missing,
      ...otherNamespaces(
        this.#before.ontology.prefixes,
        after.ontology.prefixes,
        placeOfEdit('ontology/prefixes.ttl', this.#folders),
      ),
    ];
    if (violations.length > 0) return { outcome: 'refused', hash, findings: this.#placed(violations) };
    return { ...(await this.#understand(question, after, edits)), findings: this.#placed(findings), hash };
  }

  async #understand(
    question: EditQuestion,
    after: Loaded,
    edits: FileOverlay,
  ): Promise<Omit<EditMeaning, 'findings'>> {
    const before = this.#before;
    const inUse = new Set([...question.recordValues, ...[...question.values.values()].flat()]);
    const renamed = new Map<string, string | undefined>();
    for (const value of inUse) {
      const now = after.ontology.concept(value)?.iri.value;
      if (now !== value) renamed.set(value, now);
    }
    const changes = new Map<string, ReadonlyMap<string, AttributeChange>>();
    const unread: UnreadPart[] = [];
    for (const [submission, bytes] of question.readings) {
      try {
        const { readings, things } = readingsFromBytes(bytes);
        const strange = new Set(readings.filter((each) => !isKnown(each, before, after)).map(attributeOf));
        unread.push(...[...strange].map((attribute) => ({ submission, attribute })));
        const known = readings.filter(({ attribute }) => !strange.has(attribute));
        const changed = readingChanges({ readings: known, things }, before.finder, after.finder);
        if (changed.size > 0) changes.set(submission, changed);
      } catch {
        // Damaged readings are those of one submission; the others are answered.
        unread.push({ submission });
      }
    }
    return {
      outcome: 'understood',
      summary: {
        files: question.files.map(({ path, text }) => this.#stateOf(path, text)),
        terms: await compareTexts(before.texts, edits, after.ontology.prefixes),
        mappingSets: compareMappingSets(before.sets, after.sets),
        attributes: changedAttributes(before.ontology.attributes, after.ontology.attributes),
      },
      renamed,
      changes,
      unread,
      schemes: schemesReadOtherwise(before.ontology, after.ontology),
      plans: planFacets(question.values, before, after, { renamed, changes }),
      definitions: [...question.definitions].map(([name, value]) =>
        understandDefinition(name, value, before.ontology, after.ontology),
      ),
    };
  }

  #stateOf(path: string, text: string): EditedPlace {
    const known = this.#before.texts.get(placeOfEdit(path, this.#folders));
    if (known === undefined) return { path, state: text === '' ? 'same' : 'added' };
    if (known === text) return { path, state: 'same' };
    return { path, state: text === '' ? 'removed' : 'changed' };
  }

  /** Files by their place in the project: where this node keeps it is nobody's business. */
  #placed(findings: readonly OntologyFinding[]): readonly OntologyFinding[] {
    return findings.map(({ place, ...rest }) =>
      place === undefined
        ? rest
        : {
            ...rest,
            place: {
              ...place,
              ...(place.file === undefined ? {} : { file: pathOfFile(place.file, this.#folders) }),
            },
          },
    );
  }
}

async function load(folders: MeaningFolders, texts: FileOverlay): Promise<Loaded> {
  const ontology = await loadOntology({
    ontologyFolder: folders.ontology,
    sssomFolder: folders.sssom,
    replaced: texts,
  });
  const sets = loadMappingSets(folders.sssom, texts);
  let findings: readonly OntologyFinding[] | undefined;
  return {
    texts,
    ontology,
    sets,
    findings: () => (findings ??= [...checkOntology(ontology, sets.values(), texts)]),
    finder: new MappedConcepts(ontology.attributes, ontology, sets),
    folding: new ValueFolding(ontology),
  };
}

/** False for a reading of an attribute, or by a mapping set, that one side does not have. */
function isKnown({ attribute, sets }: Reading, ...sides: readonly Loaded[]): boolean {
  return sides.every(
    (side) => side.ontology.attribute(attribute) !== undefined && sets.every((set) => side.sets.has(set)),
  );
}

function attributeOf({ attribute }: Reading): string {
  return attribute;
}
