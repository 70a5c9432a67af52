// What the readers share: every file named on the command line is read, and its records are printed on a line of JSON.
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'

export async function readEach(read) {
  for (const file of argv.slice(2)) {
    const answer = { file }
    try {
      answer.records = await read(readFileSync(file, 'utf8'), file)
    } catch (error) {
      answer.error = String(error?.message ?? error)
    }
    stdout.write(JSON.stringify(answer) + '\n')
  }
}
