/** Calls inside an expression of PowerShell, VBScript, JScript, Python, Ruby, Perl or AppleScript that fetch. */
const fetchCalls =
  /\.?download(?:string|file|data)(?:async|taskasync)?\s*[(.]|\bopenread\s*\(|\b(?:invoke-webrequest|invoke-restmethod|iwr|irm|curl|wget)\b[^|;]*?(?:https?:|ftp:|\w\.\w|\$\w)|net\.webclient\b.*https?:|http\.?client\b.*(?:get|send)|winhttprequest|msxml2\.|microsoft\.xmlhttp|internetexplorer\.application|urlopen\s*\(|urlretrieve\s*\(|requests\.(?:get|post)\s*\(|net::http|uri\.open|open-uri|lwp::simple|\bget\s*\(\s*['"]+https?:|\bfetch\s*\(\s*['"]https?:|http\.get\s*\(|file_get_contents\s*\(\s*['"]https?:|urlmon|xmlhttp|start-bitstransfer\b[^|;]*(?:https?|ftp):|resolve-dnsname|stringwithcontentsofurl|datawithcontentsofurl|getresponse\s*\(|socket\.(?:create_connection|socket)/i

export const executeCalls =
  /\b(?:iex|invoke-expression)\b|\[(?:system\.)?(?:management\.automation\.)?scriptblock\]::create|invoke-command\b.*scriptblock|assembly\]?::load\s*\(|\b(?:exec|eval|execute|executeglobal|execfile|system|popen|shellexecute|wscript\.shell|os\.system|subprocess\.\w+|__import__|runscript|run script|createobject|new function|function\s*\()\b\s*[("' ]|\|\s*(?:iex|sh|bash|zsh)\b|child_process/i

export function fetches(text: string): boolean {
  return fetchCalls.test(text)
}

/** Addresses in a text, also those written without a scheme after a fetching word. */
export function addressesIn(text: string): string[] {
  const found = [...text.matchAll(/\b(?:https?|ftp|hxxps?|webdav|smb):\/{1,2}[^\s'"`<>|;)]+/gi)].map(
    (match) => match[0],
  )
  for (const match of text.matchAll(
    /\b(?:iwr|irm|curl(?:\.exe)?|wget|invoke-webrequest|invoke-restmethod|mshta(?:\.exe)?)\s+(?:-[\w]+\s+)*['"]?((?:[\w-]+\.)+[a-z]{2,}(?:[/:][^\s'"`<>|;)]*)?|\d{1,3}(?:\.\d{1,3}){3}(?:[/:][^\s'"`<>|;)]*)?)/gi,
  )) {
    const address = match[1] as string
    if (!/^[\w-]+\.(?:ps1|sh|exe|txt|json|html?|js|py|zip|gz|md|msi|dll|hta)$/i.test(address)) found.push(address)
  }
  // UNC paths with a port or a DavWWWRoot share are fetched over the web.
  for (const match of text.matchAll(/\\\\[\w.-]+(?:@(?:ssl|\d+))+\\[^\s'"]+/gi)) found.push(match[0])
  return [...new Set(found)]
}

/** Numbers for a host, plain http or ftp: no vendor hands out programs like that. */
export function isBareSource(url: string): boolean {
  if (/^(?:ftp|hxxp):|^http:(?!\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)\b)/i.test(url))
    return true
  const host = /^(?:\w+:\/{1,2})?([^/:?#]+)/.exec(url)?.[1] ?? ''
  if (/^(?:127\.|0\.0\.0\.0$)/.test(host)) return false
  return (
    /^(?:\d{1,3}|0x[0-9a-f]+)(?:\.(?:\d{1,3}|0x[0-9a-f]+)){3}$/i.test(host) ||
    /^(?:\d{8,10}|0x[0-9a-f]{8})$/i.test(host)
  )
}

export function isLocalAddress(url: string): boolean {
  return /^(?:\w+:\/{1,2})?(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(url)
}
