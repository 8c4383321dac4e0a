import type { Place } from '../../errors.ts';

/** How much a fault matters: it makes answers wrong, it is hard to read, or it is merely good to know. */
export type ImportSeverity = 'violation' | 'warning' | 'note';

/** What can be wrong with a file that is imported. Codes that the check of our own ontology has too mean the same there. */
export const importFindingKinds = {
  'code-format': { severity: 'violation', title: 'A code does not look like one of its system' },
  'code-check-digit': { severity: 'violation', title: 'The check digit of a code is wrong' },
  'code-of-other-system': { severity: 'violation', title: 'A code stands under another system' },
  'code-claimed-twice': { severity: 'violation', title: 'Two classes claim one code' },
  'code-held-already': { severity: 'violation', title: 'A code belongs to another concept of the ontology' },
  'self-restriction': { severity: 'violation', title: 'A class is restricted to itself' },
  'value-in-other-branch': {
    severity: 'violation',
    title: 'A value lies where another property has its values',
  },
  'restriction-unreadable': { severity: 'violation', title: 'A class expression is none of OWL 2 DL' },
  'subclass-cycle': { severity: 'violation', title: 'A class is its own superclass' },
  'parent-dangling': { severity: 'violation', title: 'A parent does not exist' },
  'relative-iri': { severity: 'violation', title: 'A class has no IRI of its own' },
  'label-missing': { severity: 'warning', title: 'A label is missing' },
  'label-doubled': { severity: 'warning', title: 'Two labels in one language' },
  'label-shared': { severity: 'warning', title: 'Two classes have one label' },
  'vocabulary-spelling': { severity: 'warning', title: 'One vocabulary is spelt in several ways' },
  'class-held-already': { severity: 'warning', title: 'Another import brought the class already' },
  'class-code-irregular': {
    severity: 'warning',
    title: 'The code of a class has another length than its like',
  },
  'namespace-alias': {
    severity: 'warning',
    title: 'Names stand under another address of the same vocabulary',
  },
  'namespace-note': {
    severity: 'note',
    title: 'The same vocabulary is written with another address elsewhere',
  },
} as const satisfies Record<string, { severity: ImportSeverity; title: string }>;

export type ImportFindingKind = keyof typeof importFindingKinds;

export interface ImportFinding {
  readonly kind: ImportFindingKind;
  readonly severity: ImportSeverity;
  readonly message: string;
  /** The class that it is about, and the property, as CURIEs. */
  readonly term?: string;
  readonly property?: string;
  readonly place?: Place;
}
