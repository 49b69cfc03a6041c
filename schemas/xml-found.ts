import { likelyName, MOST_NOTED, NAMES, nothingFound, type Found, type Name } from './found.ts';
import type { Element } from './libxml.ts';

/** The object form of an answer, as `answer.schema.json` describes it. */
export type ObjectForm = Record<string, unknown>;

/**
 * One pass over the children of `response`: what stands there, and the same in object form.
 * Attributes have no bearing on either but for the `name` of a field, and are left out.
 */
export function findInXml(response: Element): { found: Found; object: ObjectForm } {
  const found = nothingFound();
  const object: ObjectForm = Object.create(null) as ObjectForm; // an element may be called __proto__
  const { elements, text } = response;
  const unknown = new Set<string>();
  for (const element of elements) {
    const name = knownName(element, response.namespace);
    if (name) {
      add(object, name, readKnown(found, name, element));
    } else if (unknown.size < MOST_NOTED) {
      const written = qualifiedName(element);
      unknown.add(written);
      const meant = likelyName(element.name);
      if (meant) found.meant[meant] ??= element.text;
      if (!(written in object)) object[written] = '';
    }
  }
  found.unknown = [...unknown];
  found.stray = text;
  if (text !== '') object['#text'] = text;
  return { found, object: { response: object } };
}

/** The protocol's name of an element; elements of another namespace than the root's are not the protocol's. */
export function knownName(element: Element, namespace = ''): Name | undefined {
  const name = NAMES.find((each) => each === element.name);
  return name && element.namespace === namespace ? name : undefined;
}

/** As written, or `{namespace}name` where the namespace is the default one. */
export function qualifiedName(element: Element): string {
  if (element.prefix) return `${element.prefix}:${element.name}`;
  return element.namespace === '' ? element.name : `{${element.namespace}}${element.name}`;
}

/** Notes one value and returns its object form: the text, or an object where elements stand in it. */
function readKnown(found: Found, name: Name, element: Element): unknown {
  const { elements, text } = element;
  const pure = elements.length === 0;
  found.values[name].push({ text: name === 'comment' ? element.content : text, pure });
  if (name === 'fields' && found.values.fields.length === 1) readFields(found, elements, text);
  if (pure) return text;
  return { '#text': text, [qualifiedName(elements[0]!)]: '' };
}

/** TP-6.fields: `field1` to `fieldN`, each with a `name` and text. */
function readFields(found: Found, elements: Element[], text: string): void {
  if (text.trim() !== '') found.fieldFaults.push(`text: ${text.trim()}`);
  for (const element of elements.slice(0, MOST_NOTED)) {
    const written = qualifiedName(element);
    const name = element.attribute('name');
    found.fields.push({ element: written, ...(name === undefined ? {} : { name }), text: element.content });
    if (!/^field(?:[0-9]+|N)$/.test(written)) found.fieldFaults.push(written);
    else if (name === undefined) found.fieldFaults.push(`${written}: @name`);
    if (element.elements.length > 0) found.fieldFaults.push(`${written}: <…>`);
  }
}

/** A second value under a name makes an array, as every reader of XML into objects does it. */
function add(object: ObjectForm, name: string, value: unknown): void {
  const before = object[name];
  if (before === undefined) object[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else object[name] = [before, value];
}
