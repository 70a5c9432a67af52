// Zotero's translators with the utilities of its connector, in a page of Chromium: they want a document.
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import dateFormats from './packages/zotero-translation-client/data/dateFormats.js'
import schema from './packages/zotero-translation-client/data/zotero-schema.js'

const PACKAGES = new URL('packages/', import.meta.url)
const UTILITIES = ['xregexp-all', 'xregexp-unicode-zotero', 'utilities', 'date', 'openurl', 'utilities_item', 'schema',
  'cachedTypes', 'resource/zoteroTypeSchemaData']
const TRANSLATORS = {
  '.ris': '32d59d2d-b65a-4da4-b0a3-bdd3cfb979e7', // RIS.js
  '.bib': '9cb70025-a888-4a29-a210-93ec52da40d4', // BibTeX.js
  '.json': 'bc03b4fe-436d-4a1f-ba59-de4d2d7a63f7', // CSL JSON.js
  '.html': '05d07af9-105a-4572-99f6-a8e231c0daef', // COinS.js
}

function readPackage(file) {
  return readFileSync(new URL(file, PACKAGES), 'utf8')
}

// The bundle has each as a string, which begins with what it says of itself as JSON.
function findTranslators() {
  const found = {}
  for (const [, string] of readPackage('zotero-translators/index.js').matchAll(/"code": ("(?:[^"\\]|\\.)*")/g)) {
    const suffix = Object.keys(TRANSLATORS).find((key) => string.slice(0, 100).includes(TRANSLATORS[key]))
    if (suffix) {
      const [, code] = /^\{.*?\n\}\n(.*)$/s.exec(JSON.parse(string))
      found[suffix] = code
    }
  }
  return found
}

// Runs in the page. Zotero as far as a translator sees it, who saves what is complete.
function install({ schema, dateFormats }) {
  const translated = []
  const parser = new DOMParser()
  let text = '', at = 0

  class Item {
    constructor(itemType) {
      Object.assign(this, { itemType, creators: [], notes: [], tags: [], attachments: [], seeAlso: [] })
    }

    complete() {
      translated.push(this)
      return Promise.resolve()
    }
  }

  // A line, or so many characters.
  function read(count) {
    if (at >= text.length)
      return false
    if (count)
      return text.slice(at, at += count)
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end)
    at = end < 0 ? text.length : end + 1
    return line.replace(/\r$/, '')
  }

  // The connector would look an item without authors up by its identifiers; here nobody answers.
  function loadTranslator() {
    const handlers = {}
    return {
      setHandler: (name, handler) => { handlers[name] = handler },
      setSearch: () => {},
      getTranslators: () => handlers.translators(null, []),
    }
  }

  Zotero.Schema.init(schema)
  Zotero.setTypeSchema(ZOTERO_TYPE_SCHEMA)
  Zotero.Date.init(dateFormats)
  Object.assign(Zotero, {
    Item, read, loadTranslator, getOption: () => false, getHiddenPref: () => undefined, setProgress: () => {},
    wait: () => {}, done: () => {}, selectItems: (items, take) => take({ ...items }),
  })
  Object.assign(Zotero.Utilities, {
    fieldIsValidForType: (field, type) => Zotero.ItemFields.isValidForType(field, type),
    formatDate: Zotero.Date.formatDate, strToDate: Zotero.Date.strToDate, strToISO: Zotero.Date.strToISO,
    itemFromCSLJSON: Zotero.Utilities.Item.itemFromCSLJSON, parseContextObject: Zotero.OpenURL.parseContextObject,
  })

  // Imitated from MAPPING.md, RIS, since none of these packages has what the desktop does when it saves: it takes from
  // Extra the type first, and then the lines `Name: value` of fields that the type has and the item lacks. A line is
  // split at its last colon, unless a tab follows the first.
  function imitateSaving(item) {
    const saved = { ...item }
    let lines = (item.extra ?? '').split('\n')
    const take = (accept) => {
      lines = lines.filter((line) => {
        const [, name, value] = /^([a-z][ -_a-z]+):(.+)/i.exec(line) ?? []
        return !name || !accept(name.replaceAll(' ', '').toLowerCase(), value.trim())
      })
    }

    take((name, value) => {
      const isType = name === 'type' && Zotero.ItemTypes.getID(value)
      saved.itemType = isType ? value : saved.itemType
      return isType
    })
    const { fields } = schema.itemTypes.find(({ itemType }) => itemType === saved.itemType)
    take((name, value) => {
      const known = fields.find(({ field }) => field.toLowerCase() === name && !saved[field])
      if (known)
        saved[known.field] = value
      return known
    })
    return { ...saved, extra: lines.join('\n') }
  }

  // What is saved: an item as the translator completes it, with its notes, which are items too, the links that are
  // attached to it, what its file calls it, and when Zotero takes it to be; and the same as imitateSaving leaves it. Of a
  // file whose path is an address, the client makes an attached link.
  function save(item) {
    return { ...asSaved(item), imitated: asSaved(imitateSaving(item)) }
  }

  function asSaved(item) {
    const [parent, ...children] = Zotero.Utilities.Item.itemToAPIJSON(item)
    const notes = children.map(({ note }) => ({ note, text: parser.parseFromString(note, 'text/html').body.textContent }))
    const links = item.attachments.filter(({ url, path }) => url ?? path)
      .map(({ title, url, path }) => ({ title, link: url ?? path, isPath: !url }))
    const { itemID: citekey, contextObject } = item // the latter, if it is left, is a line of the desktop's Extra
    return { ...parent, notes, links, citekey, contextObject, isoDate: Zotero.Date.strToISO(parent.date ?? '') }
  }

  globalThis.translate = async (code, input) => {
    translated.length = at = 0
    text = input
    const act = new Function('Zotero', 'Z', 'ZU', code + '\nreturn typeof doImport === "function" ? doImport : doWeb')
    await act(Zotero, Zotero, Zotero.Utilities)(parser.parseFromString(text, 'text/html'), 'https://example.org/')
    return translated.map(save)
  }
}

// Gives a function that gives the items of a text, by the suffix of its file.
export async function openZotero(browser) {
  const translators = findTranslators()
  const page = await browser.newPage()
  await page.evaluate('var Zotero = { debug() {}, locale: "en-US" }')
  for (const file of UTILITIES)
    await page.evaluate(readPackage(`zotero-translation-client/modules/zotero-utilities/${file}.js`) + '\n;0')
  await page.evaluate(install, { schema, dateFormats })
  return (text, file) => page.evaluate(([code, input]) => translate(code, input), [translators[extname(file)], text])
}
