// Pages as Chromium shows them. `page.mjs SHOTS FILE OTHER...` prints a line of JSON a visit: what the page did beside
// showing itself, what axe finds in it, and what search, filters, keys and folding leave of FILE, the first OTHER being
// of many papers. Pictures go into SHOTS.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { argv, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import { openBrowser } from './browser.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const browser = await openBrowser()
const [shots, file, ...others] = argv.slice(2)

// Opens a page in a context of its own, and prints what happened while `look` looked at it, and what that saw.
async function visit(path, name, options, look) {
  const context = await browser.newContext({ viewport: { width: 400, height: 900 }, ...options })
  const page = await context.newPage()
  const seen = { page: basename(path), name, requests: [], console: [], dialogs: [] }

  page.on('request', (request) => seen.requests.push(request.url().split('#')[0]))
  page.on('console', (message) => seen.console.push(message.text()))
  page.on('pageerror', (error) => seen.console.push(String(error)))
  page.on('dialog', (dialog) => seen.dialogs.push(dialog.message()) && dialog.dismiss())
  await page.goto(pathToFileURL(path).href)
  Object.assign(seen, await look(page))
  seen.requests = seen.requests.filter((url) => url !== pathToFileURL(path).href) // the page itself
  await context.close()
  stdout.write(JSON.stringify(seen) + '\n')
}

// What only a digest can have brought in: not the elements that formulas become, either.
const findForeign = () => {
  const formula = new Set(('math mrow mi mo mn mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot ' +
    'mtable mtr mtd code').split(' '))
  const own = ['script', 'style'].map((tag) => document.querySelector(tag))
  const elements = [...document.querySelectorAll('script, style, iframe, img, svg, object, embed, link, base')]
    .concat([...document.querySelectorAll('math *')].filter((element) => !formula.has(element.localName)))
  const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes])
  return [...elements.filter((element) => !own.includes(element)).map((element) => element.outerHTML),
    ...attributes.filter(({ name, value }) => /^on|^style$|^src/.test(name) ||
      (name === 'href' && !/^(https?:|#)/i.test(value))).map(({ name, value }) => `${name}=${value}`)]
}

const findViolations = async () => (await globalThis.axe.run()).violations
  .map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`)

const countFolded = (page) => page.locator('.abstract:not([open])').count()

function look(path, width, colorScheme) {
  return visit(path, `${width} ${colorScheme}`, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
    const picture = `${basename(path, '.html')}-${width}-${colorScheme}.png`
    const foreign = await page.evaluate(findForeign) // before a picture, which takes a style of its own
    await page.screenshot({ path: join(shots, picture), fullPage: true })
    await page.evaluate(AXE)
    return {
      foreign,
      overflow: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      folded: await countFolded(page),
      violations: await page.evaluate(findViolations),
    }
  })
}

const leave = async (page) => `${await page.locator('article:visible').count()}: ${await page.locator('output').innerText()}`

// By the keyboard alone: Tab leads to the search, which sends nothing anywhere.
async function search(page, wanted) {
  const found = {}
  for (let i = 0; i < 9 && await page.evaluate(() => document.activeElement.name !== 'q'); i++)
    await page.keyboard.press('Tab')
  for (const words of wanted) {
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    found[words] = await leave(page)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('Delete')
  }
  return found
}

// How many papers a search for each of the page's labels leaves.
async function searchLabels(page) {
  const found = {}
  for (const label of await page.locator('.label').allTextContents()) {
    await page.locator('[name=q]').fill(label)
    found[label] = await page.locator('article:visible').count()
  }
  return found
}

async function filter(page, names) {
  const left = {}
  if (!await page.locator('.filters').evaluate(({ open }) => open)) await page.locator('.filters summary').click()
  for (const name of names) {
    const select = page.locator(`select[name=${name}]`)
    for (const option of await select.locator('option').evaluateAll((all) => all.map(({ value }) => value))) {
      await select.selectOption(option)
      left[`${name} ${option}`] = await leave(page)
    }
    await select.selectOption('')
  }
  return left
}

async function fold(page) {
  const folded = [await countFolded(page)]
  for (let i = 0; i < 2; i++) {
    await page.getByRole('checkbox').press(' ')
    folded.push(await countFolded(page))
  }
  return folded
}

// What the address has after a search, and what it and the keys bring back in another page.
async function keep(page) {
  await page.locator('[name=q]').fill('ferries')
  await page.waitForFunction(() => location.hash)
  const [address, first] = [await page.evaluate(() => location.href), await leave(page)]
  await page.goto('about:blank')
  await page.goto(address)
  const second = await leave(page)
  await page.evaluate(() => { location.hash = '#2403.01234' }) // a paper that the search hides
  await page.waitForFunction(() => !location.hash.includes('='))
  return [address.split('#')[1], first, second, await leave(page)]
}

async function press(page, keys) {
  const focused = []
  for (const key of keys) {
    await page.keyboard.press(key)
    focused.push(await page.evaluate(() => document.activeElement.name || document.activeElement.closest('article')?.id))
  }
  return focused
}

// What is marked of what was searched for, in abstracts that end in a letter with a combining accent and an ellipsis, as
// those that a digest cut do: folded for the search, the accent is gone and the ellipsis has three characters.
const marked = async (page, wanted) => {
  const found = {}
  await page.evaluate(() => document.querySelectorAll('[itemprop=abstract]').forEach(({ firstChild }) => {
    firstChild.data += ' Le\u0301vy …'
  }))
  for (const words of wanted) {
    await page.locator('[name=q]').fill(words)
    await page.waitForTimeout(200) // until the browser has told what is in the window
    found[words] = await page.evaluate(() => [...CSS.highlights.get('hit')].map(String))
  }
  return found
}

// A page of many papers: how long it takes to load and to search, in milliseconds.
async function time(page, words) {
  const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd)
  const keys = []
  await page.locator('[name=q]').focus()
  for (const key of [...words, ...Array(words.length).fill('Backspace')]) {
    await page.evaluate(() => {
      globalThis.took = new Promise((done) => addEventListener('keydown', () => {
        const start = performance.now()
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
      }, { once: true, capture: true }))
    })
    await page.keyboard.press(key)
    keys.push(await page.evaluate(() => globalThis.took))
  }
  return { load, keys }
}

for (const width of [400, 1280])
  for (const scheme of ['light', 'dark']) await look(file, width, scheme)
await visit(file, 'use', {}, async (page) => ({
  found: await search(page, ['ferries', '渡轮', 'LÉVY', 'levy', 'Le\u0301vy', '港口 microphone', 'nowhere', 'pdf', '摘要']),
  left: await filter(page, ['k']),
  folds: await fold(page),
  marked: await marked(page, ['LÉVY', 'levy', 'f1', 'nowhere']),
  unlabelled: await page.locator('input, select').evaluateAll((all) => all.filter(({ labels }) => labels.length !== 1).length),
}))
await visit(file, 'keys', {}, async (page) => ({ focused: await press(page, 'jjkjjj/') }))
await visit(file, 'address', {}, async (page) => ({ kept: await keep(page) }))
await visit(file, 'print', {}, async (page) => {
  await page.pdf({ path: join(shots, basename(file, '.html') + '.pdf') })
})
await visit(file, 'no script', { javaScriptEnabled: false }, async (page) => ({
  forms: await page.locator('form:visible').count(), shown: await page.locator('article:visible').count(),
  folded: await countFolded(page),
}))
const [many, ...few] = others
await visit(many, 'many', { viewport: { width: 1280, height: 900 } }, async (page) => {
  const took = await time(page, 'ferries')
  await page.evaluate(AXE)
  return {
    folded: await countFolded(page), papers: await page.locator('article').count(), ...took,
    violations: await page.evaluate(findViolations),
  }
})
for (const other of few) {
  await look(other, 400, 'light')
  await look(other, 1280, 'dark')
  await visit(other, 'labels', {}, async (page) => ({ labels: await searchLabels(page) }))
}
await browser.close()
