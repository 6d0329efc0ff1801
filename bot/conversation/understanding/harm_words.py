"""Phrases that tell of sexual harm, or of harm to a child. Our own collection."""

from __future__ import annotations

_PARENTS = "bapak ayah papa papah mama mamah ibu emak bunda".split()
_TRUSTED = "kakek om paman guru abang sepupu bapak ayah papa tetangga".split()  # what they do is no kiss of one's own
_CHILDREN = "anak anaknya cucu adik keponakan ponakan murid siswi siswa santri balita bocah".split()
_BEATEN = "dipukul dipukuli dipukulin ditampar ditendang dicubit disiksa dihajar".split()

_YOUNG = (
    "kid", "kids", "child", "children", "son", "sons", "daughter", "daughters", "stepson", "stepdaughter", "niece",
    "nieces", "nephew", "nephews", "grandson", "granddaughter", "baby", "toddler",
    *(f"{age} {who}" for age in ("little", "young", "small")
      for who in ("girl", "girls", "boy", "boys", "sister", "brother", "cousin")),
)  # fmt: skip
_PUPILS = ("student", "students", "pupil", "pupils", "schoolgirl", "schoolgirls", "girls", "boys")
_TOUCHES = ("touches", "touching", "touched", "gropes", "groping", "groped", "fondles", "fondling", "fondled")
_BEATS = (
    "hits hitting beats beating slaps slapping slapped whips whipping whipped kicks kicking punches punching"
).split()

SEXUAL_OR_CHILD = (
    *(f"{touches} * {who}" for touches in _TOUCHES for who in (*_YOUNG, *_PUPILS)),
    *(f"{touches} {who}" for touches in _TOUCHES
      for who in ("kids", "children", "students", "pupils", "schoolgirls", "girls", "boys", "little girls",
                  "little boys", "young girls", "young boys")),
    *(f"{beats} {whose} {who}" for beats in (*_BEATS, "beat", "beat up") for whose in ("his", "her", "their")
      for who in _YOUNG),
    *(f"{beats} * {who}" for beats in _BEATS for who in ("kids", "children", "stepson", "stepdaughter", "toddler")),
    *(f"{beats} me and {whose} {who}" for beats in _BEATS for whose in ("my", "our", "the", "his")
      for who in ("kid", "kids", "child", "children", "son", "daughter", "baby")),
    *(f"{parent} keeps {beats} me" for parent in ("dad", "father", "mom", "mum", "mother", "stepdad", "stepmom")
      for beats in ("hitting", "beating", "slapping", "kicking")),
    "was abused by", "is being abused", "being abused by", "ngintip saya ganti", "mengintip saya ganti",
    "ngintip saya * ganti baju", "direkam * mandi", "direkam * * mandi", "meluk meluk anak", "peluk peluk anak",
    "meluk meluk murid", "video gituan", "foto gituan", "anak * dijual", "bayi * lebam", "anak * lebam",
    "anak * * penuh lebam", "bayi * * penuh lebam", "balita * * penuh lebam", "slept with a minor",
    *(f"dipegang pegang {who}" for who in (*_TRUSTED, "ustad", "ustadz", "pelatih", "dosen", "bos", "atasan")),
    *(f"{child} * {done}" for child in _CHILDREN
      for done in ("dipegang pegang", "diciumi", "diciumin", "dielus elus", "dirantai", "digrayangi", "diperkoso")),
    *(f"pegang pegang {child}" for child in ("anak", "santri", "siswi", "bocah")),
    *(f"{who} * {does}" for who in ("om", "paman", "kakek", "tiri", "guru")
      for does in ("masuk kamar saya", "elus elus saya", "tidur di kamar saya")),
    "kemaluannya berdarah", "kemaluan * berdarah", "celana dalamnya berdarah", "celana dalam * berdarah",
    "murid * hamil", "siswi * hamil", "hamil * sama bapaknya", "hamil * sama ayahnya", "hamil * sama kakeknya",
    "hamil * sama gurunya", "digrayangi", "diperkoso", "bocah * tahun dirantai",
    *(f"{child} saya * dibawa kabur" for child in ("keponakan", "ponakan", "adik", "anak", "cucu")),
    "siswi * dibawa kabur", "anak gadis * dibawa kabur", "anak kecil ditinggal", "balita ditinggal",
    "anak * ditinggal sendirian", "bayi ditinggal sendirian", "sering dipukulin ibunya", "sering dipukulin bapaknya",
    "sering dipukuli ibunya", "sering dipukuli bapaknya", "disuruh ngemis", "dipaksa ngemis", "disuruh mengemis",
    "santri * ke kamarnya", "murid * ke kamarnya", "santriwati * ke kamarnya", "chat mesum", "foto mesum",
    "video mesum saya", "ngajak ke hotel", "ngajak tidur", "ajak tidur * biar", "dipaksa * berhubungan",
    "maksa berhubungan", "memaksa berhubungan", "tanpa baju disebar", "telanjang disebar", "tanpa busana disebar",
    *(f"{camera} di {where}" for camera in ("kamera tersembunyi", "kamera")
      for where in ("toilet", "wc", "kamar ganti", "kamar mandi cewek", "kamar kos saya")),
    "video call * direkam", "vc * direkam", "to my bed", "into my bed", "watch porn", "dick pic", "dick pics",
    *(f"{beaten} {parent}ku" for beaten in _BEATEN for parent in _PARENTS),
    *(f"{parent} {does} saya" for parent in _PARENTS for does in ("tampar", "* tampar")),
    "cium saya di bibir", "dicium di bibir", "cium bibir saya", "tangannya ke celana", "tangannya ke dalam celana",
    "tangannya ke dalam baju", "tangannya ke baju saya", "tangannya ke rok", "dipaksa layanin", "dipaksa melayani om",
    "dipaksa melayani tamu", "disuruh layanin om", "disuruh melayani om", "makes me undress", "made me undress",
    "me to undress", "his penis", "his private parts", "my private parts", "for nudes",
    "send him nudes", "sending nudes",
    "perkosa", "diperkosa", "pemerkosaan", "perkosaan", "dilecehkan", "pelecehan", "melecehkan", "lecehkan",
    "dicabuli", "cabul", "pencabulan", "diraba", "meraba", "raba", "digerayangi", "pegang pegang saya", "disetubuhi",
    "setubuhi", "sodomi", "disodomi", "grooming", "video bugil", "foto bugil", "sebar foto telanjang",
    "foto telanjang", "video call sex", "vcs", "alat kelamin", "pamer kelamin", "ekshibisionis", "dipaksa berhubungan",
    "paksa hubungan", "kekerasan seksual", "pelecehan seksual", "kekerasan anak", "kekerasan pada anak",
    "anak * dipukul", "anak * dipukuli", "anak * disiksa", "anak * dianiaya", "anak * dicubit", "anak * dikurung",
    "anak * ditelantarkan", "memukul * anak", "pukuli anak", "siksa anak", "aniaya anak", "jual anak", "rape", "raped",
    "raping", "sexual assault", "sexually assaulted", "sexually abused", "sexual abuse", "molested", "molesting",
    "touched me", "touching me", "groped", "harassed me", "sexual harassment", "child abuse", "abusing * child",
    "beats * child", "beating * child", "beats * son", "beats * daughter", "hits * child", "ayah * pukul saya",
    "papa * pukul saya", "mama * pukul saya", "mamah * pukul saya", "bapak pukul saya", "bapak saya pukul saya",
    "ibu pukul saya", "ibu saya pukul saya", "om * pukul saya", "dipukul ayah", "dipukul papa", "dipukul mama",
    "dipukul bapak saya", "dipukul ibu saya", "dipukuli ayah", "dipukuli papa", "dipukuli mama", "dipukuli bapak saya",
    "dipukuli ibu saya", "dipegang guru", "dad hits me", "dad beats me", "father hits me", "father beats me",
    "mom hits me", "mother hits me", "my dad hurts me", "stepfather * me", "naked photo", "naked photos",
    "nude photos", "kdrt anak", "dihamili", "pukulin anak", "pukulin * anak", "memukuli anak", "memukuli * anak",
    "dipukul * ayah", "dipukul * papa", "dipukul * mama", "diapa apain", "diapa apakan", "pacar maksa saya",
    "pacar memaksa saya", "dipaksa pacar", "pegang dada saya", "dada saya dipegang", "pegang payudara",
    "remas payudara", "payudara saya", "pegang kemaluan", "kemaluan saya", "pantat * dipegang", "pegang pantat",
    "cium paksa", "guru * pegang murid", "pegang murid", "pegang pegang murid", "megang murid", "megang megang murid",
    "direkam waktu mandi", "direkam saat mandi", "diintip mandi", "mengintip saya mandi", "ngintip saya mandi",
    "kamera di kamar mandi", "masuk kamar saya dan pegang", "masuk kamar saya dan megang", "menggerayangi", "diremas",
    "dipaksa buka baju", "disuruh buka baju", "filmed me in the shower", "filmed me naked", "disiksa ibu tiri",
    "disiksa ibu tirinya", "disiksa ayah tiri", "disiksa ayah tirinya", "my nude pics", "nude pics", "hands inside my",
    "dibully di sekolah", "dibully di sd", "dibully di smp", "adik * dibully", "anak * dibully", "disundut rokok",
    "cucu * dikurung", "gambar porno", "bawah umur", "open bo", "mempekerjakan anak", "bruises all over",
    "anak * dipaksa", "adik perempuan * dibawa lari", "dipaksa begituan", "anak kecil disekap", "disundut",
    "menyundut anaknya", "nyundut anaknya", "nyundut anak", "anak smp * hamil", "anak sd * hamil", "gesek badannya",
    "gesek gesek badan", "menggesekkan badan", "gesekin badannya", "drink was spiked", "was assaulted",
    "anak * ditiduri", "sudah ditiduri", "sudah ditidurin", "buka celana", "nunjukin anunya", "menunjukkan alat",
    "sends the nudes", "send the nudes", "spread the nudes", "pay or * nudes", "anak * dipukulin",
    "dipukulin bapak tirinya", "dipukuli bapak tirinya", "dipukuli ibu tirinya", "anak * ngelem", "raba raba saya",
    "meraba saya", "he keeps touching", "force himself on", "forced himself on", "dicekokin minuman", "mau diperkosa",
    "anak kecil ke kebun", "gesekin ke saya", "gesek ke saya", "slapping the children", "slapped my child",
    "slapped my son", "slapped my daughter", "anak * diculik", "anak saya diculik", "took her from the",
    "nikahin anaknya", "dinikahkan", "nikah paksa", "masuk kamar adik", "anaknya jerit", "beating his little",
    "bayi dibuang", "mukulin anaknya", "memukuli anaknya", "disebar video", "maksa * buka baju",
    "megang paha", "dicolek pantat", "dicolek pantatnya", "colek pantat", "pamer burung", "eksibisionis", "underage",
    "nampar balita", "nampar nampar balita", "jangan om jangan", "beating a tiny", "minumin baygon",
    "nyandera anaknya", "pegang itunya", "pegang pegang itunya", "dicubit mamanya", "cekokin miras", "dicekokin miras",
    "on top of me", "pegang paha", "pegang pegang paha", "elus paha", "sebar video saya", "sebar foto saya",
    "sebarkan video saya", "sebarkan foto saya", "menyebar video saya", "menyebarkan foto saya", "video syur",
    "buang bayi", "membuang bayi", "mayat bayi", "sebar * bugil", "spread my photos", "share my nudes",
    "grabbed my breast", "grabs my thigh", "abandoned baby", "pamer kemaluan", "pamer alat kelamin",
    "memamerkan kemaluan", "menunjukkan kemaluan", "exposed himself", "flashed me", "dicium paksa", "minta pap",
    "video telanjang", "ditelanjangi", "my nudes", "touches me", "touched my daughter", "touching my daughter",
    "touched my son", "touched her private", "forced me to have sex", "sex with me",
)  # fmt: skip

# Harm, unless whoever writes laughs about it.
MILD = (
    *(f"{parent} {does} saya" for parent in _PARENTS for does in ("cubit", "* cubit")),
    *(f"{who} {does} saya" for who in _TRUSTED for does in ("cium", "* cium")),
    "send nudes",
    "take off my clothes",
)
# No harm, though its words are in there.
HARMLESS = (
    "pelecehan agama", "pelecehan pancasila", "pelecehan profesi", "adegan perkosaan", "adegan pemerkosaan",
    *(f"{about} {harm}" for about in ("pencegahan", "mencegah", "sosialisasi", "penyuluhan", "seminar", "materi")
      for harm in ("kekerasan seksual", "pelecehan seksual", "pelecehan", "kekerasan anak", "kekerasan pada anak")),
    *(f"take off my clothes from {whose} {thing}" for whose in ("the", "my", "our")
      for thing in ("line", "washing line", "clothes line", "clothesline", "laundry list", "dryer", "drying rack",
                    "rack")),
)  # fmt: skip
# What moves or hits somebody, and is nobody: "a car hits two kids". "A man on the bus touched me" tells of a man.
MOVES = frozenset("song songs music story stories poem sermon speech kindness gesture support smile".split())
STRIKES = frozenset(
    "ball car truck bus bike motorbike scooter train van wave rain sun storm branch tree stone flood fire virus flu "
    "fever covid dengue".split()
)
BETWEEN = frozenset("really so deeply has have had almost just lightly also always truly often".split())
DETERMINERS = frozenset("the a an my your his her their our this that".split())
PLACING = frozenset("in on at from inside by near after behind under during with of".split())
BELONGINGS = frozenset(
    "bike bikes bicycle motorbike scooter car cars phone bag backpack toy toys ball book books laptop food lunch room "
    "door heart hearts soul souls life lives team house school record score photo photos".split()
)
TOUCHED, BEATEN = frozenset(_TOUCHES), frozenset((*_BEATS, "beat"))
# A kiss where families kiss, and all that is told with it; of anything else nobody knows what it was.
FOREHEAD = frozenset({"kening", "dahi"})
AT_FEASTS = frozenset(
    "di waktu saat pas ketika lebaran idul fitri adha natal imlek ulang tahun wisuda nikahan pamit pamitan salaman "
    "habis sebelum berangkat sekolah tadi kemarin".split()
)
