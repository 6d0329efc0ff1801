"""Words of a complaint about the police, or about how they serve. Our own collection."""

from __future__ import annotations

import re

# What makes a matter with the police a complaint. Names of the force stand right beside the deed: "tolong
# polisi, suami memukul saya" accuses nobody in uniform.
POLICE = (
    "polisi", "polisinya", "polisi itu", "polisi tersebut", "anggota polisi", "oknum", "oknum polisi", "polantas",
    "aparat", "petugas polisi", "pak polisi", "anggota polres", "anggota polsek", "anggota polri", "penyidik",
    "petugas polsek", "petugas polres", "brimob", "oknum brimob", "anggota brimob", "anggota reskrim", "reskrim",
    "oknum anggota", "oknum petugas", "densus", "polwan", "polisi jaga", "polisinya itu",
    "the police", "police", "police officer", "policeman", "cop", "an officer", "the officer",
)  # fmt: skip
MISCONDUCT = (
    "memukul", "memukuli", "pukul", "nampar", "menampar", "menendang", "nendang", "menganiaya", "mengancam",
    "membentak", "bentak",
    "memaki", "menghina", "memeras", "peras", "memalak", "palak", "menipu", "menembak", "kasar", "arogan", "sombong",
    "nakal", "jahat",
    "mabuk", "korup", "selingkuh", "malak", "backing", "bekingi", "membekingi", "main judi", "ikut main judi",
    "jual sabu", "jual narkoba", "salah tangkap", "mempersulit", "minta uang", "minta duit", "meminta uang",
    "minta pungli", "minta sogokan",
    "tidak menindaklanjuti", "tidak menanggapi", "tidak datang", "tidak peduli", "tidak mau", "tidak sopan",
    "tidak ramah", "tidak adil", "cuek", "semena mena",
    "beat", "beat me", "hit me", "hit", "slapped", "kicked", "threatened", "insulted", "extorted", "was rude",
    "demanded", "asked for money", "asked me for", "asked for",
    "were rude", "is rude", "is corrupt", "are corrupt", "took my money", "took a bribe", "was drunk",
)  # fmt: skip
SUFFERED = (
    "dipukul", "dipukuli", "ditampar", "ditendang", "dianiaya", "disiksa", "diancam", "dibentak", "dimaki", "dihina",
    "diperas", "dipalak", "dimintai uang", "dimintai duit", "dipersulit", "diintimidasi", "ditipu", "dipungli",
    "dikeroyok", "ditembak", "dirampas",
)  # fmt: skip
BY_POLICE = tuple(
    f"{by}{who}"
    for by in ("", "oleh ", "sama ", "ama ", "oknum ", "oleh oknum ", "sama oknum ")
    for who in ("polisi", "polantas", "petugas polisi", "anggota polisi", "aparat", "brimob", "anggota brimob")
)
# Said apart from the deed: whoever did it wears the uniform, or the money is of the kind that only they ask for.
IN_UNIFORM = (
    *(f"{who} {is_}" for who in ("suami", "istri", "bapak", "ayah", "mertua", "tetangga", "pacar", "mantan", "kakak")
      for is_ in ("saya polisi", "saya anggota polisi", "saya seorang polisi")),
    "pelakunya polisi", "pelakunya anggota polisi", "orangnya polisi", "dia anggota polisi",
    "dia seorang polisi", "is a policeman", "is a police officer", "is a cop", "report a police officer",
    "report a policeman", "report a cop", "report an officer", "complain about the police",
    "complaint about the police", "complaint against the police", "melaporkan polisi", "laporkan polisi",
    "melaporkan oknum", "laporkan oknum", "lapor oknum", "uang damai", "damai di tempat", "salah tangkap",
    "ditangkap polisi tanpa", "disiksa * diperiksa", "laporan * * didiamkan", "laporan * * tidak diurus",
    "laporan * * tidak ditindaklanjuti", "laporan * * tidak diproses", "laporan * * tidak digubris",
    "lapor polisi * tidak ada",
    "police * without a warrant", "masuk kantong polisi", "masuk kantong polisinya", "calo sim", "calo skck",
    *(f"{who} {refuses} laporan" for who in ("polsek", "polres", "spkt") for refuses in ("nolak", "menolak")),
    *(f"{about} soal polisi" for about in ("ngadu", "mengadu", "aduan", "keluhan", "komplain")),
    *(f"polisi yang jaga * * minta {what}" for what in ("uang", "duit")),
    "ditangkap polisi * * tidak dikasih tau", "ditangkap polisi * * tidak dikasih tahu",
    "ditangkap polisi * * tidak diberi tahu",
    *(f"{rank} * minta {what}" for what in ("uang", "duit")
      for rank in ("bripka", "briptu", "bripda", "brigadir", "brigpol", "aipda", "aiptu", "ipda", "iptu", "kanit",
                   "penyidik", "kapolsek")),
    *(f"{who} yang {does}" for who in ("polisi", "oknum", "aparat", "anggota polres", "anggota polsek")
      for does in MISCONDUCT),
)  # fmt: skip
SUFFERED_EN = (
    "beaten", "beaten up", "hit", "slapped", "kicked", "threatened", "insulted", "extorted", "tortured", "robbed",
)  # fmt: skip
BY_POLICE_EN = ("by police", "by the police", "by a police", "by an officer", "by a cop", "by a policeman")

# Beside paperwork: said of how one is served, which makes it a complaint.
BADLY_SERVED = (
    "lambat", "lelet", "kasar", "judes", "ketus", "jutek", "calo", "percaloan", "pungli", "dipungli", "pungutan",
    "dipersulit", "mempersulit", "dipingpong", "dioper", "kecewa", "mengecewakan", "buruk", "parah", "payah", "becus",
    "arogan", "dimintai", "suap", "sogok", "menyogok", "keluhan", "komplain", "minta uang", "minta duit",
    "tanpa penjelasan", "tidak ramah", "tidak sopan", "tidak profesional", "tidak dilayani", "tidak ditanggapi",
    "lama sekali", "lama banget", "antre * jam", "antri * jam", "antrean * jam", "antrian * jam", "dipalak", "diperas",
    "rude", "bribe", "bribed", "extorted", "unfair", "disappointed", "complaint", "complain", "asked for money",
    "asked me for money", "waited * hours", "no explanation",
)  # fmt: skip

COMPLAINTS = (
    *(f"{who} {does}" for who in POLICE for does in MISCONDUCT),
    *IN_UNIFORM,
    *(f"{done} {who}" for done in SUFFERED for who in BY_POLICE),
    *(f"{done} {who}" for done in SUFFERED_EN for who in BY_POLICE_EN),
)

# Who was hurt by whom, and nothing else: an alarm that reads so is not for the colleagues of those it is about. That
# they shoot at a robber, or do not come, accuses nobody of it.
HURT = (
    "dipukul", "dipukuli", "ditampar", "ditendang", "dianiaya", "disiksa", "dikeroyok", "digebuki", "diinjak",
    "dicekik", "ditodong", "ditodong pistol", "ditodong senjata", "diancam", "diancam pistol",
    *(f"{me} ditembak" for me in ("saya", "aku", "kami", "gue")),
)  # fmt: skip
HURTS = (
    "memukul", "memukuli", "pukul", "pukuli", "mukulin", "menampar", "menendang", "menganiaya", "menyiksa",
    "mengeroyok", "menggebuki", "mencekik", "menodong", "mengancam",
    "beat", "hit me", "slapped", "kicked", "is beating", "are beating", "beating me", "is kicking", "are kicking",
)  # fmt: skip
HURT_EN = ("beaten", "beaten up", "slapped", "kicked", "tortured", "being beaten")
VIOLENCE = (
    *(f"{who} {does}" for who in POLICE for does in HURTS),
    *(f"{who} yang {does}" for who in POLICE for does in HURTS),
    *(f"{done} {who}" for done in HURT for who in BY_POLICE),
    *(f"{done} {who}" for done in HURT_EN for who in BY_POLICE_EN),
)

# "Dimintain 200rb sama polisinya": a sum is no phrase. A fine that is paid at a bank is none of it.
_SUM = r"(?:uang|duit|rp ?\d[\d.]*|\d[\d.]*(?:k|rb|ribu|jt|juta)|[\w.]+ (?:rb|ribu|jt|juta|thousand)|\d[\d.]*000)"
_POLICE = r"(?:polisi|polantas)(?:nya|e)?"
_POLICE_EN = r"(?:police|cops?|policem[ae]n|(?:police|traffic) officers?)"
ASKED_FOR_MONEY = re.compile(
    r"\b(?:dimintain|dimintai|diminta|disuruh bayar|suruh bayar|ditarik|ditarikin|dipalak|dipalakin) (?:\w+ ){0,2}?"
    rf"{_SUM} (?:\w+ ){{0,2}}?(?:sama|ama|oleh) (?:(?:pak|bapak|oknum|anggota) )?{_POLICE}\b"
    rf"|(?<!lapor )(?<!ke )(?<!lewat )\b{_POLICE} (?:(?:itu|tadi|malah|terus|yang jaga) )?"
    rf"(?:minta|mintain|mintanya|meminta|narik|malak|malakin|(?:nyuruh|suruh) saya bayar) (?:saya )?{_SUM}\b"
    rf"|\b(?:di|kena )tilang (?:\S+ ){{0,6}}?bayar {_SUM} di tempat\b"
    rf"|\b{_POLICE_EN} (?:just |also )?(?:wanted|asked|asked for|asked me for|demanded|took) (?:rp )?{_SUM}\b"
)
ELSEWHERE = frozenset("bank bri briva brimo atm kejaksaan pengadilan sidang etilang gadungan palsu".split())
