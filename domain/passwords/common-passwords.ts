/**
 * Words that the long passwords people are known to choose are made of: what is left of one when its digits and signs are
 * gone. Written from what published lists of leaked passwords have in common; NIST SP 800-63B, 3.1.1.2 asks for such a list.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passw passcode passphrase mypassword yourpassword newpassword thepassword changeme changepassword
  secret topsecret mysecret login signin letmein letmeinnow letmeinplease welcome welcomehome welcomeback admin
  administrator adminadmin root superuser user username guest test tester testing testtest testpassword default temp
  temporary demo example sample qwerty qwertyuiop qwertyui qwertzuiop qwertz azerty azertyuiop asdf asdfgh asdfghjkl
  zxcvbn zxcvbnm qazwsx qazwsxedc qazwsxedcrfv qweasd qweasdzxc qwerasdfzxcv abc abcd abcdef abcdefg abcdefgh abcdefghijkl
  abcdefghijklmnopqrstuvwxyz iloveyou iloveu ilovegod ilovemyself iloveyousomuch loveyou mylove love forever sunshine
  princess prince dragon monkey football baseball basketball cricket soccer hockey superman batman spiderman pokemon
  starwars trustno trustnoone whatever computer internet google facebook samsung microsoft windows iphone android
  michael jennifer jessica jordan michelle ashley charlie thomas daniel andrew joshua matthew krishna ganesh saibaba
  india bharat mumbai delhi jaihind company office business summer winter spring autumn monday january december
  manchester manchesterunited liverpool liverpoolfc chelsea chelseafc arsenal barcelona realmadrid access master killer
  shadow hello helloworld hellohello goodmorning goodluck freedom happy happybirthday money blessed jesus jesuschrist
  god mother father family friends butterfly chocolate cookie flower purple orange yellow unknown nothing something
  mustang ferrari mercedes corvette harley netra netraerp correcthorsebatterystaple`.split(/\s+/),
);
