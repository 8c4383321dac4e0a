import type { ErrorObject } from 'ajv/dist/2020.js';

/** A failure of the JSON Schema as people read it: where, and what to write instead. */
export interface SchemaFinding {
  readonly pointer: string;
  readonly message: string;
}

const criterionKeys = 'all, any, not, same, attribute or event';

/** What ajv found, in plain words, each place once. Errors that only say that another error exists are left out. */
export function explainSchemaErrors(errors: readonly ErrorObject[]): readonly SchemaFinding[] {
  const findings = new Map<string, SchemaFinding>();
  for (const error of errors) {
    const message = explain(error);
    if (message !== undefined)
      findings.set(`${error.instancePath} ${message}`, { pointer: error.instancePath, message });
  }
  return [...findings.values()];
}

function explain(error: ErrorObject): string | undefined {
  const params = error.params as Readonly<Record<string, unknown>>;
  // A branch of oneOf or anyOf that does not fit is no fault of its own: the oneOf or anyOf says it.
  if (/\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath) || error.keyword === 'if') return undefined;
  switch (error.keyword) {
    case 'required':
      return `"${String(params['missingProperty'])}" is missing`;
    case 'additionalProperties':
      return `"${String(params['additionalProperty'])}" does not belong here`;
    case 'oneOf':
      return `a condition has exactly one of ${criterionKeys}`;
    case 'anyOf':
    case 'minProperties':
      return 'a leaf needs "in", or "from" or "to"';
    case 'enum':
      return `it is one of ${(params['allowedValues'] as readonly unknown[]).map(String).join(', ')}`;
    case 'type':
      return `it is ${article(String(params['type']))}`;
    case 'minItems':
      return 'the list is too short';
    case 'maxItems':
      return `the list has at most ${String(params['limit'])} entries`;
    case 'uniqueItems':
      return 'the list names something twice';
    case 'minLength':
      return 'the text is empty';
    case 'maxLength':
      return `the text has at most ${String(params['limit'])} characters`;
    default:
      return error.message ?? error.keyword;
  }
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = {
    object: 'an object',
    array: 'a list',
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
  };
  return words[type] ?? type;
}
