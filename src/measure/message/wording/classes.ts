import { stem } from './tokens.ts'

/**
 * Words by what they stand for, in the languages our readers get messages in: a lure in new words keeps its deed, and the
 * deed shows as classes beside each other (get + program, paste + terminal, pay + multiple).
 */
const members: Readonly<Record<string, string>> = {
  get: 'install download get grab fetch load add updat upgrad run open start launch execut activat enabl set register unpack extract unzip unrar sideload reinstall double-click click press tap accept allow approv grant instal installier baix descarg telecharg lad herunter installez установ скача запуст 下载 安装 설치',
  program:
    'app application client tool sdk plugin plug-in extension add-on addon driver codec reader viewer recorder agent installer launcher helper updater patch updat version program software package build desktop edition apk exe dmg pkg msi vsix script file bridge module component kit studio engine firmware app’s anwendung programm logiciel aplicativo плагин клиент 客户端 업데이트',
  terminal:
    'terminal powershell cmd command console prompt shell spotlight run paste past insert copy cop ctrl win enter return line string one-liner invit commandes terminal’s вставь команд 粘贴',
  device: 'laptop computer mac windows pc macbook machine desktop device phone tablet browser chrome workstation rechner ordinateur ноутбук 电脑',
  code: 'repo repositor clone npm yarn pnpm npx github gitlab bitbucket project codebase frontend backend docker vm virtual code codespac vscode workspac trust branch mvp prototyp demo test task assessment assignment exercis challeng server локально 运行 тестов',
  secret: 'password passphras code otp 2fa mfa authenticator phras seed word recover private key credential login cookie session token api sms verif пароль код 密码 passwort',
  identity: 'passport selfi id licenc license ssn face identit kyc document bank card ausweis pasaport паспорт 护照',
  account: 'account linkedin upwork fiverr toptal profil freelancer payoneer rent borrow lend sell buy aged konto аккаунт',
  wallet: 'wallet metamask phantom ledger sign mint connect permit multisig safe deployer signer swap claim airdrop nft кошел 钱包',
  money: 'deposit transfer send fee refund usdt usdc eth btc sol pay payment escrow fund invest top-up gift kaution депозит 转账',
  salary: 'salar compensation comp package pay base income wage earn gehalt salair salario зарплат 薪资 연봉 offer',
  multiple: 'double tripl twice 2x 3x 4x two three times multipl doubl дво втро doppel dopp ~times 两倍 三倍 2배',
  chat: 'telegram tg whatsapp wa signal session wechat viber discord skype ~handle ~chat handl телеграм 微信 텔레그램',
  meeting: 'zoom teams team meet webex call room meeting conference video interview join rejoin hop besprech visio visioconferenc reunion встреч созвон 会议 회의 raum salle raumes',
  trouble: 'hear sound audio mic microphon camera webcam mute voic silent dead blocked block froze frozen error issue ton son звук 声音 소리',
  press: 'today tonight now minut hour urgent hurr deadline wait asap quick immediat expir clos heute aujourd срочно сегодня 今天 马上',
  hush: 'confidential secret private tell nobod anyon between discret quiet loop inform colleagu не 保密',
  control: 'control remote anydesk teamviewer rustdesk quick assist accessib share screen engineer steer',
  guard: 'antivirus defender firewall gatekeeper smartscreen warning unidentified unknown publisher anyway trust false positiv security crowdstrike vpn exclud ignore disable turn',
  archive: 'zip rar 7z archiv unpack unrar extract unzip locked encrypted container protected',
  deal: 'fund vc partner investor venture capital lp committee angel raise round otc liquidit listing allocation term sheet',
  job: 'hire hiring recruiter recruit role position job candidat hr cto application career talent vacanc stelle poste vaga 招聘 채용',
  own: 'your whichever prefer either any phone office website switchboard browser nothing optional',
}

const byWord: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>()
  for (const [name, words] of Object.entries(members))
    for (const word of new Set(words.split(' ').map(stem))) found.set(word, [...(found.get(word) ?? []), name])
  return found
})()

/** Han and Hangul are written without spaces: there the word is looked for inside. */
const inside = [...byWord].filter(([word]) => /[\u3040-\u9fff\uac00-\ud7af]/.test(word))

/** Classes of one token; none for most words. */
export function classesOf(token: string): readonly string[] {
  const known = byWord.get(token)
  if (known !== undefined) return known
  if (!/[\u3040-\u9fff\uac00-\ud7af]/.test(token)) return none
  return inside.filter(([word]) => token.includes(word)).flatMap(([, names]) => names)
}

const none: readonly string[] = []
