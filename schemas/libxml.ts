import v8 from 'node:v8';
import type { XmlDocument, XmlElement, XmlNode, XsdValidator } from 'libxml2-wasm';
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

/** Elements below `parent`, and the text that stands directly in it; CDATA and references are text. */
export function childrenOf(parent: XmlElement): { elements: XmlElement[]; text: string } {
  const { XmlElement, XmlText } = loaded();
  const elements: XmlElement[] = [];
  let text = '';
  for (let node: XmlNode | null = parent.firstChild; node; node = nextOf(node)) {
    if (node instanceof XmlElement) elements.push(node);
    else if (node instanceof XmlText) text += node.content;
  }
  return { elements, text };
}

/** libxml2-wasm gives a processing instruction no `next`, though it has one like any node. */
function nextOf(node: XmlNode): XmlNode | null {
  return Reflect.get(loaded().XmlTreeNode.prototype, 'next', node) as XmlNode | null;
}

function loaded(): Libxml {
  if (!libxml || !validator) throw new Error('prepareReader() must be awaited before readAnswer()');
  return libxml;
}
