// CSL-JSON to BibTeX by Citation.js, for tests/bench/peers.py.
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'

const records = JSON.parse(readFileSync(argv[2], 'utf8'))
const cite = new Cite(records, { forceType: '@csl/list+object', generateGraph: false })
stdout.write(cite.format('bibtex'))
