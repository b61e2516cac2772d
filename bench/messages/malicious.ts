import type { Template } from './template.ts'

/**
 * Lure dialogues on four platforms, mails and invitations, written after published case narratives (SEAL advisories on
 * fake meetings and ELUSIVE COMET; Huntress and Kaspersky on BlueNoroff; GitLab, Microsoft, Unit 42 on fake interviews).
 * Names, companies and hosts are invented; hosts end in names nobody can register or are built by the slots.
 */
export const malicious: readonly Template[] = [
  {
    family: 'zoom-old-contact',
    form: 'txt',
    text: `Platform: Telegram\n{first}: hey {you}, long time no talk! how have you been\n{you}: good! you?\n{first}: all good. We are putting together a round with {fund} and your name came up, would love to catch up\n{first}: here is my calendly https://calendly.com/{slug}/30min\n{you}: booked\n{first}: {fakezoom}\n{first}: we are all in the call, where are you\n{you}: i hear nothing\n{first}: yes many have this. we can't hear you either. zoom needs an audio update, there is a fix on the page, run it and rejoin`,
  },
  {
    family: 'zoom-investor',
    form: 'txt',
    text: `Telegram DM\nHi {you}, {first} from {fund} here. We are looking at {project} for our new fund and want to discuss an investment. Are you free for a Zoom call tomorrow?\nSure, I can send a Google Meet.\nOur LPs are on compliance, they can't use google meet. Please use our Zoom business room: {fakezoom}`,
  },
  {
    family: 'teams-partner',
    form: 'txt',
    text: `Platform: LinkedIn\n{first} {last}, Partner at {fund}\nHi {you}, thanks for connecting. Your work on {project} is impressive. We invest in infrastructure and would like to set up an introductory call on Microsoft Teams with two partners.\nJoin the Teams meeting: {faketeams}`,
  },
  {
    family: 'meet-fake',
    form: 'txt',
    text: `WhatsApp\n[12/03/26, 14:02:11] {first}: Hello {you}, this is {first} from {fund}. Following our chat, here is the Google Meet for today's call: {fakemeet}\n[12/03/26, 14:31:40] {first}: Everyone is here, please join quickly\n[12/03/26, 14:36:02] {first}: your mic is not working, update the meet audio extension that the page shows`,
  },
  {
    family: 'mail-zoom',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Call with {fund}',
    text: `Dear {you},\n\nThank you for your time last week. My partners would like to meet you. I have scheduled a Zoom meeting for Thursday 15:00 UTC.\n\nJoin Zoom Meeting\n{fakezoom}\n\nMeeting ID: 885 1234 9876\nPasscode: 4471\n\nBest regards,\n{first} {last}\n{fund}`,
  },
  {
    family: 'mail-html-button',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Invitation: Intro {fund} x {project}',
    html: `<p>Hi {you},</p><p>{first} is inviting you to a scheduled Microsoft Teams meeting.</p><p><a href="{neutralmeet}">Join Microsoft Teams Meeting</a></p><p>See you there</p>`,
  },
  {
    family: 'mail-text-href',
    form: 'eml',
    from: '{first} <{firstl}@gmail.com>',
    subject: 'Re: partnership',
    html: `<p>Hello {you}, as agreed here is the link for our call:</p><p><a href="{fakezoom}">https://us05web.zoom.us/j/88512349876</a></p>`,
  },
  {
    family: 'ics-fake',
    form: 'ics',
    subject: 'Zoom: {fund} intro',
    location: '{fakezoom}',
    text: `{fund} is inviting you to a scheduled Zoom meeting.\\nJoin Zoom Meeting: {fakezoom}`,
  },
  {
    family: 'ics-teams',
    form: 'ics',
    subject: 'Teams call {project}',
    location: 'Microsoft Teams Meeting',
    text: `Join on your computer: {faketeams}\\nMeeting ID: 245 991 223`,
  },
  {
    family: 'pay-telegram',
    form: 'txt',
    text: `LinkedIn message\nHi {you}! I'm a recruiter for a stealth DeFi project. We saw your GitHub and want to hire you as lead engineer. We pay 2-3x your current salary, fully remote. Can you message our CTO on Telegram @{handle}?`,
  },
  {
    family: 'pay-repo',
    form: 'txt',
    text: `Platform: LinkedIn\n{first}: Hello, I came across your profile. Our web3 game startup is looking for a senior full-stack developer. The budget is double what you earn now.\n{you}: tell me more\n{first}: First a small test. Please clone https://github.com/{slug}/casino-mvp, run npm install and npm start, fix the login bug and tell me how long it takes. We need it before the call today.`,
  },
  {
    family: 'repo-hop',
    form: 'txt',
    text: `Hi {you}, we are hiring blockchain developers ($120k-$180k). Let's continue on Telegram: https://t.me/{handle}\nOur technical assessment: review the project on https://bitbucket.org/{slug}/poker-platform and run it locally, then share your thoughts. Please do it within 2 hours.`,
  },
  {
    family: 'camera-assessment',
    form: 'eml',
    from: 'Talent Team <hr@{funddomain}>',
    subject: 'Your interview with {exchange}',
    text: `Dear {you},\n\nYou have been selected for the position of Business Development Manager at {exchange}. Please complete the online video assessment within 24 hours:\n\n{fakehire}\n\nIf your camera is blocked, update the camera driver as shown on the page by pasting the command in your terminal.`,
  },
  {
    family: 'clickfix-win',
    form: 'txt',
    text: `Complete these steps to verify you are human:\n1. Press Windows key + R\n2. Press Ctrl + V\n3. Press Enter\n\n{winpaste}`,
  },
  {
    family: 'clickfix-mac',
    form: 'txt',
    text: `{first}: your sound is not working because the Zoom SDK is outdated\n{first}: open Terminal and paste this\n{macpaste}`,
  },
  {
    family: 'sdk-script',
    form: 'txt',
    text: `Telegram\n{first}: hm we see you but can't hear you\n{you}: same here, no sound\n{first}: my IT says the zoom client on mac needs the latest audio sdk. download and run the script from {fixlink} and reconnect pls, partners are waiting`,
  },
  {
    family: 'sdk-file',
    form: 'txt',
    text: `Discord DM from {handle}\nyo the investors are all in the room, your audio is broken again. I'll send you the patch zip here, just double click the installer and allow it if mac complains (right click, open anyway). hurry up they have to leave in 10 min`,
  },
  {
    family: 'refuse-link',
    form: 'txt',
    text: `{first} ({fund}): Our corporate firewall doesn't allow external Google Meet links.\n{you}: ok my zoom then?\n{first}: Sorry, our policy only permits our own meeting platform. Please join our room {neutralmeet} it works in the browser.`,
  },
  {
    family: 'podcast',
    form: 'txt',
    text: `X DM\nHi {you}! I host a crypto podcast and would love to feature you as a guest on our next episode. We record here: {neutralmeet}\nDuring the recording please accept the remote control request so that our producer can set up your audio.`,
  },
  {
    family: 'journalist',
    form: 'eml',
    from: '{first} {last} <{firstl}.press@gmail.com>',
    subject: 'Interview request',
    text: `Hi {you},\n\nI am a journalist writing an article on {project}. Could we do a short interview over Zoom? Book here https://calendly.com/{slug} and then join {fakezoom}. You need to share your full screen for the demo part.\n\n{first}`,
  },
  {
    family: 'wallet-dapp',
    form: 'txt',
    text: `Hi, I'm hiring a Solidity engineer for our DEX. For the technical test connect your MetaMask wallet to {neutral} and make a small swap so we see you know DeFi. You need some ETH in it for gas.`,
  },
  {
    family: 'kyc-telegram',
    form: 'txt',
    text: `Hello dear, we have a remote part-time job for you. You work as our representative: we need your ID card photo and your Upwork account, you get 20% of all earnings. Contact me on WhatsApp +1 555 0100 or telegram @{handle}.`,
  },
  {
    family: 'deposit',
    form: 'txt',
    text: `Platform: WhatsApp\nWe looked at your CV and have a job offer as data annotator, pay is 3 times your present salary. To start you deposit 100 USDT as a refundable training fee. Reply on Telegram @{handle} asap`,
  },
  {
    family: 'docsend',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Term sheet draft',
    html: `<p>Hi {you},</p><p>The partners approved. Please review the term sheet on DocSend before our call:</p><p><a href="{fakedoc}">View on DocSend</a></p>`,
  },
  {
    family: 'gdrive',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Shared with you: Investment proposal',
    html: `<p>{first} {last} shared a file on Google Drive</p><p><a href="{fakedrive}">Open in Google Drive</a></p>`,
  },
  {
    family: 'archive-password',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Contract',
    text: `Hi {you}, the NDA and the contract are attached. The password for the archive is Fund2026.`,
    attachment: { name: 'NDA_contract.zip', kind: 'encrypted-zip' },
  },
  {
    family: 'double-ending',
    form: 'eml',
    from: '{first} {last} <{firstl}@{funddomain}>',
    subject: 'Job description',
    text: `Hi {you}, please see the job description attached and tell me your thoughts before the interview.`,
    attachment: { name: 'Job_Description.pdf.lnk', kind: 'lnk' },
  },
  {
    family: 'scpt',
    form: 'eml',
    from: '{first} <{firstl}@{funddomain}>',
    subject: 'Zoom audio fix',
    text: `As discussed on the call, here is the script that repairs the audio. Open it and press run.`,
    attachment: { name: 'zoom_sdk_support.applescript', kind: 'padded-script' },
  },
  {
    family: 'html-smuggling',
    form: 'eml',
    from: 'HR <jobs@{funddomain}>',
    subject: 'Offer letter',
    text: `Your offer letter is attached. Open it on your work computer.`,
    attachment: { name: 'offer.html', kind: 'smuggling' },
  },
  {
    family: 'calendly-fake',
    form: 'txt',
    text: `LinkedIn\nHi {you}, I lead deals at {fund}. Would you be open to a call about your next raise? Please book on my Calendly: {fakecalendly}`,
  },
  {
    family: 'coinbase-hiring',
    form: 'eml',
    from: 'Coinbase Careers <talent@{exchangehiring}>',
    subject: 'Coinbase: next step',
    text: `Hello {you},\n\nyour profile has been shortlisted by Coinbase. Start your skills assessment here: https://{exchangehiring}/assess/{slug}\nDo it on a desktop computer with camera access.`,
  },
  {
    family: 'vscode-task',
    form: 'txt',
    text: `{first}: we need someone for our metaverse project, budget $90/hour\n{first}: pls look at the code, repo is private so I send zip: {neutral}/demo.zip\n{first}: open in vscode and trust the folder, run the server before the interview so we can do live coding`,
  },
  {
    family: 'defanged-report',
    form: 'txt',
    text: `A guy on TG sent me this for a zoom meeting with investors: hxxps://{fakehost}[.]us/j/8871223345?pwd=x1. The call had no sound and he asked to update the client.`,
  },
  {
    family: 'ip-take-home',
    form: 'txt',
    text: `Hi, for the developer role please download the test project from http://{ip}/task.zip and run it. We move fast, send me your telegram.`,
  },
  {
    family: 'relay-urgent',
    form: 'txt',
    text: `Telegram\n{first}: meeting is starting now, the link changed because of too many participants\n{first}: {neutralmeet}\n{first}: use laptop not phone\n{first}: ceo is already in, quick`,
  },
]
