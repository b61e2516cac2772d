/** `system` follows the machine; the other two are the person's choice, kept in this browser. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'sallyport.theme'
const dark = globalThis.matchMedia('(prefers-color-scheme: dark)')

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, theme)
  showTheme()
}

/** Puts the theme on the root element; called before the first paint, and when the machine changes its mind. */
export function showTheme(): void {
  const theme = chosenTheme()
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
}

dark.addEventListener('change', showTheme)
