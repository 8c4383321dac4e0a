import type { FindingKind } from '../../server/ontology/finding-kinds.ts';

/** One change of a file of the repository. */
export interface SeededEdit {
  /** Below `ontology/` or `mappings/sssom/`. */
  readonly file: string;
  /** Text that stands in the file once, and what stands there instead. */
  readonly replace?: readonly [string, string];
  /** Lines at the end of the file. */
  readonly append?: string;
}

/** A fault that somebody could make, and where the check has to find it. */
export interface SeededFault {
  readonly kind: FindingKind;
  /** What was done, in words. */
  readonly name: string;
  readonly edits: readonly SeededEdit[];
  /** A part of each line on which the kind is reported, in the file of the last edit; `^` is its first line. */
  readonly at: readonly string[];
}

const prefixes = 'ontology/prefixes.ttl';
const sources = 'ontology/sources.ttl';
const sex = 'ontology/vocabularies/sex.ttl';
const vendor = 'ontology/vocabularies/vendor.ttl';
const bodyPart = 'ontology/vocabularies/bodyPart.ttl';
const common = 'ontology/modules/eucaim-common.ttl';
const clinical = 'ontology/modules/eucaim-clinical.ttl';
const imaging = 'ontology/modules/eucaim-imaging.ttl';
const attributes = 'ontology/attributes.ttl';
const sssom = (name: string): string => `mappings/sssom/${name}.sssom.tsv`;

/** An edit by a line at the end, which is where the fault is. */
function appended(kind: FindingKind, name: string, file: string, append: string): SeededFault {
  return { kind, name, edits: [{ file, append }], at: [append] };
}

/** An edit in place, which is where the fault is. */
function replaced(kind: FindingKind, name: string, file: string, from: string, to: string): SeededFault {
  return { kind, name, edits: [{ file, replace: [from, to] }], at: [to] };
}

const restriction = (property: string, value: string): string =>
  `[ a owl:Restriction ; owl:onProperty eucaim:${property} ; owl:someValuesFrom eucaim:${value} ]`;
const fault = (code: string): string => `eucaim:COM${code} a owl:Class ; rdfs:label "Fault"@en`;
const reviewed = 'semapv:MappingReview\tetl:utils/eucaim_hyperontology.owl';

/** Faults of concepts and classes. */
const ofTerms: readonly SeededFault[] = [
  {
    kind: 'broader-cycle',
    name: 'a concept becomes the parent of its parent',
    edits: [
      {
        file: bodyPart,
        append: 'eucaim:CLIN1063724 skos:broader eucaim:CLIN1063776 ; mer:addedBroader eucaim:CLIN1063776 .',
      },
    ],
    at: ['  skos:broader eucaim:CLIN1063724 .', 'eucaim:CLIN1063724 skos:broader eucaim:CLIN1063776'],
  },
  {
    kind: 'subclass-cycle',
    name: 'two classes become parents of each other',
    edits: [
      {
        file: common,
        append: `${fault('1999912')} ; rdfs:subClassOf eucaim:COM1000001 , eucaim:COM1999913 .`,
      },
      { file: common, append: `${fault('1999913')} ; rdfs:subClassOf eucaim:COM1999912 .` },
    ],
    at: ['eucaim:COM1999912 a owl:Class', 'eucaim:COM1999913 a owl:Class'],
  },
  appended(
    'parent-dangling',
    'a concept has a parent that does not exist',
    sex,
    'eucaim:COM1001366 skos:broader eucaim:COM1999999 .',
  ),
  appended(
    'parent-other-scheme',
    'a concept has a parent of another scheme',
    sex,
    'eucaim:COM1001370 skos:broader eucaim:COM1000001 .',
  ),
  appended(
    'concept-without-scheme',
    'a concept is put into no scheme',
    sex,
    'mer:Fault1 a skos:Concept ; skos:prefLabel "Fault 1"@en .',
  ),
  replaced(
    'concept-in-two-schemes',
    'a concept is put into its scheme again, and into another',
    vendor,
    'eucaim:IMG1000051 a skos:Concept ; skos:inScheme scheme:vendor ;',
    'eucaim:IMG1000051 a skos:Concept ; skos:inScheme scheme:vendor , scheme:vendor , scheme:sex ;',
  ),
  appended('class-without-parent', 'a class is added without a parent', common, `${fault('1999901')} .`),
  appended(
    'label-missing',
    'a concept is named in German only',
    sex,
    'mer:Fault2 a skos:Concept ; skos:inScheme scheme:sex ; skos:prefLabel "etwas"@de .',
  ),
  replaced(
    'label-doubled',
    'a concept gets a second English label',
    vendor,
    'skos:prefLabel "Toshiba"@en',
    'skos:prefLabel "Toshiba"@en , "Toshiba Medical"@en',
  ),
  replaced(
    'label-repeated',
    'a label is repeated as another name',
    vendor,
    'skos:prefLabel "Canon"@en',
    'skos:hiddenLabel "Canon"@en ; skos:prefLabel "Canon"@en',
  ),
  appended(
    'label-shared',
    'a maker is added a second time',
    vendor,
    'mer:Fault3 a skos:Concept ; skos:inScheme scheme:vendor ; skos:prefLabel "hologic"@en .',
  ),
  replaced(
    'label-differs',
    'a label of a vocabulary is changed',
    vendor,
    'skos:prefLabel "Marconi"@en',
    'skos:prefLabel "Maconi"@en',
  ),
  appended(
    'related-and-broader',
    'a concept is related to its parent',
    bodyPart,
    'eucaim:CLIN1063736 skos:related eucaim:CLIN1063722 .',
  ),
  appended(
    'concept-no-class',
    'a code of a vocabulary is mistyped',
    sex,
    'eucaim:COM1999902 a skos:Concept ; skos:inScheme scheme:sex ; skos:prefLabel "Fault 4"@en .',
  ),
  appended(
    'broader-unsupported',
    'a parent is added that the classes do not state',
    'ontology/vocabularies/collectionMethod.ttl',
    'eucaim:SPEC1000005 skos:broader eucaim:SPEC1000006 .',
  ),
  appended(
    'search-link-dangling',
    'a search equivalent is mistyped',
    vendor,
    'eucaim:IMG1000046 mer:searchEquivalent eucaim:IMG1999999 .',
  ),
  appended(
    'shown-as-stranger',
    'a maker is shown as another',
    vendor,
    'eucaim:IMG1000047 mer:shownAs eucaim:IMG1000051 .',
  ),
  appended(
    'shown-as-hidden',
    'a concept is shown as one that is shown as a third',
    bodyPart,
    'eucaim:CLIN1063766 mer:searchEquivalent eucaim:BP1000261 ; mer:shownAs eucaim:BP1000261 .',
  ),
  appended(
    'exact-match-between-concepts',
    'the two sexes are made the same',
    sex,
    'eucaim:COM1001366 skos:exactMatch eucaim:COM1001370 .',
  ),
  appended(
    'deprecated-without-replacement',
    'a class is retired without a replacement',
    common,
    `${fault('1999903')} ; owl:deprecated true .`,
  ),
  appended(
    'replacement-dead',
    'a replacement is mistyped',
    common,
    `${fault('1999904')} ; owl:deprecated true ; <http://purl.org/dc/terms/isReplacedBy> eucaim:COM1999999 .`,
  ),
  {
    kind: 'deprecated-used',
    name: 'a retired class keeps a child',
    edits: [
      {
        file: common,
        append: `${fault('1999905')} ; owl:deprecated "1"^^<http://www.w3.org/2001/XMLSchema#boolean> ; <http://purl.org/dc/terms/isReplacedBy> eucaim:COM1001366 .`,
      },
      { file: common, append: `${fault('1999906')} ; rdfs:subClassOf eucaim:COM1999905 .` },
    ],
    at: ['eucaim:COM1999906 a owl:Class'],
  },
];

/** Faults of logic. */
const ofLogic: readonly SeededFault[] = [
  appended(
    'class-in-disjoint-branches',
    'a value becomes a disease as well',
    common,
    `${fault('1999907')} ; rdfs:subClassOf eucaim:COM1000002 , eucaim:CLIN1002855 .`,
  ),
  appended(
    'individual-in-disjoint-classes',
    'a level becomes a scheme as well',
    'ontology/core.ttl',
    'mer:Fault5 a mer:Level , <http://www.w3.org/2004/02/skos/core#ConceptScheme> .',
  ),
  appended(
    'domain-conflict',
    'a maker gets a finding site',
    imaging,
    `eucaim:IMG1999908 a owl:Class ; rdfs:label "Fault"@en ; rdfs:subClassOf eucaim:IMG1000010 , ${restriction('hasFindingSite', 'BP1000021')} .`,
  ),
  replaced(
    'range-conflict',
    'a body part is a morphology, as in EUCAIM V2.0',
    clinical,
    `rdfs:subClassOf eucaim:CLIN1000098 , eucaim:CLIN1000180 , eucaim:CLIN1003330 ,`,
    `rdfs:subClassOf eucaim:CLIN1000098 , ${restriction('hasAssociatedMorphology', 'BP1000298')} , eucaim:CLIN1000180 , eucaim:CLIN1003330 ,`,
  ),
  replaced(
    'self-restriction',
    'a class is its own morphology, as in EUCAIM V2.0',
    clinical,
    'rdfs:subClassOf eucaim:CLIN1007974 .\neucaim:CLIN1000063',
    `rdfs:subClassOf eucaim:CLIN1007974 , ${restriction('hasAssociatedMorphology', 'CLIN1000062')} .\neucaim:CLIN1000063`,
  ),
  replaced('literal-datatype', 'an order is written out', attributes, 'mer:order 10 ;', 'mer:order "ten" ;'),
  replaced(
    'value-kind',
    'a class is named by its code',
    sex,
    'mer:below eucaim:COM1001396 .',
    'mer:below "COM1001396" .',
  ),
  replaced(
    'functional-twice',
    'an attribute gets a second name',
    attributes,
    'mer:name "provider" ;',
    'mer:name "provider" , "supplier" ;',
  ),
  appended(
    'term-undeclared',
    'a code is mistyped where it is translated',
    'ontology/vocabularies/labels/de.ttl',
    'eucaim:CLIN1999999 mer:unreviewedLabel "Fehler"@de .',
  ),
  appended(
    'class-undeclared',
    'the value of a restriction is mistyped',
    imaging,
    `eucaim:IMG1999909 a owl:Class ; rdfs:label "Fault"@en ; rdfs:subClassOf eucaim:IMG1000001 , ${restriction('hasEquipmentManufacturer', 'IMG1999999')} .`,
  ),
  appended(
    'property-undeclared',
    'the property of a restriction is mistyped',
    imaging,
    `eucaim:IMG1999910 a owl:Class ; rdfs:label "Fault"@en ; rdfs:subClassOf eucaim:IMG1000001 , ${restriction('hasManufacturer', 'IMG1000010')} .`,
  ),
  replaced(
    'property-two-kinds',
    'a property becomes one of things',
    'ontology/core.ttl',
    'mer:assertedDate a owl:DatatypeProperty ;',
    'mer:assertedDate a owl:DatatypeProperty , owl:ObjectProperty ;',
  ),
];

const prostate = 'EUCAIM:CLIN1000075\tMalignant neoplasm of prostate';

/** Faults of mapping sets that can still be loaded. */
const ofMappings: readonly SeededFault[] = [
  {
    kind: 'mapping-slot-missing',
    name: 'a set has no version',
    edits: [{ file: sssom('east-sex-eucaim'), replace: ['# mapping_set_version', '# edition'] }],
    at: ['^'],
  },
  replaced(
    'mapping-predicate-unknown',
    'a predicate is invented',
    sssom('east-sex-eucaim'),
    'männlich\trdfs literal\tskos:exactMatch',
    'männlich\trdfs literal\tskos:sameMatch',
  ),
  replaced(
    'mapping-justification-unknown',
    'a justification is invented',
    sssom('east-vendor-eucaim'),
    'Canon\tsemapv:ManualMappingCuration',
    'Canon\tsemapv:Guess',
  ),
  replaced(
    'mapping-source-missing',
    'a row does not cite',
    sssom('east-accesstype-eucaim'),
    'SPEC1000024\tAuthorisation to download the datasets\tsemapv:ManualMappingCuration\tmeridian:spreadsheet#words',
    'SPEC1000024\tAuthorisation to download the datasets\tsemapv:ManualMappingCuration\t',
  ),
  {
    kind: 'mapping-side-source-missing',
    name: 'a set does not name its vocabulary',
    edits: [{ file: sssom('east-vendor-eucaim'), replace: ['# object_source:', '# object_of:'] }],
    at: ['^'],
  },
  replaced(
    'mapping-set-id',
    'a set is copied and keeps its id',
    sssom('east-modality-eucaim'),
    'mapping/east-modality-eucaim',
    'mapping/north-modality-eucaim',
  ),
  {
    kind: 'mapping-row-doubled',
    name: 'a row is pasted twice',
    edits: [
      {
        file: sssom('east-sex-eucaim'),
        append:
          'w\trdfs literal\tskos:exactMatch\tEUCAIM:COM1001370\tFemale\tsemapv:ManualMappingCuration\tmeridian:spreadsheet#words\tagain',
      },
    ],
    at: ['\tagain'],
  },
  {
    kind: 'mapping-contradiction',
    name: 'a mapping is denied',
    edits: [
      {
        file: sssom('east-datasettype-eucaim'),
        replace: ['mapping_source\tcomment', 'mapping_source\tcomment\tpredicate_modifier'],
      },
      {
        file: sssom('east-datasettype-eucaim'),
        append:
          'Original\trdfs literal\tskos:exactMatch\tEUCAIM:SPEC1000020\tOriginal Dataset\tsemapv:MappingReview\tmeridian:spreadsheet#words\t\tNot',
      },
    ],
    at: ['\tNot'],
  },
  {
    kind: 'mapping-cardinality',
    name: 'a word gets a second meaning in a set that is one to one',
    edits: [
      {
        file: sssom('east-collectionmethod-eucaim'),
        replace: ['mapping_source\tcomment', 'mapping_source\tcomment\tmapping_cardinality'],
      },
      {
        file: sssom('east-collectionmethod-eucaim'),
        append:
          'Längsschnitt\trdfs literal\tskos:broadMatch\tEUCAIM:SPEC1000003\tOnly-Image\tsemapv:MappingReview\tmeridian:spreadsheet#words\t\t1:1',
      },
    ],
    at: ['\t1:1'],
  },
  appended(
    'mapping-literal-ambiguous',
    'a word means two diseases',
    sssom('east-cancertype-eucaim'),
    'c61 \trdfs literal\tskos:exactMatch\tEUCAIM:CLIN1000060\tMalignant neoplasm of breast\tsemapv:MappingReview\tetl:utils/eucaim_hyperontology.owl\t',
  ),
  appended(
    'mapping-term-dead',
    'a code of ours is mistyped, as in a translation',
    sssom('eucaim-exactmatch-icd10'),
    `EUCAIM:CLIN1999999\tX\tskos:closeMatch\tICD10:C99\t${reviewed}`,
  ),
  appended(
    'mapping-foreign-only',
    'a row relates two foreign codes',
    sssom('eucaim-exactmatch-icd10'),
    `ICD10:C61\tX\tskos:closeMatch\tICD10:C98\t${reviewed}`,
  ),
  {
    kind: 'mapping-foreign-only',
    name: 'a row joins two foreign codes, of which none is one of ours',
    edits: [
      // This one lends a class one more code, and is no fault.
      {
        file: sssom('eucaim-exactmatch-icd10'),
        append: `ICD10:C61\tX\tskos:exactMatch\tICD10:Y97\t${reviewed}`,
      },
      {
        file: sssom('eucaim-exactmatch-icd10'),
        append: `ICD10:Y98\tX\tskos:exactMatch\tICD10:Y99\t${reviewed}`,
      },
    ],
    at: ['ICD10:Y99'],
  },
  appended(
    'mapping-label-differs',
    'a code of ours has the label of another',
    sssom('eucaim-exactmatch-icd10'),
    `EUCAIM:CLIN1000075\tHeart\tskos:closeMatch\tICD10:C97\t${reviewed}`,
  ),
  {
    kind: 'mapping-deprecated',
    name: 'a word means a retired class',
    edits: [
      {
        file: common,
        append: `${fault('1999911')} ; owl:deprecated true ; <http://purl.org/dc/terms/isReplacedBy> eucaim:COM1001366 .`,
      },
      {
        file: sssom('dicom-sex-eucaim'),
        append:
          'MALE\trdfs literal\tskos:exactMatch\tEUCAIM:COM1999911\tFault\tsemapv:MappingReview\tpydicom:src/pydicom/sr/_cid_dict.py\t',
      },
    ],
    at: ['EUCAIM:COM1999911'],
  },
  appended(
    'code-format',
    'a spreadsheet damages a code',
    sssom('eucaim-exactmatch-snomedct'),
    `EUCAIM:COM1000001\tCommon Module\tskos:closeMatch\tSNOMEDCT:1.0826E+15\t${reviewed}`,
  ),
  appended(
    'code-check-digit',
    'two digits of a code are swapped',
    sssom('eucaim-exactmatch-loinc'),
    `EUCAIM:COM1000001\tCommon Module\tskos:closeMatch\tLOINC:8257-1\t${reviewed}`,
  ),
  appended(
    'match-clash',
    'a code matches exactly and as a wider one',
    sssom('eucaim-closematch-snomedct'),
    `${prostate}\tskos:broadMatch\tSNOMEDCT:399068003\t${reviewed}\t`,
  ),
  appended(
    'code-claimed-twice',
    'two classes claim a code',
    sssom('eucaim-exactmatch-icd10'),
    `EUCAIM:CLIN1000065\tMalignant tumor of lung\tskos:exactMatch\tICD10:C61\t${reviewed}`,
  ),
  appended(
    'mapping-chain',
    'a source reads a code as another class',
    sssom('omop-condition-eucaim'),
    'OMOP:4112853\t\tskos:exactMatch\tEUCAIM:CLIN1000065\tMalignant tumor of lung\tsemapv:MappingReview\tetl:utils/eucaim_hyperontology.owl\t',
  ),
  appended(
    'mapping-across-branches',
    'a technique is made the procedure that uses it',
    sssom('eucaim-closematch-snomedct'),
    `EUCAIM:IMG1000026\tComputed tomography\tskos:exactMatch\tEUCAIM:IMG1000042\t${reviewed}\t`,
  ),
  appended(
    'mapping-behaviour',
    'a malignant disease gets a benign code',
    sssom('eucaim-exactmatch-icdo3'),
    `${prostate}\tskos:exactMatch\tICDO3:8140/0-C61.9\t${reviewed}`,
  ),
  appended(
    'mapping-cycle',
    'a class is said to be narrower than its child',
    sssom('eucaim-closematch-snomedct'),
    `EUCAIM:CLIN1000057\tMalignant neoplasm of colon\tskos:broadMatch\tEUCAIM:CLIN1000174\t${reviewed}\t`,
  ),
  appended(
    'mapping-exact-and-broader',
    'a class is made its parent',
    sssom('eucaim-closematch-snomedct'),
    `EUCAIM:CLIN1000179\tCarcinoma of prostate\tskos:exactMatch\tEUCAIM:CLIN1000075\t${reviewed}\t`,
  ),
];

/** Faults of attributes. */
const ofAttributes: readonly SeededFault[] = [
  appended(
    'attribute-scheme-empty',
    'an attribute takes its values from nowhere',
    attributes,
    'attr:fault1 a mer:Attribute ; mer:name "fault1" ; skos:prefLabel "Fault"@en ; mer:valueScheme scheme:nothing ; mer:facetKind mer:ListFacet ; mer:absence mer:MeansNo .',
  ),
  replaced(
    'attribute-path-undeclared',
    'a path is mistyped',
    attributes,
    'mer:path eucaim:AgeAtDiagnosis',
    'mer:path eucaim:AgeOfDiagnosis',
  ),
  replaced(
    'attribute-unit-unknown',
    'a unit is written out',
    attributes,
    'mer:datatype xsd:decimal ; mer:unit "a" ;',
    'mer:datatype xsd:decimal ; mer:unit "years" ;',
  ),
  appended(
    'attribute-name-doubled',
    'an attribute is declared twice',
    attributes,
    'attr:fault2 a mer:Attribute ; mer:name "vendor" ; skos:prefLabel "Fault"@en ; mer:valueScheme scheme:vendor ; mer:facetKind mer:ListFacet ; mer:absence mer:MeansNo .',
  ),
];

export const seededFaults: readonly SeededFault[] = [...ofTerms, ...ofLogic, ...ofMappings, ...ofAttributes];

/** Faults with which nothing can be loaded, or a rule cannot work; each is tried alone. */
export const fatalFaults: readonly SeededFault[] = [
  {
    kind: 'turtle-syntax',
    name: 'a full stop is forgotten',
    edits: [{ file: sex, replace: ['mer:below eucaim:COM1001396 .', 'mer:below eucaim:COM1001396'] }],
    // Where the next statement begins: there the reader knows that something is missing.
    at: ['eucaim:COM1001366 a skos:Concept'],
  },
  replaced(
    'attribute-unreadable',
    'an attribute is shown in no known way',
    attributes,
    'mer:facetKind mer:HierarchyFacet ; mer:absence mer:MeansUnknown .\n\nattr:modality',
    'mer:facetKind mer:TreeFacet ; mer:absence mer:MeansUnknown .\n\nattr:modality',
  ),
  {
    kind: 'attribute-unreadable',
    name: 'a path of an attribute is a text',
    edits: [
      {
        file: attributes,
        replace: [
          'mer:catalogue [ mer:level mer:DatasetLevel ; mer:path mer:provider ]',
          'mer:catalogue [ mer:level mer:DatasetLevel ; mer:path "provider" ]',
        ],
      },
    ],
    at: ['mer:path "provider"'],
  },
  {
    kind: 'pattern-unreadable',
    name: 'the pattern of bare codes is no regular expression',
    edits: [{ file: prefixes, replace: ['mer:barePattern "RID[0-9]+"', 'mer:barePattern "RID[0-9+"'] }],
    at: ['  sh:declare'],
  },
  {
    kind: 'pattern-unreadable',
    name: 'the pattern of all codes is no regular expression',
    edits: [
      { file: prefixes, replace: ['mer:codePattern "birnlex_[0-9]+"', 'mer:codePattern "birnlex_[0-9+"'] },
    ],
    at: ['  sh:declare'],
  },
  {
    kind: 'pattern-unreadable',
    name: 'the pattern of a source is no regular expression',
    edits: [
      { file: sources, replace: ['mer:pattern "false"', 'mer:pattern "(false"'] },
      {
        file: sources,
        replace: [
          'mer:lists [\n    mer:mappedBy "dicom-attribute-eucaim"',
          'mer:lists [ mer:mappedBy "dicom-attribute-eucaim"',
        ],
      },
    ],
    at: ['mer:lists [ mer:mappedBy'],
  },
  {
    kind: 'prefix-unreadable',
    name: 'a prefix loses its namespace',
    edits: [
      {
        file: prefixes,
        replace: [
          'sh:prefix "fair4ml" ; sh:namespace "https://w3id.org/fair4ml#"^^xsd:anyURI',
          'sh:prefix "fair4ml"',
        ],
      },
    ],
    at: ['  sh:declare'],
  },
  {
    kind: 'release-missing',
    name: 'the release is not named',
    edits: [{ file: 'ontology/core.ttl', replace: ['2026.1> ;\n  owl:versionInfo "2026.1" .', '2026.1> .'] }],
    at: ['^'],
  },
  {
    kind: 'mapping-syntax',
    name: 'a header is no YAML',
    edits: [
      {
        file: sssom('east-sex-eucaim'),
        replace: ['# mapping_set_description: Sex in', '# mapping_set_description: Sex: in'],
      },
    ],
    at: ['Sex: in'],
  },
  appended(
    'mapping-prefix-undeclared',
    'a prefix is not declared',
    sssom('east-sex-eucaim'),
    'x\trdfs literal\tskos:exactMatch\tOTHER:1\t\tsemapv:MappingReview\tmeridian:spreadsheet#words\t',
  ),
  {
    kind: 'mapping-confidence',
    name: 'a confidence is a percentage',
    edits: [
      {
        file: sssom('east-sex-eucaim'),
        replace: ['mapping_source\tcomment', 'mapping_source\tcomment\tconfidence'],
      },
      {
        file: sssom('east-sex-eucaim'),
        append:
          'x\trdfs literal\tskos:broadMatch\tEUCAIM:COM1001366\tMale\tsemapv:MappingReview\tmeridian:spreadsheet#words\t\t80',
      },
    ],
    at: ['\t80'],
  },
  appended(
    'mapping-slot-missing',
    'a row has no justification',
    sssom('east-sex-eucaim'),
    'x\trdfs literal\tskos:broadMatch\tEUCAIM:COM1001366\tMale\t\tmeridian:spreadsheet#words\t',
  ),
];
