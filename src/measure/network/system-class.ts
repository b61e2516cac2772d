import type { AddressClass } from './ip-table.ts'

/**
 * Words in the name of a network operator that tell what it sells. Names, not lists, because lists of hosting systems
 * hold a thousand of 85,000; the lists count first. Order matters: "Mobile hosting" hosts.
 * Satellite operators stand with the mobile ones: both share addresses among strangers and end connections midway.
 */
const marks: readonly (readonly [AddressClass, RegExp])[] = [
  ['vpn', /\b(vpn|mullvad|nordvpn|tefincom|surfshark|packethub|astrill|privateinternet|expressvpn|windscribe)\b/i],
  ['hosting', /host(ing|s|er)?\b|\b(vps|dedicated|server(s|farm)?|cloud|data ?cent(er|re)s?|datacamp|colo(cation)?|cdn|leaseweb|ovh|hetzner|contabo|m247|choopa|vultr|linode|akamai)\b/i],
  ['mobile', /\b(mobile|wireless|cellular|gsm|lte|vodafone|t-mobile|orange|mts|megafon|vimpelcom|airtel|telenor|satellite|satcom|viasat|hughes|starlink|eutelsat|inmarsat|skylogic)\b/i],
  ['household', /\b(telecom(s|unications?)?|broadband|cable|comcast|charter|cox|verizon|fib(er|re)|dsl|internet|telefonica|telekom|isp|net(work)?s?|communications?)\b/i],
]

/** Class of an autonomous system by its operator's name; `other` when the name tells nothing. */
export function classOfName(name: string): AddressClass {
  for (const [kind, pattern] of marks) if (pattern.test(name)) return kind
  return 'other'
}
