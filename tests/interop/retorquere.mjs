// BibTeX and biblatex as Better BibTeX reads them: TeX becomes Unicode and, for Zotero, a little HTML.
import { parse } from '@retorquere/bibtex-parser'
import { readEach } from './each.mjs'

// Titles stay in the case that they have: what the parser makes of English is not our output's doing. Macros that it
// does not know, which are those of mathematics, stay as they are.
const options = { english: false, sentenceCase: false, unsupported: (node, tex) => tex }

await readEach((text) => {
  const { entries, errors } = parse(text, options)
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors.slice(0, 3)))
  }
  return entries.map(({ key, type, fields }) => ({ ...fields, key, type }))
})
