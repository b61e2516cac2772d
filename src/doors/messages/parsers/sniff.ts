/** What the first bytes say a file is; '' when they say nothing. Names and declared types are not trusted. */
export function sniff(bytes: Uint8Array): string {
  const hex = (count: number): string => Buffer.from(bytes.subarray(0, count)).toString('hex')
  const four = hex(4)
  if (four === 'd0cf11e0') return 'ole'
  if (four === '504b0304' || four === '504b0506') return 'zip'
  if (four === '89504e47') return 'png'
  if (four.startsWith('ffd8ff')) return 'jpeg'
  if (four === '25504446') return 'pdf'
  if (four.startsWith('4d5a')) return 'pe'
  if (four === '7f454c46') return 'elf'
  if (/^(?:cffaedfe|cefaedfe|cafebabe|feedfac[ef])$/.test(four)) return 'mach-o'
  if (four === '52617221') return 'rar'
  if (four === '377abcaf') return '7z'
  if (four.startsWith('1f8b')) return 'gzip'
  if (four === '78617221') return 'pkg'
  if (four === '4c000000') return 'lnk'
  if (four === '46617364' || four === '4a735552') return 'scpt'
  if (four === '49545346') return 'chm'
  if (four === 'e4525c7b') return 'one'
  if (Buffer.from(bytes.subarray(0x8001, 0x8006)).toString('latin1') === 'CD001') return 'iso'
  if (
    bytes.length > 512 &&
    Buffer.from(bytes.subarray(bytes.length - 512, bytes.length - 508)).toString('latin1') === 'koly'
  )
    return 'dmg'
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  if (/^\s*(?:<!doctype html|<html|<head|<body|<script)/i.test(head)) return 'html'
  if (/<svg[\s>]/i.test(head)) return 'svg'
  if (/^#!/.test(head)) return 'script'
  if (/^\s*\{\\rtf/.test(head)) return 'rtf'
  return ''
}
