import v8 from 'node:v8';
import type { XmlDocument, XmlElement, XmlTreeNode, XsdValidator } from 'libxml2-wasm';
import { generated } from './generated.ts';

type Libxml = typeof import('libxml2-wasm');

let loading: Promise<void> | undefined;
let libxml: Libxml | undefined;
let validator: XsdValidator | undefined;

/** Loads libxml2 and the XSD once; later calls wait for the first. */
export function prepareLibxml(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  // The baseline compiler alone: optimising a megabyte of WebAssembly costs more than a run saves by it.
  v8.setFlagsFromString('--liftoff-only');
  libxml = await import('libxml2-wasm');
  const schema = libxml.XmlDocument.fromString(generated<string>('answer.xsd'));
  try {
    validator = libxml.XsdValidator.fromDoc(schema);
  } finally {
    schema.dispose();
  }
}

/** Where and why a text is no XML; lines and columns count from 1. */
export interface Fault {
  message: string;
  line: number;
  column: number;
}

/**
 * Runs `read` on the document and frees it, or tells the first fault. The text holds no DOCTYPE
 * and no deep nesting: the caller has made sure.
 */
export function withDocument<T>(text: string, read: (document: XmlDocument) => T): { value: T } | { fault: Fault } {
  const { XmlDocument, XmlLibError, ParseOption } = loaded();
  let document: XmlDocument;
  try {
    const option = ParseOption.XML_PARSE_NOCDATA | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;
    // The text is decoded already: whatever encoding it declares, these bytes are UTF-8.
    document = XmlDocument.fromBuffer(Buffer.from(text, 'utf8'), { encoding: 'utf-8', option });
  } catch (error) {
    const detail = error instanceof XmlLibError ? error.details.find(({ level }) => level > 1) : undefined;
    return { fault: { message: (detail?.message ?? String(error)).trim(), line: detail?.line ?? 1, column: detail?.col ?? 1 } };
  }
  try {
    return { value: read(document) };
  } finally {
    document.dispose();
  }
}

/** libxml2's objections by the XSD, in its words; empty when the document is valid. */
export function validateXsd(document: XmlDocument): string[] {
  const { XmlLibError } = loaded();
  try {
    validator!.validate(document);
    return [];
  } catch (error) {
    return error instanceof XmlLibError ? error.details.map(({ message }) => message.trim()) : [String(error)];
  }
}

/**
 * An element of a document, good as long as the document is. What was read of it is kept: each look
 * into libxml2's memory makes a string anew.
 */
export class Element {
  readonly #node: XmlElement;
  #name: string | undefined;
  #namespace: string | undefined;
  #children: { elements: Element[]; text: string } | undefined;

  constructor(node: XmlElement) {
    this.#node = node;
  }

  /** Without its prefix. */
  get name(): string {
    return (this.#name ??= this.#node.name);
  }

  get prefix(): string {
    return this.#node.prefix;
  }

  /** The namespace's name; empty when the element is in none. */
  get namespace(): string {
    return (this.#namespace ??= this.#node.namespaceUri);
  }

  /** The elements directly below. */
  get elements(): Element[] {
    return this.#read().elements;
  }

  /** The text that stands directly in it; CDATA and references are text. */
  get text(): string {
    return this.#read().text;
  }

  /** The text with that of all elements below. */
  get content(): string {
    return this.elements.length === 0 ? this.text : this.#node.content;
  }

  /** The value of an attribute without a prefix. */
  attribute(name: string): string | undefined {
    return this.#node.attr(name)?.value;
  }

  /** Takes the element out of the document. */
  remove(): void {
    this.#node.remove();
  }

  /** Takes the attributes of a namespace out of the document. */
  removeAttributes(namespace: string): void {
    for (const attribute of this.#node.attrs) if (attribute.namespaceUri === namespace) attribute.remove();
  }

  #read(): { elements: Element[]; text: string } {
    if (this.#children) return this.#children;
    const { XmlElement, XmlText } = loaded();
    const elements: Element[] = [];
    let text = '';
    for (let node = this.#node.firstChild; node; node = nextOf(node)) {
      if (node instanceof XmlElement) elements.push(new Element(node));
      else if (node instanceof XmlText) text += node.content;
    }
    return (this.#children = { elements, text });
  }
}

/** libxml2-wasm gives a processing instruction no `next`, though it has one like any node. */
function nextOf(node: XmlTreeNode): XmlTreeNode | null {
  return 'next' in node ? node.next : Reflect.get<XmlTreeNode, 'next'>(loaded().XmlTreeNode.prototype, 'next', node);
}

function loaded(): Libxml {
  if (!libxml || !validator) throw new Error('prepareReader() must be awaited before readAnswer()');
  return libxml;
}
