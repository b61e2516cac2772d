import { BlockList, isIP } from 'node:net'

/**
 * Addresses no request may go to: the machine itself, its neighbours, cloud metadata, and every range that is not the
 * public internet (IANA special-purpose registries for IPv4 and IPv6).
 */
const refused4 = (
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 ' +
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
).split(' ')
/** Azure answers for the host here, in the middle of public space. */
const azureHost = '168.63.129.16/32'

/** Of IPv6 only global unicast is fetched; inside it, what carries an IPv4 address or belongs to nobody is not. */
const public6 = '2000::/3'
const refused6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** A list of networks in CIDR form. Throws on a form it does not know. */
export function networks(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', length = ''] = range.split('/')
    const family = isIP(address)
    if (family === 0 || !/^\d{1,3}$/.test(length)) throw new RangeError(`not a network: ${range}`)
    list.addSubnet(address, Number(length), family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const refused = networks([...refused4, azureHost, ...refused6])
const global6 = networks([public6])

/**
 * Whether an address is on the public internet. An IPv6 address that wraps an IPv4 one (`::ffff:…`, NAT64, 6to4) is not:
 * nobody publishes a service under such a name, and it is a way around the list.
 *
 * @param address an IP address in text form, without brackets
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) names an interface of this machine.
  if (family === 6 && !address.includes('%')) return global6.check(address, 'ipv6') && !refused.check(address, 'ipv6')
  return false
}
