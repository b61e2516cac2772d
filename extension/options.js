const browser = globalThis.browser ?? globalThis.chrome
const field = (id) => document.getElementById(id)

const kept = await browser.storage.local.get(['server', 'token'])
field('server').value = kept.server ?? ''
field('token').value = kept.token ?? ''

field('save').addEventListener('click', async () => {
  const written = field('server').value.trim().replace(/\/+$/, '')
  const address = URL.canParse(written) ? new URL(written) : null
  if (address === null || !(address.protocol === 'https:' || address.hostname === '127.0.0.1')) {
    field('said').textContent = 'Write an address that begins with https://.'
    return
  }
  // Asked for this one address, and only when it is needed: to send with a key.
  const may = field('token').value === '' || (await browser.permissions.request({ origins: [`${address.protocol}//${address.hostname}/*`] }))
  if (!may) {
    field('said').textContent = 'Without this permission the button opens the report page instead; leave the key empty.'
    return
  }
  await browser.storage.local.set({ server: address.origin, token: field('token').value.trim() })
  field('said').textContent = 'Saved.'
})
