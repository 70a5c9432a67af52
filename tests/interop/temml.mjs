// Formulas as Temml converts them: reads a list of TeX, each without its dollars, from a file of JSON, and
// prints a list of MathML, with null for what Temml refuses.
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import temml from 'temml'

const convert = ({ tex, displayMode }) => {
  try {
    return temml.renderToString(tex, { throwOnError: true, displayMode })
  } catch {
    return null
  }
}

stdout.write(JSON.stringify(JSON.parse(readFileSync(argv[2], 'utf8')).map(convert)))
