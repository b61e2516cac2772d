/** While it is on, everything that was received or names a person is barred: for a screenshot that may be shared. */
export function isVeiled(): boolean {
  return document.documentElement.dataset['veil'] === 'on'
}

/** Lasts until it is taken off or the page is loaded anew: nobody works behind a veil without knowing. */
export function veil(on: boolean): void {
  if (on) document.documentElement.dataset['veil'] = 'on'
  else delete document.documentElement.dataset['veil']
}
