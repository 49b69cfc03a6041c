import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvReader } from './csv.ts';

const cell = fc.string({ unit: fc.constantFrom('a', 'Я', '"', ',', '\n', ' ', ';', '7'), maxLength: 6 });
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });

const written = (cells: readonly string[]) => cells.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');

/** The records of a text that comes in two pieces. */
function read(text: string, cut: number) {
  const reader = csvReader(',', '\n');
  return [...reader.read(text.slice(0, cut), false), ...reader.read(text.slice(cut), true)];
}

test('well-formed files are read as another reader reads them, wherever their pieces end', () => {
  fc.assert(
    fc.property(table, fc.nat(60), (rows, cut) => {
      const text = rows.map(written).join('\n');
      const theirs = parse(text, { relax_column_count: true, skip_empty_lines: true }).filter((cells) => cells.some((each) => each.trim() !== ''));
      const ours = read(text, cut).map((record) => ('cells' in record ? record.cells : record.why));
      assert.deepEqual(ours, theirs);
    }),
    { numRuns: 500 },
  );
});

test('whatever the bytes, it ends, and no line that holds something is left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'x', '\r'), maxLength: 40 }), fc.nat(40), (text, cut) => {
      const records = read(text, cut);
      assert.deepEqual(records, read(text, 0), 'pieces make no difference');
      const lines = text.split('\n');
      for (const [index, line] of lines.entries()) {
        if (!line.includes('x')) continue;
        // The record that covers a line begins at it or before it.
        const covering = records.filter((record) => record.line <= index + 1).at(-1);
        assert.ok(covering, `line ${index + 1} of ${JSON.stringify(text)}`);
        const whole = 'cells' in covering ? covering.cells.join(',') : covering.text;
        assert.ok(whole.includes('x') || covering.line === index + 1, JSON.stringify({ text, covering }));
      }
    }),
    { numRuns: 500 },
  );
});
