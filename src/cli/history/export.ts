import type { Commit, HistoryDocument } from '../../measure/history/document.ts'
import { textOf } from '../work/run-git.ts'

/** Beyond these the log is cut and says so. */
const mostCommits = 100_000
const mostLines = 5_000

/** Files that only blockchain work has. */
const web3Files = /\.(?:sol|vy|cairo|move|huff)$|(?:^|\/)(?:hardhat\.config\.\w+|truffle(?:-config)?\.js|foundry\.toml|Anchor\.toml|brownie-config\.ya?ml)$/i
/** Dependencies of the same, where a manifest names them. Extended regular expression of git's `-G`. */
const web3Dependencies = '(ethers|web3(js|-eth|\\.py)?|viem|wagmi|hardhat|truffle|@openzeppelin|@solana/|solana-sdk|anchor-(lang|spl)|@truffle|ethereumjs|near-(sdk|api)|starknet|cosmjs|polkadot|go-ethereum|alloy-|ethabi|brownie|vyper)'
const manifests = ['package.json', '**/package.json', 'Cargo.toml', '**/Cargo.toml', 'requirements*.txt', 'pyproject.toml', '**/pyproject.toml', 'go.mod', '**/go.mod']

const field = '%x1f'
const format = ['%x1e%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct'].join(field)
/** Programs that the repository's own attributes could name are not asked. */
const inert = ['--no-textconv', '--no-ext-diff', '--no-show-signature']

/** Reads a clone with git. @throws SP_INPUT when git is missing or refuses it */
export async function exportHistory(clone: string, about: Pick<HistoryDocument, 'name' | 'own' | 'accountCreatedAt' | 'exportedAt'>): Promise<HistoryDocument> {
  const log = await textOfAll(clone, ['log', '--all', '--use-mailmap', `--max-count=${mostCommits + 1}`, `--format=${format}`, '--name-only', '--no-renames', ...inert])
  const named = await textOfAll(clone, ['log', '--all', '--format=%H', `-G${web3Dependencies}`, ...inert, '--', ...manifests.map((one) => `:(glob)${one}`)])
  const dependent = new Set(named.split('\n'))
  const commits = log.split('\u001e').slice(1).flatMap((entry) => readEntry(entry, dependent))
  return {
    sallyport: 'repository/1',
    ...about,
    commits: commits.slice(0, mostCommits),
    cut: commits.length > mostCommits,
    addresses: await addressLines(clone),
  }
}

function readEntry(entry: string, dependent: ReadonlySet<string>): Commit[] {
  const [head = '', ...files] = entry.split('\n')
  const [hash = '', tree = '', parents = '', an = '', ae = '', at = '', cn = '', ce = '', ct = ''] = head.split('\u001f')
  if (!/^[0-9a-f]{40,64}$/.test(hash)) return []
  const person = (name: string, mail: string, seconds: string) => ({ name: name.slice(0, 200), mail: mail.slice(0, 200), at: (Number(seconds) || 0) * 1000 })
  return [
    {
      hash,
      tree,
      parents: parents === '' ? [] : parents.split(' ').slice(0, 64),
      author: person(an, ae, at),
      committer: person(cn, ce, ct),
      web3: dependent.has(hash) || files.some((file) => web3Files.test(file.replace(/^"|"$/g, ''))),
    },
  ]
}

/** Lines of the checked-in code that hold something like an IPv4 address. */
async function addressLines(clone: string): Promise<HistoryDocument['addresses']> {
  const text = await textOfAll(clone, ['grep', '--no-color', '-nIzE', '--max-count=50', '([0-9]{1,3}\\.){3}[0-9]{1,3}', 'HEAD']).catch(() => '')
  return text
    .split('\n')
    .flatMap((line) => {
      // `HEAD:file\0line\0text`, as `-z` writes it.
      const [file = '', number = '', content = ''] = line.split('\0')
      return /^\d+$/.test(number) ? [{ file: file.replace(/^HEAD:/, '').slice(0, 400), line: Number(number), text: content.slice(0, 400) }] : []
    })
    .slice(0, mostLines)
}

async function textOfAll(clone: string, args: readonly string[]): Promise<string> {
  let text = ''
  for await (const chunk of textOf(clone, args)) text += chunk
  return text
}
