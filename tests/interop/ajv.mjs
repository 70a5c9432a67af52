// CSL-JSON held against the CSL project's schema, which is the first file named. A record is an error.
import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import Ajv from 'ajv'
import { readEach } from './each.mjs'

const [schema] = argv.splice(2, 1)
// The schema is written for draft 7, and names types in ways that ajv's strict mode only warns of.
const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')))

await readEach((text) => (validate(JSON.parse(text)) ? [] : validate.errors.map(({ instancePath, message }) =>
  `${instancePath} ${message}`)))
