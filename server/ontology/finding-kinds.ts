/** A violation makes answers wrong; a warning makes them hard to read. */
export type FindingSeverity = 'violation' | 'warning';

interface FindingKindEntry {
  readonly severity: FindingSeverity;
  readonly title: string;
}

/**
 * Everything that can be found wrong with the ontology and its mapping sets. The codes are stable: reports and tools
 * filter by them. Letters of SKOS are the integrity conditions of its Reference, names like cax-dw the rules of OWL 2
 * Profiles, 4.3.
 */
export const findingKinds = {
  // Unusable input: nothing else can be checked.
  'turtle-syntax': { severity: 'violation', title: 'A Turtle file cannot be read' },
  'attribute-unreadable': { severity: 'violation', title: 'An attribute cannot be read' },
  'pattern-unreadable': { severity: 'violation', title: 'A pattern is no regular expression' },
  'prefix-unreadable': { severity: 'violation', title: 'A prefix has no namespace' },
  'release-missing': { severity: 'violation', title: 'The ontology does not say its release' },
  'mapping-syntax': { severity: 'violation', title: 'A mapping set cannot be read' },

  // SKOS integrity.
  'broader-cycle': { severity: 'violation', title: 'A concept is its own ancestor' },
  'subclass-cycle': { severity: 'violation', title: 'A class is its own superclass' },
  'parent-dangling': { severity: 'violation', title: 'A parent does not exist' },
  'parent-other-scheme': { severity: 'violation', title: 'A parent is a concept of another scheme' },
  'concept-without-scheme': { severity: 'violation', title: 'A concept is in no scheme' },
  'concept-in-two-schemes': { severity: 'violation', title: 'A concept is in two schemes' },
  'class-without-parent': { severity: 'violation', title: 'A class has no parent and is no declared root' },
  'label-missing': { severity: 'violation', title: 'An English label is missing' },
  'label-doubled': { severity: 'violation', title: 'Two preferred labels in one language (S14)' },
  'label-repeated': { severity: 'violation', title: 'A preferred label is an alternative one too (S13)' },
  'label-shared': { severity: 'warning', title: 'Two concepts of a scheme have one label' },
  'label-differs': { severity: 'violation', title: 'A concept and its class have different labels' },
  'related-and-broader': { severity: 'violation', title: 'A concept is related to its ancestor (S27)' },
  'match-clash': { severity: 'violation', title: 'Two concepts match exactly and not exactly (S46)' },
  'concept-no-class': { severity: 'violation', title: 'A concept is no class of the ontology' },
  'broader-unsupported': { severity: 'violation', title: 'A parent is not stated by the classes' },
  'search-link-dangling': { severity: 'violation', title: 'A search equivalent does not exist' },
  'shown-as-stranger': {
    severity: 'violation',
    title: 'A concept is shown as one that it is not searched with',
  },
  'shown-as-hidden': { severity: 'violation', title: 'A concept is shown as one that is not shown' },
  'exact-match-between-concepts': { severity: 'violation', title: 'Two concepts match exactly' },
  'deprecated-without-replacement': { severity: 'violation', title: 'A deprecated term has no replacement' },
  'replacement-dead': { severity: 'violation', title: 'A replacement does not exist, or is deprecated' },
  'deprecated-used': { severity: 'violation', title: 'A deprecated term is used' },

  // Consistency in OWL 2 RL.
  'class-in-disjoint-branches': {
    severity: 'violation',
    title: 'A class lies in two disjoint branches (cax-dw)',
  },
  'individual-in-disjoint-classes': {
    severity: 'violation',
    title: 'A thing is of two disjoint classes (cax-dw)',
  },
  'domain-conflict': { severity: 'violation', title: 'A property is used outside its domain (prp-dom)' },
  'range-conflict': { severity: 'violation', title: 'A property has a value outside its range (prp-rng)' },
  'literal-datatype': {
    severity: 'violation',
    title: 'A literal is not of the datatype it should be (dt-not-type)',
  },
  'value-kind': { severity: 'violation', title: 'A literal stands for a thing, or a thing for a literal' },
  'functional-twice': { severity: 'violation', title: 'A functional property has two values (prp-fp)' },
  'term-undeclared': { severity: 'violation', title: 'Something is said of a term that does not exist' },
  'class-undeclared': { severity: 'violation', title: 'A class is used and not declared' },
  'property-undeclared': { severity: 'violation', title: 'A property is used and not declared' },
  'property-two-kinds': {
    severity: 'violation',
    title: 'A property is declared for things and for literals',
  },
  'self-restriction': { severity: 'violation', title: 'A class is restricted to itself' },

  // Mapping sets: SSSOM.
  'mapping-slot-missing': { severity: 'violation', title: 'A required slot is empty' },
  'mapping-prefix-undeclared': { severity: 'violation', title: 'A prefix is not in curie_map' },
  'mapping-predicate-unknown': { severity: 'violation', title: 'A predicate is not known' },
  'mapping-justification-unknown': { severity: 'violation', title: 'A justification is none of SEMAPV' },
  'mapping-confidence': { severity: 'violation', title: 'A confidence is no number from 0 to 1' },
  'mapping-source-missing': { severity: 'violation', title: 'A row does not say where it was read' },
  'mapping-side-source-missing': { severity: 'warning', title: 'A set does not say what its codes are of' },
  'mapping-set-id': { severity: 'violation', title: 'The id of a set and its file name differ' },
  'mapping-row-doubled': { severity: 'violation', title: 'A row stands twice' },
  'mapping-contradiction': { severity: 'violation', title: 'Two rows say the opposite' },
  'mapping-cardinality': { severity: 'violation', title: 'A mapping is not as one to one as it says' },
  'mapping-literal-ambiguous': { severity: 'violation', title: 'A word means two concepts of one scheme' },
  'mapping-term-dead': { severity: 'violation', title: 'A row names a term that does not exist' },
  'mapping-foreign-only': { severity: 'violation', title: 'A row has no side in the ontology' },
  'mapping-label-differs': { severity: 'warning', title: 'A label does not fit its code' },
  'mapping-deprecated': { severity: 'violation', title: 'A row names a deprecated term' },
  'code-format': { severity: 'violation', title: 'A code does not look like one of its system' },
  'code-check-digit': { severity: 'violation', title: 'The check digit of a code is wrong' },
  'code-not-in-source': {
    severity: 'violation',
    title: 'A code does not stand in the source that its row cites',
  },
  'dead-code': { severity: 'violation', title: 'A code in use stands in no vocabulary any more' },

  // Mapping sets: what follows from them.
  'code-claimed-twice': { severity: 'violation', title: 'Two concepts claim one code' },
  'mapping-chain': { severity: 'violation', title: 'Two concepts are the same by way of foreign codes' },
  'mapping-across-branches': { severity: 'violation', title: 'An exact match joins disjoint branches' },
  'mapping-behaviour': {
    severity: 'violation',
    title: 'The behaviour of a tumour code does not fit its branch',
  },
  'mapping-cycle': { severity: 'violation', title: 'Two terms are each wider than the other' },
  'mapping-exact-and-broader': {
    severity: 'violation',
    title: 'Two terms are the same, and one is the wider',
  },

  // Attributes.
  'attribute-scheme-empty': { severity: 'violation', title: 'The scheme of an attribute has no concept' },
  'attribute-path-undeclared': {
    severity: 'violation',
    title: 'A path uses a property that is not declared',
  },
  'attribute-unit-unknown': {
    severity: 'violation',
    title: 'The unit of an attribute is none of the vocabulary',
  },
  'attribute-name-doubled': { severity: 'violation', title: 'Two attributes have one name' },

  // Queries: what they find in the ontology, and what they answer on invented things.
  'query-syntax': { severity: 'violation', title: 'A query of the library cannot be read' },
  'quality-query': { severity: 'violation', title: 'A quality query finds something' },
  'competency-answer': {
    severity: 'violation',
    title: 'A competency question has another answer than the expected one',
  },
} as const satisfies Record<string, FindingKindEntry>;

export type FindingKind = keyof typeof findingKinds;
