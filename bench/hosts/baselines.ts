import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostName } from '../../src/measure/host/name.ts'

/** Domains that the baselines protect: the products that lures name most, by published reports. */
const seeds = [
  'zoom.us',
  'zoom.com',
  'teams.microsoft.com',
  'microsoft.com',
  'meet.google.com',
  'google.com',
  'webex.com',
  'calendly.com',
  'telegram.org',
]
const seedNames = ['zoom', 'teams', 'microsoft', 'meet', 'google', 'webex', 'calendly', 'telegram']

/** Whether a name is within two edits of a protected one: eth-phishing-detect's tolerance. */
export function levenshtein2(host: string): boolean {
  const { name, registrable } = hostName(host)
  if (seeds.includes(registrable)) return false
  return seedNames.some((seed) => Math.abs(seed.length - name.length) <= 2 && distance(seed, name) <= 2)
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    }
    row = next
  }
  return row[b.length] as number
}

/** A brand's name anywhere in the host: the core of many mail rules. */
export function substring(host: string): boolean {
  return !seeds.includes(hostName(host).registrable) && /zoom|teams|microsoft|google|webex|calendly|telegram/.test(host)
}

/** Words and suffixes given to dnstwist: those a generous operator would think of. */
const dictionary =
  'us us01 us02 us03 us04 us05 us06 us07 us08 us05web us06web us07web web web01 web02 web05 live meet meeting meetings join call video conference room online support us app client sdk audio biz team hub office session invite webinar link host fix update tech'.split(
    ' ',
  )
const suffixes =
  'us com net org online xyz live site store cloud video team pro info biz app me cc co io world space network top club website tech digital vc capital fund group'.split(
    ' ',
  )

/**
 * Everything dnstwist would watch for: its permutations with a dictionary and a list of suffixes. No name is looked up.
 *
 * @returns null where the command is not installed
 */
export function dnstwist(): ReadonlySet<string> | null {
  if (!existsSync('/usr/bin/dnstwist')) return null
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-dnstwist-'))
  try {
    writeFileSync(join(folder, 'words'), dictionary.join('\n'))
    writeFileSync(join(folder, 'suffixes'), suffixes.join('\n'))
    const watched = new Set<string>()
    for (const seed of seeds) {
      const run = spawnSync(
        '/usr/bin/dnstwist',
        ['-f', 'list', '-d', join(folder, 'words'), '--tld', join(folder, 'suffixes'), seed],
        { encoding: 'utf8', timeout: 60_000 },
      )
      for (const line of run.stdout.split('\n')) if (line !== '' && line !== seed) watched.add(line.trim())
    }
    return watched
  } finally {
    rmSync(folder, { recursive: true })
  }
}
