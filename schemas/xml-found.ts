import type { XmlElement } from 'libxml2-wasm';
import { likelyName, MOST_NOTED, NAMES, nothingFound, type Found, type Name } from './found.ts';
import { childrenOf } from './libxml.ts';

/** The object form of an answer, as `answer.schema.json` describes it. */
export type ObjectForm = Record<string, unknown>;

/**
 * One pass over the children of `response`: what stands there, and the same in object form.
 * Attributes have no bearing on either but for the `name` of a field, and are left out.
 */
export function findInXml(response: XmlElement): { found: Found; object: ObjectForm } {
  const found = nothingFound();
  const object: ObjectForm = Object.create(null) as ObjectForm; // an element may be called __proto__
  const { elements, text } = childrenOf(response);
  const unknown = new Set<string>();
  for (const element of elements) {
    const name = knownName(element, response.namespaceUri);
    if (name) {
      add(object, name, readKnown(found, name, element));
    } else if (unknown.size < MOST_NOTED) {
      const written = qualifiedName(element);
      unknown.add(written);
      const meant = likelyName(element.name);
      if (meant) found.meant[meant] ??= childrenOf(element).text;
      if (!(written in object)) object[written] = '';
    }
  }
  found.unknown = [...unknown];
  found.stray = text;
  if (text !== '') object['#text'] = text;
  return { found, object: { response: object } };
}

/** The protocol's name of an element; elements of another namespace than the root's are not the protocol's. */
export function knownName(element: XmlElement, namespace = ''): Name | undefined {
  const name = NAMES.find((each) => each === element.name);
  return name && element.namespaceUri === namespace ? name : undefined;
}

/** As written, or `{namespace}name` where the namespace is the default one. */
export function qualifiedName(element: XmlElement): string {
  if (element.prefix) return `${element.prefix}:${element.name}`;
  return element.namespaceUri === '' ? element.name : `{${element.namespaceUri}}${element.name}`;
}

/** Notes one value and returns its object form: the text, or an object where elements stand in it. */
function readKnown(found: Found, name: Name, element: XmlElement): unknown {
  const { elements, text } = childrenOf(element);
  const pure = elements.length === 0;
  found.values[name].push({ text: name === 'comment' ? element.content : text, pure });
  if (name === 'fields' && found.values.fields.length === 1) readFields(found, elements, text);
  if (pure) return text;
  return { '#text': text, [qualifiedName(elements[0]!)]: '' };
}

/** TP-6.fields: `field1` to `fieldN`, each with a `name` and text. */
function readFields(found: Found, elements: XmlElement[], text: string): void {
  if (text.trim() !== '') found.fieldFaults.push(`text: ${text.trim()}`);
  for (const element of elements.slice(0, MOST_NOTED)) {
    const written = qualifiedName(element);
    const name = element.attr('name')?.value;
    found.fields.push({ element: written, ...(name === undefined ? {} : { name }), text: element.content });
    if (!/^field(?:[0-9]+|N)$/.test(written)) found.fieldFaults.push(written);
    else if (name === undefined) found.fieldFaults.push(`${written}: @name`);
    if (childrenOf(element).elements.length > 0) found.fieldFaults.push(`${written}: <…>`);
  }
}

/** A second value under a name makes an array, as every reader of XML into objects does it. */
function add(object: ObjectForm, name: string, value: unknown): void {
  const before = object[name];
  if (before === undefined) object[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else object[name] = [before, value];
}
