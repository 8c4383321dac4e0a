/** What this needs to know of a token of n3's lexer. */
interface LexerToken {
  readonly type: string;
  readonly line: number;
}

type Expected = 'subject' | 'predicate' | 'object';

interface Level {
  expected: Expected;
  line: number;
}

/** How many tokens of a directive follow its keyword: a prefix and its IRI, an IRI, a version. */
const directiveLength: Readonly<Record<string, number>> = {
  '@prefix': 2,
  PREFIX: 2,
  '@base': 1,
  BASE: 1,
  '@version': 1,
  VERSION: 1,
};

/**
 * Follows the tokens of a Turtle or TriG text and knows on which line the property of the statement being read
 * stands. The parser emits a statement when it meets the punctuation after it, which may be lines further down;
 * square brackets open a level of their own, and the statement around them keeps its line.
 */
export class StatementLines {
  #levels: Level[] = [{ expected: 'subject', line: 1 }];
  #skip = 0;

  /** Line of the property of the innermost statement. */
  get line(): number {
    return this.#top.line;
  }

  get #top(): Level {
    return this.#levels.at(-1) ?? { expected: 'subject', line: 1 };
  }

  /** Takes note of a token that the parser has finished with. */
  read(token: LexerToken): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    const directive = directiveLength[token.type];
    if (directive !== undefined) {
      this.#skip = directive;
      return;
    }
    this.#apply(token);
  }

  #apply(token: LexerToken): void {
    const top = this.#top;
    switch (token.type) {
      case '.':
      case '{':
      case '}':
        this.#levels = [{ expected: 'subject', line: token.line }];
        return;
      case ';':
        top.expected = 'predicate';
        return;
      case ',':
        return;
      case '[':
        if (top.expected === 'subject') top.line = token.line;
        this.#levels.push({ expected: 'predicate', line: token.line });
        return;
      case '(':
        if (top.expected === 'subject') top.line = token.line;
        this.#levels.push({ expected: 'object', line: token.line });
        return;
      case ']':
      case ')':
        if (this.#levels.length > 1) this.#levels.pop();
        this.#advance(token.line, false);
        return;
      default:
        this.#advance(token.line, true);
    }
  }

  /** A term has been read: after a subject comes a predicate, after a predicate its objects. */
  #advance(line: number, setsLine: boolean): void {
    const top = this.#top;
    if (top.expected === 'object') return;
    if (setsLine) top.line = line;
    top.expected = top.expected === 'subject' ? 'predicate' : 'object';
  }
}
