"""Phrases that tell of danger, each with its weight. Our own collection."""

from __future__ import annotations

# A wish to die: an emergency, and a few kind words with it.
OWN_LIFE = (
    "bunuh diri", "kill myself", "ingin mati", "mau mati", "mending mati", "lebih baik mati", "akhiri hidup",
    "mengakhiri hidup", "capek hidup", "want to die", "end my life", "not want to live", "tidak kuat hidup",
    "tidak mau hidup", "tidak ingin hidup", "bosan hidup", "lelah hidup", "minum racun", "minum baygon", "potong nadi",
    "sayat nadi", "iris nadi", "sayat tangan", "loncat dari jembatan", "lompat dari jembatan", "loncat dari gedung",
    "lompat dari gedung", "cut my wrist", "cut my wrists", "want to hurt myself", "going to hurt myself",
    "hurting myself", "too many pills", "took pills",
    "hang myself", "gantung diri", "bundir", "mau bundir",
)  # fmt: skip
SELF_HARM = (*OWN_LIFE, "suicide")

_KIN = "mom mum mother dad father sister brother wife husband son daughter child kid kids baby friend".split()
_THEIR = ("his", "her", "their")
_CHILDREN = "kid kids child children son sons daughter daughters baby".split()
# What is done to somebody. Told without a time it may be over, so it is asked about.
_ATTACKED = "dibegal dirampok dihajar ditonjok dianiaya".split()

_HERE = ("kesini", "ke sini")

_FIRE = (
    *(f"{fire} {grows}" for fire in ("api", "apinya")
      for grows in ("gede", "besar", "sudah gede", "sudah besar", "makin gede", "makin besar", "membesar", "merembet",
                    "merambat", "menjalar", "menyala nyala", "berkobar", "nyamber", "menyambar")),
    "rumah * kobong", "rumah * tabaka", "fire in the", "fire on the", "fire fire",
)  # fmt: skip
_CRUSHED = (
    *(f"{hit} {what}" for hit in ("kereta nabrak", "kereta menabrak", "kereta api nabrak", "kereta api menabrak")
      for what in ("mobil", "motor", "angkot", "truk", "bus", "bis", "orang")),
    "ketabrak kereta", "tertabrak kereta", "ditabrak kereta", "train hit", "hit by a train", "di kolong truk",
    "di kolong mobil", "di kolong bus", "under the truck", "under the bus",
    *(f"{who} {hit}" for who in ("orang", "anak", "bapak", "ibu", "warga", "pengendara")
      for hit in ("ketiban pohon", "tertimpa pohon", "ketimpa pohon", "tertimpa reruntuhan")),
)  # fmt: skip
# Told also by those who only fear it, and want the tree cut.
_FALLS = (
    *(f"{falls} {what}" for falls in ("nimpa", "menimpa") for what in ("rumah", "mobil", "motor", "orang")),
    "ketiban pohon", "tertimpa pohon", "ketimpa pohon", "tertimpa reruntuhan",
)  # fmt: skip
_CUT_DOWN = ("saling bacok", "bacok bacokan", "saling tusuk", "tembak tembakan", "saling tembak", "bacok orang")
_INSIDE = (
    *(f"{who} {still} {where}" for who in ("maling", "malingnya", "malinge", "rampok", "rampoknya", "pencurinya")
      for still in ("masih", "lagi", "isih")
      for where in ("di dalam", "di dalem", "di kamar", "di plafon", "di atap", "ning njero", "nang njero")),
)  # fmt: skip

# Danger now. A weight of 3 is enough alone, 4 however calm the rest is; 2 needs "now", "help" or "I" beside it.
DANGER = (
    ("darurat", 3), ("emergency", 3), ("sos", 3), ("tolong sekarang", 3), ("tolong cepat", 3), ("cepat tolong", 3),
    ("tolong tolong", 3), ("help me", 3), ("please hurry", 3), ("cepat datang", 2), ("cepat ke sini", 3),
    ("cepat kesini", 3), ("kirim polisi", 2), ("send police", 2), ("send the police", 2), ("send help", 3),
    ("help now", 3), ("ditodong", 3), ("todong", 3), ("bawa pisau", 3), ("bawa golok", 3), ("bawa parang", 3),
    ("bawa celurit", 3), ("bawa clurit", 3), ("bawa senjata", 3), ("bawa pistol", 3), ("bawa pedang", 3),
    ("bawa samurai", 3), ("bawa arit", 3), ("pegang pisau", 3), ("acungkan pisau", 3), ("has a gun", 3),
    ("has a knife", 3), ("with a knife", 3), ("with a gun", 3), ("mau dibunuh", 4), ("mau bunuh", 4),
    ("akan dibunuh", 4), ("akan bunuh", 4), ("ingin bunuh", 4), ("mau membunuh", 4), ("want to kill", 4),
    ("going to kill", 3), ("trying to kill", 3), ("sedang dipukul", 3),
    ("sedang dikeroyok", 3), ("lagi dikeroyok", 3), ("lagi dipukul", 3), ("being robbed", 3),
    ("being attacked", 3), ("being beaten", 3), ("dikejar orang", 3), ("saya dikejar", 3), ("dikejar begal", 3),
    ("chasing me", 3), ("following me", 2), ("saya disekap", 3), ("disandera", 3), ("diculik", 2), ("kidnapped", 2),
    ("kebakaran", 3), ("rumah terbakar", 3), ("ada api", 2), ("on fire", 3), ("house is burning", 3),
    ("terluka parah", 3), ("luka parah", 3), ("berdarah banyak", 3), ("banyak darah", 3), ("bleeding badly", 3),
    ("tidak sadar", 3), ("tidak bernapas", 3), ("not breathing", 3), ("unconscious", 3), ("kritis", 2),
    ("tidak bisa berdiri", 2), ("terjepit", 2), ("trapped", 2), ("ditusuk", 3), ("dibacok", 3), ("ditembak", 3),
    ("stabbed", 3), ("shot", 2), ("ada yang masuk rumah", 2), ("orang masuk rumah", 2), ("maling di rumah", 2),
    ("darah * banyak", 3), ("with a machete", 3), ("with an axe", 3), ("trying to get in", 3),
    ("trying to break in", 3), ("hitting me", 2), ("beating me", 2), ("nyawa * terancam", 3), ("menodong", 3),
    ("menusuk", 3), ("menembak", 3), ("pukul * sekarang", 3), ("sedang memukul", 3), ("lagi memukul", 3),
    ("hajar * sekarang", 3), ("suicide", 2), ("saya dibunuh", 3), ("saya dipukuli", 2), ("saya disiksa", 2),
    ("mau bakar", 2), ("akan bakar", 2), ("ada bom", 3), ("dikejar kejar", 2), ("breaking in", 3), ("in my house", 2),
    ("bom", 2), ("bomb", 2), ("tawuran sekarang", 3), ("amuk", 2), ("mengamuk", 2), ("ngamuk", 2), ("sembunyi", 2),
    ("hiding", 2), ("i am hiding", 3), ("saya sembunyi", 3), ("dobrak", 2), ("gedor", 2), ("orang mau masuk rumah", 2),
    ("mau masuk rumah saya", 2), ("mau masuk ke rumah saya", 2), ("maling * dalam rumah", 3),
    ("rampok * dalam rumah", 3), ("orang asing di dalam rumah", 2), ("orang asing masuk rumah", 2),
    ("orang * dalam rumah saya", 2), ("dilempari", 2), ("ikutin saya", 2), ("ngikutin saya", 2), ("mengikuti saya", 2),
    ("diikuti orang", 2), ("saya diikuti", 2), ("dibuntuti", 2), ("membuntuti saya", 2), ("menguntit saya", 2),
    ("dikurung", 2), ("saya dikunci", 2), ("dikeroyok massa", 3), ("dihakimi massa", 3), ("cekik", 3),
    ("tolong pak cepat", 3), ("tolong bu cepat", 3), ("cepat pak tolong", 3), ("orang tenggelam", 3),
    ("anak * tenggelam", 3), ("adik * tenggelam", 3), ("teman * tenggelam", 3), ("yang tenggelam", 2), ("kejang", 3),
    ("stroke tidak bisa ngomong", 3), ("stroke tidak bisa bicara", 3),
    ("sekarat", 3), ("tidak bisa napas", 3), ("tidak bangun bangun", 2), ("mau melahirkan", 2), ("mau lahiran", 2),
    ("meledak", 2), ("ada ledakan", 3), ("banjir bandang", 2), ("terseret arus", 3), ("saya terjebak di", 2),
    ("kami terjebak di", 2), ("terjebak banjir", 3), ("terjebak kebakaran", 3), ("orang tertimbun", 3),
    ("tertimbun longsor", 3), ("kesetrum", 2), ("tersengat listrik", 2), ("break into my", 3), ("breaking into", 3),
    ("intruder", 2), ("kill me", 4), ("wants to kill", 4), ("gonna kill", 4), ("going to hit me", 3),
    ("dia bunuh saya", 4),
    ("going to hurt me", 3), ("being followed", 2), ("hitting his wife", 3), ("hitting her", 3), ("beating her", 3),
    ("beating his wife", 3), ("choking me", 3), ("strangling", 3), ("there is a fire", 3), ("house fire", 3),
    ("caught fire", 2), ("fire in my", 3), ("drowning", 3), ("not waking up", 3), ("not wake up", 3), ("seizure", 2),
    ("heart attack", 3), ("he is dying", 3), ("she is dying", 3), ("i am dying", 3), ("someone is dying", 3),
    ("explosion", 2), ("hostage", 3), ("save me", 3), ("come quick", 3), ("come quickly", 3), ("locked me", 2),
    ("mau loncat", 3), ("mau lompat", 3), ("berdiri di luar pagar", 3), ("waving a gun", 3), ("foaming", 3),
    ("bone sticking out", 3), ("stopped moving", 3), ("they hold me", 3), ("drugged at the bar", 3),
    ("was drugged", 3), ("rope up", 3), ("ketuban pecah", 3), ("ketubannya * pecah", 3), ("mau brojol", 3),
    ("membacok", 3), ("bacok tetangga", 3), ("dihabisin malam ini", 3), ("dicekek", 3),
    ("ulo * mlilit", 3), ("keinjek", 3), ("silet * tangan", 3), ("nyabetin gir", 3),
    ("masuk jurang", 3), ("jangan om", 3), ("on top of me", 3), ("beating a tiny", 3),
    ("bawa linggis", 3), ("bau gas", 2), ("tidak bisa turun", 2), ("vanished from", 2), ("maksa * buka baju", 2),
    ("megang paha", 2), ("pintu dikunci", 2), ("stadion ricuh", 2), ("kedorong", 2), ("belum keluar dari kabin", 2),
    ("lawan arah ngebut", 2), ("tas * ditinggal", 2), ("bis nggoling", 2), ("terguling", 2), ("nyandak bedog", 2),
    ("nyandera anaknya", 2), ("dijebol", 2), ("dijemput orang tidak dikenal", 2), ("lepas dari tangan", 2),
    ("muntah darah", 2), ("keluar darah", 2), ("darahnya ngucur", 2), ("masih di lantai bawah", 2),
    ("malingnya masih", 2), ("mereka bilang * dihabisin", 2), ("kicking a man", 2), ("dikasih racun", 2),
    ("minumin baygon", 2), ("pistol di", 2), ("tidak respon", 3), ("tidak merespon", 3), ("not responding", 3),
    ("unresponsive", 3), ("wont wake up", 3), ("tidak napas", 3), ("tidak nyaut", 3), ("tidak menyahut", 3),
    ("serangan jantung", 3), ("mau diperkosa", 3), ("sedang diperkosa", 3), ("lagi diperkosa", 3),
    ("force himself", 3), ("kecebur * kolam", 3), ("kecemplung", 3), ("terjun dari", 3), ("jatuh ke jurang", 3),
    ("jatuh ke sumur", 3), ("jatuh ke sungai", 3), ("perahu terbalik", 3), ("perahu kebalik", 3),
    ("kapal * tenggelam", 3), ("boat is sinking", 3), ("ship is sinking", 3), ("swept out", 3),
    ("took all my pills", 3), ("minum obatnya semua", 3), ("minum semua obat", 3), ("akhiri semuanya", 3),
    ("hell jump", 3), ("shell jump", 3), ("going to jump", 3), ("says * jump", 3), ("standing on the edge", 3),
    ("orang berdiri di rel", 3), ("ketimbun", 3), ("longsor * rumah", 3), ("kena tusuk", 3), ("kena bacok", 3),
    ("kena sabet", 3), ("ketembak", 3), ("tertembak", 3), ("gunshots", 3), ("gunshot", 3), ("gunfire", 3),
    ("pushed her into", 3), ("pushed him into", 3), ("pushed into a van", 3), ("grabbed my wife", 3),
    ("grabbed my daughter", 3), ("grabbed my son", 3), ("grabbed my friend", 3), ("dibawa paksa", 3),
    ("diseret masuk", 3), ("diseret ke", 3), ("menyandera", 3), ("nyandera", 3), ("beating his little", 3),
    ("kicking down my door", 3), ("kicking my door", 3), ("apinya * besar", 3),
    ("api * nyamber", 3), ("api * menyambar", 3), ("badly burned", 3), ("burned badly", 3),
    ("fire at the", 3), ("kebakar", 3), ("kejebak di dalam rumah", 3), ("jembatan ambruk", 3), ("crane * roboh", 3),
    ("took her from", 3), ("took him from", 3), ("man took her", 3), ("man took my", 3), ("digowo wong", 3),
    ("diculik barusan", 3), ("barusan diculik", 3), ("dicekokin", 3), ("wont let me leave", 3), ("wont let us out", 3),
    ("wont let us leave", 3), ("melilit", 3), ("badly hurt", 3), ("bleeding from", 3), ("dia sudah masuk", 3),
    ("maling * njero", 3), ("orangnya * di dalem", 3), ("orangnya * di dalam", 3), ("tidak mau berhenti", 2),
    ("tidak mau nurunin", 2), ("tidak mau menurunkan", 2), ("ngebut ke arah hutan", 2), ("dikunci om", 2),
    ("ngunci saya", 2), ("mengunci saya", 2), ("disekap", 2), ("kepalanya berdarah", 2), ("suara kaca pecah", 2),
    ("kaca pecah * rumah", 2), ("membongkar teralis", 2), ("bongkar jendela", 2), ("bongkar pintu", 2),
    ("membongkar pintu", 2), ("masuk kamar adik", 2), ("masuk kamar saya", 2), ("raba raba saya", 2),
    ("terus mepet", 2), ("mepet terus", 2), ("mobil * mepet", 2), ("nyerang orang", 2), ("menyerang orang", 2),
    ("botol pecah", 2), ("diserang", 2), ("attacking", 2), ("attacked me", 2), ("ngamuk di", 2), ("dikeroyok", 2),
    ("digebukin", 2), ("gebukin", 2), ("mukulin anaknya", 2), ("mukulin istrinya", 2), ("mukulin", 2),
    ("jatuh dari lantai", 2), ("jatuh dari gedung", 2), ("tidak makan * hari", 2), ("rabies", 2), ("saya diikat", 3),
    ("ditarik ke", 2), ("orangnya hanyut", 3), ("hanyut di sungai", 2), ("hanyut di kali", 2), ("masih di air", 2),
    ("manggil manggil", 2), ("teriak minta tolong", 2), ("sopirnya belum bisa dikeluarkan", 2),
    ("belum bisa dikeluarin", 2), ("perampok masuk", 2), ("maling masuk", 2), ("dimasuki maling", 2),
    ("maling mlebet", 2), ("dilebokne maling", 2), ("banyak korban", 2), ("nangis tidak mau", 2),
    ("bawa anak kecil", 2), ("touching me", 2), ("wont stop", 2), ("locked the doors", 2), ("locked in", 2),
    ("lots of people hurt", 2), ("people upstairs", 2), ("off the road into", 2), ("into the ravine", 2),
    ("masih di luar kamar", 2), ("hanyut", 2), ("kebawa arus", 2), ("nyemplung", 2), ("walungan", 2), ("tenggelem", 2),
    ("ombak gede", 2), ("mesin mati", 2), ("bayi dibuang", 2), ("bayi ditinggal", 2), ("berdiri di rel", 2),
    ("standing on the roof", 2), ("labuh ka", 2), ("labuh ke", 2), ("gas explosion", 2), ("tabung gas meledak", 2),
    ("saya diikutin", 2), ("sy diikutin", 2), ("diikutin motor", 2), ("diikutin orang", 2), ("diikutin", 2),
    ("tergeletak", 2), ("nyemplung ke sungai", 2), ("masih ada orang di dalam", 2), ("masih ada orang di dalem", 2),
    ("berdarah berdarah", 2), ("bawa lading", 2), ("bawa kayu", 2), ("kekunci di", 2), ("anak * dibawa orang", 2),
    ("dibawa orang tidak dikenal", 2), ("surat * menyusul", 2), ("bakar ban", 2), ("lempar batu", 2),
    ("setting fires", 2), ("broken bottle", 2), ("got cut", 2), ("cant find my little", 2), ("not come back", 2),
    ("we are trapped", 2), ("kami di atap", 2), ("keluarga di atap", 2), ("tolong evakuasi", 2), ("evakuasi kami", 2),
    ("memukuli orang", 2), ("mukulin orang", 2), ("someone is inside my house", 2), ("belum ada yang menolong", 3),
    ("belum ada yang nolong", 3), ("masih tergeletak", 3), ("dipaksa begituan", 3), ("trapped upstairs", 3),
    ("someone inside my house", 3), ("lips are blue", 3), ("merintih * korban", 3), ("korban merintih", 3),
    ("darah banyak", 3), ("tidak bisa dibangunkan", 3), ("tidak bisa dibangunin", 3), ("overdosis", 3),
    ("overdose", 3), ("overdosed", 3), ("mulut berbusa", 3), ("turning blue", 3), ("not moving", 3),
    ("trapped inside", 3), ("still trapped", 3), ("wont let me out", 3), ("jangan bunuh", 3), ("molotov", 3),
    ("nyiram bensin", 3), ("siram bensin", 3), ("disiram bensin", 3), ("mau dibakar", 3), ("carok", 3), ("acarok", 3),
    ("tikam", 3), ("ditikam", 3), ("menikam", 3), ("coming back toward me", 3), ("coming toward me", 3),
    ("coming towards me", 3), ("with machetes", 3), ("with knives", 3), ("with guns", 3), ("terbawa arus", 3),
    ("kelelep", 3), ("terseret ombak", 3), ("never surfaced", 3), ("swept away", 3), ("anak * hanyut", 3),
    ("orang hanyut", 3), ("bayi * dibawa kabur", 3), ("anak * dibawa kabur", 3), ("anak * diculik", 3),
    ("son wandered off", 3), ("daughter wandered off", 3), ("is choking", 3), ("choking my", 3),
    ("they are hurting", 3), ("dibakar hidup", 3), ("kelindas", 2), ("terlindas", 2), ("tergencet", 2),
    ("tidak gerak", 2), ("tidak bergerak", 2), ("sesak napas", 2), ("merintih", 2), ("gas bocor", 2),
    ("bensin bocor", 2), ("bensin netes", 2), ("tidak bisa keluar", 2), ("terjebak di dalam", 2),
    ("kejebak di dalam", 2), ("ngunci pintu", 2), ("mengunci pintu", 2), ("tidak boleh turun", 2),
    ("tidak bolehin turun", 2), ("dikunci dari dalam", 2), ("minta ampun", 2), ("jerit jerit", 2), ("menjerit", 2),
    ("njugil", 2), ("congkel jendela", 2), ("congkel pintu", 2), ("mencongkel jendela", 2), ("mencongkel pintu", 2),
    ("at knifepoint", 2), ("at gunpoint", 2), ("going at each other", 2), ("slit my throat", 2), ("cant swim", 2),
    ("anak * dibawa lari", 2), ("adik * dibawa lari", 2), ("digandeng om", 2), ("anak * terpisah", 2),
    ("anak * kepisah", 2), ("wandered off", 2), ("hilang di gunung", 2), ("hilang di laut", 2), ("surat pamit", 2),
    ("surat wasiat", 2), ("nyekek", 3), ("nyekekin", 3), ("cekek saya", 3), ("saya dalam bahaya", 3),
    ("kami dalam bahaya", 3),
    ("being mugged", 3), ("robbing me", 3), ("mugging me", 3), ("robbery in progress", 3), ("ketusuk", 2),
    ("tertusuk", 2), ("kemasukan maling sekarang", 3), ("kemasukan rampok sekarang", 3),
    ("perampokan sedang berlangsung", 3), ("perampokan sedang terjadi", 3), ("sedang terjadi perampokan", 3),
    *((f"polisi tolong {here}{lest}", 3) for here in _HERE for lest in ("", " nanti dia", " nanti mereka")),
    *((f"{house} {burns}", 3) for house in ("omah", "omahe", "omahku") for burns in ("kobong", "* kobong")),
    *((f"{now} {done}", 3) for now in ("sedang", "lagi") for done in (*_ATTACKED, "dijambret")),
    *((f"{done} sekarang", 3) for done in (*_ATTACKED, "dijambret")),
    *((f"{does} my {who}", 2) for does in ("hitting", "beating", "stabbing", "attacking", "hurting") for who in _KIN),
    *((p, 4) for p in OWN_LIFE),
    *((phrase, 3) for phrase in _FIRE), *((phrase, 3) for phrase in _CRUSHED), *((phrase, 3) for phrase in _CUT_DOWN),
    *((phrase, 3) for phrase in _INSIDE),
    *((f"ada {who} {where}", 2) for who in ("orang", "nenek", "kakek", "anak", "bayi", "ibu")
      for where in ("di dalam", "di dalem")),
    *((f"{does} {whose} {who}", weight) for does, weight in (("hitting", 2), ("beating", 3)) for whose in _THEIR
      for who in _CHILDREN),
    *((f"keeps {does} {whose} {who}", 1) for does in ("hitting", "beating") for whose in (*_THEIR, "my")
      for who in _CHILDREN),
    ("wants to die", 3), ("kill himself", 3), ("kill herself", 3), ("wants to jump", 3),
    ("people inside", 2), ("kecebur sumur", 3), ("kecebur kali", 3), ("kecebur sungai", 3),
    ("jatuh * sumur", 3), ("kecemplung sumur", 3), ("kena setrum", 2), ("kesetrum * nempel", 3),
    ("setrum * * masih nempel", 3), ("bayi * diambil orang", 3), ("anak * diambil orang", 3), ("smoke everywhere", 2),
    ("gas * bocor", 2), ("elpiji bocor", 2), ("gas mendesis", 3),
    ("banjir * sepinggang", 2), ("banjir * atap", 3), ("banjir * seleher", 3), ("banjir * sedada", 2),
    ("broke in", 2), ("broke into my house", 2), ("kicking the door", 2), ("nendang pintu", 2), ("menendang pintu", 2),
    ("nendangin pintu", 2), ("outside my door", 2), ("outside my window", 2), ("with a hammer", 3), ("with an ax", 3),
    ("gonna hurt", 3), ("dia di luar pintu", 2), ("mereka di luar pintu", 2), ("nguntit", 2), ("menguntit", 2),
    ("ditarik masuk mobil", 3), ("ditarik ke mobil", 3), ("dipaksa masuk mobil", 3), ("diseret ke mobil", 3),
    ("mau dibakar warga", 3), ("mau dibakar massa", 3), ("dibakar massa", 3), ("biar tidak bangun lagi", 3),
    ("minum obat banyak", 2), ("not want to be here anymore", 3), ("have the pills", 2), ("mulutnya berbusa", 3),
    *((f"{what} terbakar", 2) for what in ("pabrik", "pasar", "gudang", "toko", "kios", "kos", "sekolah", "kapal")),
)  # fmt: skip

# Not danger now, but worth one question.
_OUTSIDE = tuple(f"{who} still outside" for who in ("he is", "they are", "man is", "men are", "someone is"))
HINTS = (
    *((phrase, 1) for phrase in _FALLS),
    ("luka", 1), ("terluka", 1), ("korban", 1), ("kena stroke", 1),
    ("berdarah", 1), ("darah", 1), ("pisau", 1), ("golok", 1),
    ("celurit", 1), ("parang", 1), ("senjata", 1), ("pistol", 1), ("ancam", 1), ("diancam", 1), ("pukul", 1),
    ("dipukul", 1), ("keroyok", 1), ("tawuran", 1), ("berkelahi", 1), ("kelahi", 1), ("perkelahian", 1),
    ("pingsan", 1), ("injured", 1), ("hurt", 1), ("blood", 1), ("bleeding", 1), ("knife", 1), ("gun", 1),
    ("weapon", 1), ("threatened", 1), ("threatening", 1), ("fight", 1), ("fighting", 1), ("dibanting", 1),
    ("jeritan", 1), ("teriak", 1), ("screaming", 1), ("beats me", 1), ("hits me", 1), ("saya takut", 1),
    ("ketakutan", 1), ("scared", 1), ("i am afraid", 1), ("ada maling", 1), ("ada maling masuk", 2),
    ("maling masuk rumah", 2), ("ada begal", 1), ("ada rampok", 1), ("ada perampok", 1),
    ("ada orang masuk", 1), ("fire", 1), ("nyerang", 1), ("menyerang", 1), ("nyerang satpam", 2), ("manjat pagar", 1),
    ("manjat tembok", 1), ("jangan telepon", 1), ("jangan telpon", 1), ("please help", 1), ("call police", 1),
    ("call the police", 1), ("bakar rumah", 1),
    ("dikejar", 1), ("machete", 1), ("ambulans", 1), ("ambulance", 1), ("in danger", 2), ("nyawa", 1),
    ("tenggelam", 1),
    *((f"{number} * {silence}", 1) for number in ("110", "112") for silence in (
        "tidak diangkat", "tidak dijawab", "tidak tersambung", "tidak nyambung", "tidak bisa", "tidak aktif", "sibuk",
        "not answering", "not answer", "nobody answers", "nobody answered", "no one answers", "no answer", "busy",
    )),
    ("panggil polisi", 1), ("need help", 1), ("need the police", 1), ("mayat", 1), ("dead body", 1), ("kejepit", 1),
    ("dibawa orang", 1), ("seret", 1), ("diseret", 1), ("digigit", 1), ("kabur ke arah", 1),
    ("asap tebal", 1), ("rem blong", 1), ("gunting", 1), ("kapak", 1), ("badannya lemas", 1), ("lemas", 1),
    ("tidak bisa bangun", 1), ("tidak kuat lagi", 1),
    ("muntah", 1), ("patah tulang", 1), ("patah kaki", 1), ("kaki * patah", 1), ("tangan * patah", 1),
    ("kakinya patah", 1), ("looks broken", 1), ("dimassa", 1), ("diamuk massa", 1), ("di dalam mobil", 1),
    ("sopirnya * belum keluar", 1), ("orangnya * belum keluar", 1), ("nampar", 1), ("menampar", 1),
    ("tunjuk * balok", 1), ("staggering", 1),
    ("saya tidak aman", 1), ("saya * tidak aman", 1), ("belum aman", 1), ("merasa tidak aman", 1),
    ("tidak merasa aman", 1), ("am not safe", 1), ("are not safe", 1), ("not feel safe", 1), ("not feeling safe", 1),
    ("feel unsafe", 1), ("orangnya * di depan", 1), ("orangnya di depan", 1),
    *((phrase, 1) for phrase in _OUTSIDE),
    *((f"{again} touching me", 1) for again in ("keeps", "keep", "kept", "always", "often", "sometimes")),
    *((f"{who} masih di {where}", 1) for who in ("dia", "mereka", "orangnya", "pelakunya")
      for where in ("sini", "rumah")),
    ("he is still here", 1), ("they are still here", 1), ("he is outside", 1), ("kemasukan maling", 1),
    ("kemasukan rampok", 1), *((done, 1) for done in _ATTACKED), *((f"tolong {here}", 1) for here in _HERE),
    *((f"polisi tolong {here} {later}", 1) for here in _HERE for later in ("nanti", "besok", "kapan", "kalau")),
)  # fmt: skip

# The wish that it goes fast: a cry as the first words of somebody, and impatience where they reported what is over.
HASTE = frozenset(
    {"tolong cepat", "cepat tolong", "cepat pak tolong", "tolong pak cepat", "tolong bu cepat", "please hurry"}
)

_TIRED = "skripsi tugas deadline harga panas hujan macet kerjaan ujian cicilan".split()
_ROBBED = ("dihajar", "dijambret")
_ERRANDS = "to with report file fill make find check understand renew register".split()
GAMES = frozenset("chess fifa cards football badminton games".split())

_BITING = "nyamuk semut tawon ayam kucing anjing musang tikus wereng kutu".split()

# Danger words that mean none here.
HARMLESS = (
    *(f"{fears} * {falls}" for fears in ("takut", "khawatir", "kawatir", "kuatir", "kwatir", "sebelum")
      for falls in ("nimpa", "menimpa")),
    *(f"{what} minta ampun" for what in ("nya", "bandelnya", "macetnya", "panasnya", "mahalnya")),
    "saya takut disebut", "saya takut ketahuan", "saya takut sama polisi", "takut disebut namanya",
    "i am scared he finds out", "scared * finds out", "scared * find out",
    *(f"nangis tidak mau {what}" for what in ("sekolah", "makan", "tidur", "mandi", "pulang", "ditinggal")),
    *(f"mencekik {whom}" for whom in ("rakyat", "warga", "petani", "pedagang", "nelayan", "kantong")),
    *(f"diserang {beast}" for beast in _BITING), "ayam * diserang", "kereta api", "kompor api besar",
    "pakai api besar", "dengan api besar", "api unggun", "fire sale", "i am on fire",
    "promo meledak", "penjualan meledak", "mati matian", "mau mati matian", "bikin sekarat", "dompet sekarat",
    "pistol mainan", "pistol air", "tembakan mainan", "tembak tembakan di film", "main tembak tembakan",
    "fire extinguisher", "fire extinguishers", "fire alarm", "fire drill", "fire station", "fire department",
    "fire in the belly", "fire in the hole", "broke in line", "i am outside my door", "thrown under the bus",
    "threw me under the bus", "tim * menyerang", "pemain * menyerang", "hama menyerang", "virus menyerang",
    "menyerang tanaman",
    *(f"help me{when} {to}" for when in ("", " please", " now", " please now", " right now") for to in _ERRANDS),
    *(f"being attacked in {game}" for game in ("the game", "game", "a game", "my game")),
    *(f"i am dying {of}" for of in ("laughing", "of laughter", "of laughing", "of boredom", "of embarrassment")),
    *(f"{stung} {thing}" for stung in ("ketusuk", "tertusuk") for thing in ("duri", "paku", "jarum", "kayu", "beling")),
    *(f"{may} {stung}" for may in ("bisa", "takut") for stung in ("ketusuk", "tertusuk")),
    *(f"{now}{done} {tired}" for now in ("", "sedang ", "lagi ") for done in _ROBBED for tired in _TIRED),
    *(f"{does} {whose} {who} at {game}" for does in ("beating", "hitting") for whose in ("my", *_THEIR)
      for who in dict.fromkeys((*_KIN, *_CHILDREN)) for game in GAMES),
    *(f"{does} my {who} {seen}" for does in ("beating", "hitting") for who in _KIN for seen in ("photo", "photos")),
    "timnas dihajar", "saya tidak aman kalau parkir", "please hurry with", "please hurry up with", "diserang hacker",
    "diserang virus", "diserang hama", "akun * diserang", "akun diserang", "attacked by hackers",
    "demam berdarah", "pemadam kebakaran", "pemadam", "puing kebakaran", "puing puing kebakaran", "rasanya mau mati",
    "mau mati rasanya", "mencekik leher", "darah tinggi", "donor darah", "darah rendah", "cek darah", "drowning in",
    "tenggelam dalam", "dikejar tugas", "dikejar kejar tugas", "dikejar deadline", "pulsa sekarat", "baterai sekarat",
    "hp sekarat", "is the bomb", "cabe * mencekik", "pengunjungnya meledak", "omzet meledak", "dead battery",
    "killing time", "bunuh waktu", "senapan angin", "sisa kebakaran", "bekas kebakaran", "korban kebakaran",
    "menyebabkan kebakaran", "mengakibatkan kebakaran", "memicu kebakaran", "nanti kebakaran", "kedaruratan",
    "akses darurat", "jalur darurat", "pintu darurat", "lampu darurat", "rem darurat", "tanggap darurat",
    "instalasi gawat darurat", "tidak sadar lingkungan", "tidak sadar bahwa", "tidak sadar kalau",
    "tidak sadar hukum", "tidak sadar kebersihan", "sembunyikan", "disembunyikan", "disembunyiin", "sembunyiin",
    "bunyi bom", "suara bom", "bom waktu", "terancam bangkrut", "terancam kehilangan", "terancam gagal",
    "bau * menusuk", "menusuk hidung", "screenshot", "screen shot", "big shot", "emergency contact",
    "can you help me", "could you help me", "terjebak macet", "terjebak di macet",
    "terjebak di lampu", "saya terjebak di kemacetan", "harga mencekik", "bunga mencekik", "bunganya mencekik",
    "utang mencekik", "pinjol mencekik", "emosi * meledak", "bahaya tersengat", "kalau ada kebakaran",
    "kalau terjadi kebakaran", "kalau kebakaran", "emergency exit", "emergency number",
)  # fmt: skip

# Words so long and so grave that a slip of the finger is read as well. Not "diperkosa": "diperiksa" is as near.
UNMISTAKABLE = (
    "kebakaran", "kecelakaan", "darurat", "penculikan", "pembunuhan", "emergency", "kidnapped", "ambulans",
)  # fmt: skip
