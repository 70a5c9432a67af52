// A library of Zotero's in its own web interface, whose every request is answered here. `zotero-library.mjs RIS PICTURE
// TITLE` imports the file by Zotero's translator, opens the paper of that title, and prints as JSON what is to be seen of
// it. The picture has list, fields, note and tags one below the other.
import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { argv, stdout } from 'node:process'
import { openBrowser } from './browser.mjs'
import schema from './packages/zotero-translation-client/data/zotero-schema.js'
import { openZotero } from './zotero-page.mjs'

const [ris, picture, wanted] = argv.slice(2)
const HOST = 'https://library.example', API = 'https://api.zotero.org', COLLECTION = 'DIGESTS1'
const BUILD = new URL('packages/zotero-web-library/build/', import.meta.url)
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const WORDS = schema.locales['en-US']
const PAGE = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Zotero</title>
<style>html, body, #zotero-web-library { height: 100% }</style>
<link rel="stylesheet" href="/static/zotero-web-library.css"><div id="zotero-web-library"></div>
<script type="application/json" id="zotero-web-library-config">{"userId": 1, "apiKey": "none"}</script>
<script src="/static/zotero-web-library.js"></script></html>`

const browser = await openBrowser()
const read = await openZotero(browser)
const papers = (await read(readFileSync(ris, 'utf8'), ris)).map(({ imitated }) => imitated)
const items = papers.flatMap(asAnswers)
const top = items.filter(({ data }) => !data.parentItem)

function asAnswer(data, meta) {
  const day = '2024-03-29T00:00:00Z'
  return { key: data.key, version: 1, library: { type: 'user', id: 1, name: '', links: {} }, links: {}, meta,
    data: { tags: [], relations: {}, dateAdded: day, dateModified: day, ...data } }
}

function asAnswers({ notes, links, citekey, isoDate, ...paper }) {
  const creatorSummary = paper.creators.map(({ lastName, name }) => lastName ?? name).join(', ')
  return [
    asAnswer({ ...paper, collections: [COLLECTION] }, { creatorSummary, parsedDate: isoDate, numChildren: notes.length }),
    ...notes.map(({ note }, at) => asAnswer({ key: paper.key.slice(1) + at, itemType: 'note', parentItem: paper.key, note }, {})),
  ]
}

// Zotero's API, as far as the library asks it.
function answer({ pathname, searchParams }) {
  const [user, , collections, key, children] = pathname.slice(1).split('/')
  const type = schema.itemTypes.find(({ itemType }) => itemType === searchParams.get('itemType'))

  switch (user) {
    case 'itemTypes':
      return schema.itemTypes.map(({ itemType }) => ({ itemType, localized: WORDS.itemTypes[itemType] }))
    case 'itemFields':
      return Object.entries(WORDS.fields).map(([field, localized]) => ({ field, localized }))
    case 'creatorFields':
      return ['firstName', 'lastName', 'name'].map((field) => ({ field, localized: field }))
    case 'itemTypeFields':
      return type.fields.map(({ field }) => ({ field, localized: WORDS.fields[field] }))
    case 'itemTypeCreatorTypes':
      return type.creatorTypes.map(({ creatorType }) => ({ creatorType, localized: WORDS.creatorTypes[creatorType] }))
  }
  if (collections === 'items' && children === 'children')
    return items.filter(({ data }) => data.parentItem === key)
  if (collections === 'collections' && key === COLLECTION)
    return top
  if (collections === 'collections')
    return [asAnswer({ key: COLLECTION, name: 'arXiv', parentCollection: false }, { numCollections: 0, numItems: top.length })]
}

const unanswered = [], errors = []

async function serve(route) {
  const url = new URL(route.request().url())
  const file = new URL('.' + url.pathname, BUILD)
  const found = url.origin === API && answer(url)

  if (url.origin === HOST && extname(url.pathname) && existsSync(file))
    return route.fulfill({ body: readFileSync(file), contentType: TYPES[extname(url.pathname)] })
  if (url.origin === HOST && !extname(url.pathname))
    return route.fulfill({ body: PAGE, contentType: 'text/html' })
  if (found)
    return route.fulfill({ json: found, headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': '*',
      'Last-Modified-Version': '1', 'Total-Results': String(found.length) } })
  unanswered.push(url.href)
  return route.abort()
}

const page = await browser.newPage({ viewport: { width: 1000, height: 1700 } })
page.on('pageerror', (error) => errors.push(String(error)))
page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
await page.route('**/*', serve)
await page.goto(`${HOST}/collection/${COLLECTION}/item/${top.find(({ data }) => data.title === wanted).key}`)

const strips = []

// What is to be seen between two heights, and what it says.
async function show(part, bottom, above = 0) {
  const first = await part.boundingBox(), last = await bottom.boundingBox()
  const y = Math.round(first.y), end = Math.round(last.y + last.height + above)
  strips.push((await page.screenshot({ clip: { x: 0, y, width: 1000, height: end - y } })).toString('base64'))
  return part.innerText()
}

async function turn(name, bottom) {
  await page.locator('.tabs').getByText(name, { exact: true }).click()
  await bottom.waitFor()
  await page.mouse.move(0, 0)
}

const panel = page.locator('section.panel', { has: page.locator('.tabs') })
const extra = panel.locator('.metadata', { hasText: 'Extra' }).last()
const note = panel.getByText('【标题】').first()
const tag = panel.locator('.tab-pane').getByText('eess.SP').last()
await extra.waitFor()
await page.getByText('Abstract').waitFor()
const seen = {
  list: await show(page.locator('body'), page.locator('li.item:visible').last()),
  info: await show(panel, extra, 12),
}
await turn('Notes', note)
await note.click()
await page.frameLocator('iframe').locator('p').waitFor()
await page.waitForTimeout(500) // the editor lays itself out
seen.notes = await show(panel, page.locator('iframe'), 12)
await turn('Tag', tag)
seen.tags = await show(panel, tag, 12)

await page.setViewportSize({ width: 1000, height: 100 })
await page.setContent(`<style>body { margin: 0 } img { display: block } img + img { margin-top: 6px }</style>` +
  strips.map((strip) => `<img src="data:image/png;base64,${strip}">`).join(''))
await page.screenshot({ path: picture, fullPage: true })
stdout.write(JSON.stringify({ ...seen, errors, unanswered }) + '\n')
await browser.close()
