// The text that pdf.js finds in PDF files, page by page, as JSON: { file: [page, …] }.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Debian's Node 18 lacks what pdf.js would draw pages with; reading their text needs none of it.
process.getBuiltinModule ??= createRequire(import.meta.url);
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const found = {};
for (const file of process.argv.slice(2)) {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  found[file] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    found[file].push(items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""));
  }
}
process.stdout.write(JSON.stringify(found));
