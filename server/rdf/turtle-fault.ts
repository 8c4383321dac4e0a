/** What n3 says, and the kind of fault that it is. The first that fits counts. */
const kinds: readonly (readonly [said: RegExp, kind: string])[] = [
  [/^Unexpected "(?:'|")/, 'a text is not closed, or holds an escape that there is not'],
  [/^Unexpected "</, 'an IRI is not closed, or holds a blank or another character that IRIs cannot have'],
  [/^Unexpected "@/, 'a word with @ is no keyword and no language tag'],
  [/^Unexpected "_/, 'a blank node or language tag has a character that it cannot have'],
  [/^Unexpected "[+\-.\d]/, 'a number is followed by what belongs to none'],
  [/^Unexpected "/, 'a word is no IRI in brackets, no prefixed name, no literal and no keyword'],
  [/^Undefined prefix/, 'a prefix is not declared'],
  [/^Token too long/, 'a term is too long'],
  [/^Invalid IRI/, 'an IRI is not valid'],
  [/^Unclosed graph/, 'a graph is not closed'],
  [/ but got eof$|^Unexpected eof/, 'the text ends within a statement'],
  [/^Expected entity but got \.$/, 'a statement ends before it is whole'],
  [/^Expected punctuation|^Expected dot/, 'a dot, semicolon, comma or bracket is missing behind a statement'],
  [/^Expected (?:IRI|prefix) to follow|^Expected (?:valid IRI|declaration)/, 'a declaration is not whole'],
  [/^Unexpected literal/, 'a literal stands where only an IRI or a blank node may'],
  [/graph/i, 'a graph stands or ends where none may'],
  [/^Expected (?:entity|predicate|expression)/, 'something else stands where a term is wanted'],
  [/blank node/, 'a blank node stands where none may'],
  [/language|lang/i, 'a language tag is not valid'],
  [/version/, 'a version is declared that is not known'],
  [/[Tt]riple|annotation/, 'statements about statements (RDF 1.2 triple terms) are not read'],
];

/**
 * The kind of a fault of Turtle, TriG, N-Triples or N-Quads, from the message of the parser. The words of the text,
 * which that message quotes, are left out: they may be the name or number of a patient.
 */
export function turtleFault(message: string): string {
  return kinds.find(([said]) => said.test(message))?.[1] ?? 'a term or sign stands where it may not';
}
