"""What tests of web pages ask a browser: axe-core, repeated ids, elements beyond the window."""

from tests.support.paths import ROOT

AXE = ROOT / "tests/tools/node_modules/axe-core/axe.min.js"
# All rules of axe, those of WCAG 2.2 AA and good practice; what it finds, with an example.
RUN = """axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})
  .then(found => found.violations.map(
    one => [one.id, one.nodes[0].html, one.nodes[0].failureSummary]))"""
# Removes the blocks that are made as some earlier ones are. A long page has ten thousand elements,
# of a few hundred kinds: what is wrong with one is wrong with all of its kind.
KEEP_SOME_OF_EACH = """(most => {
  const made = new Map();
  const kinds = one => one.localName + '.' + one.className + '.' + one.lang;
  for (const block of document.querySelectorAll('main li, main tr, main article, main .row')) {
    const own = [block, ...block.querySelectorAll('*')].map(kinds).join(' ');
    const above = block.parentElement.closest('[class]');
    const name = (above ? kinds(above) : '') + ' ' + own;
    made.set(name, (made.get(name) || 0) + 1);
    if (made.get(name) > most) block.remove();
  }
})"""
REPEATED_IDS = """(ids => ids.filter((id, index) => ids.indexOf(id) !== index))(
  [...document.querySelectorAll('[id]')].map(one => one.id))"""
WIDER_THAN_THE_WINDOW = """[...document.querySelectorAll('body *')]
  .filter(one => !one.closest('.scroll, .skip, .unseen'))
  .filter(one => { const box = one.getBoundingClientRect();
                   return box.width && (box.right > innerWidth + 1 || box.left < -1); })
  .map(one => one.outerHTML.slice(0, 200))"""
