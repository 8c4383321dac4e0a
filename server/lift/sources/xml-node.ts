/** What the kinds of nodes are called in the document object model (DOM, `Node.nodeType`). */
export const nodeTypes = { element: 1, attribute: 2, text: 3, document: 9 } as const;

/** A namespace, `''` for none, and the name within it. */
export interface XmlName {
  readonly uri: string;
  readonly prefix: string;
  readonly local: string;
}

/** A node of an XML document, with as much of the document object model as an XPath engine asks for. */
export class XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly localName: string;
  readonly prefix: string | null;
  readonly namespaceURI: string | null;
  readonly attributes: XmlNode[] = [];
  readonly childNodes: XmlNode[] = [];
  parentNode: XmlNode | null = null;
  nextSibling: XmlNode | null = null;
  previousSibling: XmlNode | null = null;
  /** Of a text. */
  data = '';
  /** Of an attribute. */
  value = '';
  /** Line of the file where the element begins, 1 for the first. */
  line = 0;
  /** Which of the siblings of its name the element is, 1 for the first. */
  position = 1;
  readonly #counts = new Map<string, number>();

  constructor(nodeType: number, name: XmlName) {
    this.nodeType = nodeType;
    this.localName = name.local;
    this.prefix = name.prefix === '' ? null : name.prefix;
    this.nodeName = name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
    this.namespaceURI = name.uri === '' ? null : name.uri;
  }

  get firstChild(): XmlNode | null {
    return this.childNodes[0] ?? null;
  }

  get lastChild(): XmlNode | null {
    return this.childNodes.at(-1) ?? null;
  }

  get name(): string {
    return this.nodeName;
  }

  /** Makes an element one below this, which need not keep it. */
  adopt(child: XmlNode): void {
    child.parentNode = this;
    child.position = (this.#counts.get(child.nodeName) ?? 0) + 1;
    this.#counts.set(child.nodeName, child.position);
  }

  append(child: XmlNode): void {
    child.parentNode = this;
    child.previousSibling = this.lastChild;
    if (child.previousSibling !== null) child.previousSibling.nextSibling = child;
    this.childNodes.push(child);
  }

  /** Path of an element, `/students/student[2]/name[1]`; of a text or attribute that of its element. */
  get path(): string {
    const steps: string[] = [];
    let node: XmlNode = this.nodeType === nodeTypes.element ? this : (this.parentNode ?? this);
    while (node.parentNode !== null) {
      const root = node.parentNode.nodeType === nodeTypes.document;
      steps.unshift(root ? node.nodeName : `${node.nodeName}[${node.position}]`);
      node = node.parentNode;
    }
    return `/${steps.join('/')}`;
  }
}

export const noName: XmlName = { uri: '', prefix: '', local: '' };
