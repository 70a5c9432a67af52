// JSON Feed, and lists of feeds in OPML, as feedsmith reads them.
import { parseJsonFeed, parseOpml } from 'feedsmith'
import { readEach } from './each.mjs'

// It has no list where there is nothing in it.
await readEach((text, file) =>
  (file.endsWith('.opml') ? parseOpml(text).body.outlines : parseJsonFeed(text).items) ?? [])
