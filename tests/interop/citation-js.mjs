// BibTeX, biblatex, RIS and CSL-JSON as Citation.js reads them: each becomes CSL-JSON. It takes a .bib for biblatex.
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import '@citation-js/plugin-ris'
import { readEach } from './each.mjs'

const types = { bib: '@biblatex/text', ris: '@ris/file', json: '@csl/list+object' }

await readEach((text, file) => {
  const suffix = file.split('.').pop()
  const data = suffix === 'json' ? JSON.parse(text) : text
  return plugins.input.chain(data, { forceType: types[suffix], generateGraph: false })
})
