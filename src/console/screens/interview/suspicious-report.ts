/** What callers of this kind want, in the words that the rules of the messages door know. */
export const asked: readonly { readonly id: string; readonly label: string; readonly says: string }[] = [
  { id: 'update', label: 'An update or a plug-in, so that the sound works', says: 'The caller asked me to install an update because the audio did not work.' },
  { id: 'command', label: 'A command pasted into a terminal', says: 'The caller asked me to paste a command into the terminal.' },
  { id: 'remote', label: 'Control of my screen', says: 'The caller asked for remote control of my screen.' },
  { id: 'code', label: 'Code or a repository to run', says: 'The caller asked me to clone and run a repository.' },
  { id: 'wallet', label: 'A wallet, a seed phrase or a test transfer', says: 'The caller asked for a wallet, a seed phrase or a transfer.' },
  { id: 'program', label: 'A meeting program we do not use', says: 'The caller insisted on another meeting program.' },
]

/** The report as plain text, for the messages door to read like any message. */
export function reportText(form: FormData): string {
  const field = (name: string): string => String(form.get(name) ?? '').trim()
  const wanted = new Set(form.getAll('asked').map(String))
  return [
    'Report of a suspicious call',
    field('who') === '' ? null : `Caller: ${field('who')}`,
    field('link') === '' ? null : `Meeting link: ${field('link')}`,
    ...asked.filter(({ id }) => wanted.has(id)).map(({ says }) => says),
    field('words') === '' ? null : `\n${field('words')}`,
    '',
  ]
    .filter((line) => line !== null)
    .join('\n')
}
