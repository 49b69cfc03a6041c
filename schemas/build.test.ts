import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileAll } from './build.ts';

const compiled = compileAll();

test('generated modules are those of the schemas as they are', () => {
  for (const [name, text] of compiled) {
    assert.equal(readFileSync(new URL(`./generated/${name}`, import.meta.url), 'utf8'), text, `${name}: run schemas/build.ts again`);
  }
});

test('what judges answers loads nothing else', () => {
  for (const name of ['answer.cjs', 'answer-json.cjs', 'answer.xsd.cjs']) assert.doesNotMatch(compiled.get(name)!, /require\(/, name);
});

test('every part of the profile is described, and secrets are marked', () => {
  const schema = JSON.parse(readFileSync(new URL('./profile.schema.json', import.meta.url), 'utf8')) as { $defs: Record<string, Node> };
  interface Node {
    description?: string;
    $ref?: string;
    writeOnly?: boolean;
    properties?: Record<string, Node>;
  }
  const walk = (node: Node, path: string): void => {
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const target = child.$ref ? schema.$defs[child.$ref.slice('#/$defs/'.length)] : child;
      assert.ok(child.description ?? target?.description, `${path}/${name} has no description`);
      if (name === 'password' || name === 'headers') assert.equal(child.writeOnly, true, `${path}/${name}`);
      walk(child, `${path}/${name}`);
    }
  };
  for (const [name, node] of Object.entries(schema.$defs)) walk(node, name);
});
