// Atom and RSS as rss-parser reads them.
import Parser from 'rss-parser'
import { readEach } from './each.mjs'

const parser = new Parser()

await readEach(async (text) => (await parser.parseString(text)).items)
