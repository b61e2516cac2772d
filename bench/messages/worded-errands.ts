import type { Template } from './template.ts'

/**
 * The same deeds and the same honest errands told in many words: terse, chatty, misspelt. Written by a second author before
 * he measured, then used for development; so they too say nothing about unseen messages. Senders and hosts are invented;
 * unknown hosts stand under `.example`.
 */
export const wordedErrands: readonly Template[] = [
  {
    family: 'words-b001',
    form: 'txt',
    text: `Hi Tessa, I'm an in-house recruiter at Fernhill Bank. We have a Staff Engineer opening in Zurich, range CHF 190-220k plus bonus. If you're curious I can send the description, or call you whenever suits. No hurry at all.`,
  },
  {
    family: 'words-b003',
    form: 'txt',
    text: `Hello Ada, thanks for applying to Ternary. Your HackerRank test is ready: https://www.hackerrank.com/test/abc123. You have 7 days, 90 minutes once started. No need to install anything.`,
  },
  {
    family: 'words-b005',
    form: 'txt',
    text: `Thanks for the intro! Marco, happy to chat next week; here's my calendar https://calendly.com/lucy-birchwood/30min or send me a link of yours, any tool works.`,
  },
  {
    family: 'words-b007',
    form: 'txt',
    text: `Can't hear you, could you check your mic settings? I think you're muted. We can switch to phone if that's easier.`,
  },
  {
    family: 'words-b009',
    form: 'txt',
    text: `IT: please update Zoom to 6.2 by Friday. Use Self Service or https://zoom.us/download. Versions below 6.0 will be blocked.`,
  },
  {
    family: 'words-b013',
    form: 'txt',
    text: `Security awareness: Attackers offer three times your salary, move you to Telegram, then say your microphone isn't working and tell you to install a Zoom SDK or paste a command in Terminal. If you see this, don't click; forward to phish@corp.example.`,
  },
  {
    family: 'words-b015',
    form: 'txt',
    text: `Reminder: nobody at the company will ever ask for your seed phrase, password or authenticator code. Report such messages to security.`,
  },
  {
    family: 'words-b017',
    form: 'txt',
    text: `Hi all, town hall Thursday. Teams link in the calendar invite. Recording available afterwards.`,
  },
  {
    family: 'words-b019',
    form: 'txt',
    text: `Our BigBlueButton link for the seminar: https://bbb.inst-math.example/b/ann-xyz-123`,
  },
  {
    family: 'words-b021',
    form: 'txt',
    text: `Hi Ola, journalist at the Coastal Herald here. I'm writing about exchange security practices. Could I send three questions by email? Happy to talk by phone via your press office.`,
  },
  { family: 'words-b023', form: 'txt', text: `fyi the claim page shared in discord is a drainer, blocklisted it` },
  { family: 'words-b025', form: 'txt', text: `Your one-time code is 402118. Don't share it with anyone.` },
  {
    family: 'words-b027',
    form: 'txt',
    text: `Figma file is here https://www.figma.com/file/abc/Checkout?node-id=1 comments welcome by Wed`,
  },
  {
    family: 'words-b029',
    form: 'txt',
    text: `hey, urgent: prod deploy is stuck, everyone is in the incident call https://meet.google.com/abc-defg-hij where are you`,
  },
  {
    family: 'words-b031',
    form: 'txt',
    text: `Offer call went well! Base is 210k, equity 0.2 %, start in January. I'll send the paperwork via DocuSign tomorrow.`,
  },
  {
    family: 'words-b033',
    form: 'txt',
    text: `Take-home: please build a small rate limiter in a language of your choice. Submit a zip or repo link within a week. We pay 300 EUR for your time.`,
  },
  {
    family: 'words-b035',
    form: 'txt',
    text: `Interview confirmed Tuesday 14:00 CET with Dana and Piet. CoderPad: https://app.coderpad.io/ABC123, video on Google Meet https://meet.google.com/xyz-abcd-efg`,
  },
  {
    family: 'words-b037',
    form: 'txt',
    text: `We're an OTC desk in Singapore and are looking for exchange partners. If there's interest, my email is below and our licence number is on the MAS register. Kind regards, Wei`,
  },
  {
    family: 'words-b039',
    form: 'txt',
    text: `Investor update Q3: ARR +12 %, burn down. Deck: https://docsend.com/view/abcd1234`,
  },
  { family: 'words-b041', form: 'txt', text: `Long time no see! I'm in Berlin next week, coffee?` },
  { family: 'words-b043', form: 'txt', text: `add me on telegram, wifi here is bad, same number` },
  { family: 'words-b045', form: 'txt', text: `My old phone died, this is my new number. Mum` },
  {
    family: 'words-b047',
    form: 'txt',
    text: `npm: @corp/ui 4.2.0 was published by ci-bot. If this wasn't you visit https://www.npmjs.com/settings`,
  },
  {
    family: 'words-b049',
    form: 'txt',
    text: `Dependabot: Bump axios from 1.7.1 to 1.7.4. See https://github.com/corp/api/pull/12`,
  },
  {
    family: 'words-b052',
    form: 'txt',
    text: `Hi candidate, our team uses AnyDesk? No: we never ask to install remote software. Beware of fake recruiters using our name.`,
  },
  {
    family: 'words-b054',
    form: 'txt',
    text: `New laptop arrives Monday. Follow the getting started card; Okta will send you an activation mail from okta.com.`,
  },
  {
    family: 'words-b056',
    form: 'txt',
    text: `can you review the wallet-connect PR? the "connect your wallet" modal flickers on safari`,
  },
  {
    family: 'words-b058',
    form: 'txt',
    text: `Compliance: KYC review for customer 8831 due. Passport copy expired, request new one through the case tool.`,
  },
  { family: 'words-b060', form: 'txt', text: `Coinbase: You sent 0.5 ETH. View in app.` },
  {
    family: 'words-b062',
    form: 'txt',
    text: `Your ticket for NodeConf is attached. Doors 9:00. Livestream https://www.youtube.com/watch?v=abc`,
  },
  {
    family: 'words-b064',
    form: 'txt',
    text: `Newsletter #88: The state of DeFi, hiring is back (senior roles up to $400k), audio deepfakes on the rise, and how to secure your Telegram. Read more: https://weekly.blockletter.example/88 Unsubscribe`,
  },
  {
    family: 'words-b066',
    form: 'txt',
    text: `Hi, as requested my portfolio: https://lenapixel.example and the demo: https://demo.lenapixel.example`,
  },
  {
    family: 'words-b068',
    form: 'txt',
    text: `Sorry, our policy doesn't allow Zoom; could we use Teams? I'll send you an invite from my calendar.`,
  },
  {
    family: 'words-b070',
    form: 'txt',
    text: `Reschedule? Kid is ill, could we move our call to tomorrow same time? Sorry!`,
  },
  {
    family: 'words-b072',
    form: 'txt',
    text: `Please sign: NDA for project Heron https://www.docusign.net/Signing/abc`,
  },
  { family: 'words-b074', form: 'txt', text: `I doubled your time estimate, ok?` },
  {
    family: 'words-b076',
    form: 'txt',
    text: `Salary benchmarking: our engineers earn 1.1x market median. HR will present Thursday.`,
  },
  {
    family: 'words-b078',
    form: 'txt',
    text: `If you get the camera permission error in Chrome: settings > privacy > camera > allow, restart the browser. No downloads needed.`,
  },
  {
    family: 'words-b084',
    form: 'txt',
    text: `Your Teams meeting recording is ready to view: https://corp.sharepoint.com/:v:/s/recordings/abc`,
  },
  { family: 'words-b086', form: 'txt', text: `slides: https://speakerdeck.example/ann/queues` },
  {
    family: 'words-b088',
    form: 'txt',
    text: `Background check by Checkr: https://candidate.checkr.com/abc - asks for SSN, that's normal for US hires. Call me with questions, number on our website.`,
  },
  {
    family: 'words-b091',
    form: 'txt',
    text: `We interview with camera on, no special software; pick a slot: https://cal.com/novadigit/engineering-interview`,
  },
  {
    family: 'words-b093',
    form: 'txt',
    text: `Book me here https://savvycal.com/priya/chat or https://tidycal.com/priya`,
  },
  {
    family: 'words-b095',
    form: 'txt',
    text: `our video server moved: https://talk.greenforge.example/call/x82k (Nextcloud Talk)`,
  },
  {
    family: 'words-b098',
    form: 'txt',
    text: `The reporter sent his questions through comms, doc in our Drive: https://drive.google.com/drive/folders/abc`,
  },
  { family: 'words-b100', form: 'txt', text: `please grant me access to the staging project, ticket OPS-991` },
  {
    family: 'words-b102',
    form: 'txt',
    text: `Antivirus flagged electron build as false positive, IT has whitelisted the hash. nothing to do for you.`,
  },
  { family: 'words-b104', form: 'txt', text: `Payslip October attached. Password is your personnel number.` },
  {
    family: 'words-b106',
    form: 'txt',
    text: `Bug bounty: We received your report H1-22. Thank you, triage takes 3 days. https://hackerone.com/reports/22`,
  },
  {
    family: 'words-b108',
    form: 'txt',
    text: `Grant approved! Ethereum Foundation ESP will contact you by mail from ethereum.org regarding KYC and payment.`,
  },
  { family: 'words-b110', form: 'txt', text: `Market making: RFP attached, three vendors, proposals until the 20th.` },
  { family: 'words-b112', form: 'txt', text: `Nina: no sound from you\nRaj: one sec, headset\nNina: better :)` },
  {
    family: 'words-b116',
    form: 'txt',
    text: `[LinkedIn] Recruiter: our client, a Swiss private bank, seeks a Head of Security. Confidential search, package CHF 300k. May I call you this week? My number +41 44 555 01 01`,
  },
  { family: 'words-b118', form: 'txt', text: `X DM: loved your thread on TLS. do you do consulting? my DM is open` },
  {
    family: 'words-b120',
    form: 'txt',
    text: `Discord: could someone test the new build? it's on our releases page https://github.com/godotengine/godot/releases`,
  },
  { family: 'words-b122', form: 'txt', text: `TestFlight: Join beta https://testflight.apple.com/join/abc` },
  { family: 'words-b124', form: 'txt', text: `Freelancer wanted: translator DE-KO, 0.12 €/word` },
  {
    family: 'words-b126',
    form: 'txt',
    text: `The notary needs a copy of your passport; upload with the client portal of the firm https://portal.notariat-weiss.example`,
  },
  {
    family: 'words-b128',
    form: 'txt',
    text: `Certificate for vpn.corp.example expires in 14 days. Ticket created, no user action required.`,
  },
  {
    family: 'words-b144',
    form: 'txt',
    text: `Please transfer the deposit of 1,200 for the flat to the account in the contract.`,
  },
  {
    family: 'words-b147',
    form: 'txt',
    text: `VPN client upgrade: install GlobalProtect 6.3 from Software Center before Monday. IT will not send links.`,
  },
  {
    family: 'words-b149',
    form: 'txt',
    text: `Your code looks awesome! Would you consider a contract for our open source project? Budget 8k, scope in this issue: https://github.com/opencollective/opencollective/issues/1`,
  },
  { family: 'words-c03', form: 'txt', text: `We can hear you but video is frozen, want to turn the camera off?` },
  {
    family: 'words-c05',
    form: 'txt',
    text: `Team: Homebrew on the CI macs is old. Please run brew update && brew upgrade on your laptop before Friday.`,
  },
  {
    family: 'words-c07',
    form: 'txt',
    text: `Hey, our fund is hosting a dinner in Zug on the 4th. RSVP https://partiful.com/e/abc`,
  },
  {
    family: 'words-c10',
    form: 'txt',
    text: `Our podcast episode with you is live! https://podcasts.apple.com/us/podcast/id123`,
  },
  {
    family: 'words-c12',
    form: 'txt',
    text: `IT: MFA reset done. Open okta.corp.example and enroll your phone. We never ask for codes.`,
  },
  {
    family: 'words-c15',
    form: 'txt',
    text: `Please send 2 USDC on Sepolia to the faucet contract so that the e2e test passes, address in the wiki`,
  },
]
