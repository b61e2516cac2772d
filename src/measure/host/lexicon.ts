/**
 * Words that lure hosts are built from, by what they promise. A class, not a word, is what the model learns from:
 * the product named in a lure changes within a quarter, the way its host is put together does not.
 *
 * Words are public product names, and common words of meeting, file-sharing, hiring and investing; none is taken from
 * a blocked host.
 */
export const wordClasses = {
  /** Meeting and chat products. */
  meetbrand:
    'zoom zm zooom teams msteams gmeet googlemeet webex skype gotomeeting jitsi whereby bluejeans huddle slack discord telegram whatsapp signal lark feishu',
  /** Vendors of accounts and documents. */
  bigbrand:
    'google goog gogle googl gdrive gdoc gdocs gsheet gmail microsoft msft ms office onedrive outlook sharepoint azure windows apple icloud itunes amazon aws amzn docsend dropbox jumpshare wetransfer box notion calendly linkedin github gitlab npm vercel adobe docusign facebook meta nvidia openai chatgpt cloudflare naver kakao baidu wechat starbucks youtube brevo sendgrid',
  /** Exchanges, wallets and protocols. */
  coinbrand:
    'coinbase binance kraken gemini bitfinex bitstamp bitget bitmart bybit okx kucoin huobi upbit bithumb robinhood metamask ledger trezor phantom trustwallet uniswap pancakeswap opensea chainlink solana ethereum bitcoin avalabs consensys fireblocks anchorage circle tether polygon avalanche aave etherscan dydx republic',
  /** Funds and banks a founder wants to hear from. */
  fundbrand:
    'twosigma a16z andreessen sequoia paradigm pantera polychain multicoin dragonfly galaxy hashkey fenbushi animoca delphi jump wintermute binancelabs spartan hashed dunamu softbank smbc mufg mizuho nomura daiwa blackrock fidelity jpmorgan goldman bankofamerica citi barclays hsbc maelstrom framework lemniscap dekrypt coinfund electric variant placeholder blockchaincapital playground',
  meet: 'meet meets meeting meetings meetup conference conf call calls calling video videos vid webinar room rooms live join session sessions talk talks audio cam camera webcam mic voice huddles collab connect invite invites interview chat seminar broadcast stream podcast videocall conferencing',
  net: 'web www us usa uk eu online internet net http https cdn api app apps host hosting server servers srv dns node edge',
  fix: 'support suport help helpdesk desk fix fixer update updates upgrade driver drivers sdk client auto automatic system security secure secured safe protect protection protected verify verification check checker login signin auth access account service services patch install installer download release updater restore center centre assist repair config tool tools pool zone hub instant urgent real',
  doc: 'doc docs document documents file files share shared sharing send upload uploads uploader drop view viewer viewed pdf deck report sheet sheets cloud data storage drive note page sign signed template word transfer folder private internal confidential stage',
  money:
    'vc venture ventures capital cap fund funds funding invest investment investments investor finance financial partners partner labs lab group holdings equity crypto coin coins web3 defi chain token tokens block blockchain nft wallet swap dao digital asset assets bank pay payment trade trading exchange market markets journal insider signal',
  hire: 'hire hires hiring talent talents career careers recruit recruiter recruiting recruitment interview interviews assess assessment assessor skill skills job jobs onboard onboarding candidate apply applying evaluation eval evaluate screen screening question quiz exam test tests work workforce role staff hr employ employee employer willo',
  talk: 'biz business bizz office regular general group team internal private public quick face virtual remote global official enterprise corp company new',
} as const

export type WordClass = keyof typeof wordClasses

/** word → classes; a word may promise several things. */
export const classesOf: ReadonlyMap<string, readonly WordClass[]> = (() => {
  const map = new Map<string, WordClass[]>()
  for (const [name, words] of Object.entries(wordClasses)) {
    for (const word of words.split(' ')) map.set(word, [...(map.get(word) ?? []), name as WordClass])
  }
  return map
})()

/** Product names that a host may carry without belonging to the product, with at least four letters. */
export const brandWords: ReadonlySet<string> = new Set(
  (['meetbrand', 'bigbrand', 'coinbrand', 'fundbrand'] as const).flatMap((name) => wordClasses[name].split(' ')),
)
