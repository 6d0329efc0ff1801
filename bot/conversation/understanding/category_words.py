"""Words that tell what kind of report it is, in Indonesian as people write it, and in English. Our own collection."""

from __future__ import annotations

from bot.conversation.understanding import police

# A word or phrase ("*" is any word), and how much it says: 5 is fairly sure alone.
CATEGORIES: dict[str, tuple[tuple[str, int], ...]] = {
    "crash": (
        ("kecelakaan", 5), ("tabrakan", 5), ("ditabrak", 5), ("tabrak", 5), ("nabrak", 5), ("ketabrak", 5),
        ("tertabrak", 5), ("tabrak lari", 6), ("terserempet", 4), ("serempet", 4), ("terguling", 3),
        ("masuk jurang", 4), ("masuk selokan", 3), ("truk mogok", 3), ("rem blong", 4), ("jatuh dari motor", 4),
        ("motor jatuh", 4), ("tumpahan oli", 3), ("lampu merah mati", 2), ("lampu lalu lintas * mati", 2),
        ("crash", 5), ("accident", 5), ("collision", 5), ("hit and run", 6), ("ran over", 4), ("overturned", 4),
    ),
    "theft": (
        ("colong", 5), ("dicolong", 5), ("kecolongan", 5), ("uang * hilang", 3), ("motor * raib", 5),
        ("kehilangan * sepeda", 5),
        *((f"{what} * hilang", 4)
          for what in ("ayam", "kambing", "sapi", "kerbau", "burung", "laptop", "mobil", "emas")),
        ("dompet * hilang", 4), ("hp * hilang", 4), ("sepeda * hilang", 4), ("tas * hilang", 4),
        ("kehilangan", 3), ("kehilangan dompet", 5), ("kehilangan uang", 4), ("kehilangan tas", 5),
        ("kehilangan motor", 5), ("kehilangan * motor", 5), ("kehilangan sepeda", 5), ("kehilangan hp", 5),
        ("curi", 5), ("dicuri", 5), ("pencurian", 5), ("kecurian", 5), ("kemalingan", 5), ("maling", 5),
        ("nyuri", 5), ("begal", 6), ("dibegal", 6), ("jambret", 6), ("dijambret", 6), ("rampok", 6), ("dirampok", 6),
        ("perampokan", 6), ("copet", 6), ("dicopet", 6), ("kecopetan", 6), ("curanmor", 6), ("dibobol", 5),
        ("bobol", 4), ("hilang motor", 4), ("motor * hilang", 5), ("motor hilang", 5), ("sepeda hilang", 4),
        ("hp hilang", 4), ("dompet hilang", 3), ("tas ditarik", 5), ("diambil orang", 4), ("digondol", 5),
        ("raib", 4), ("hilang di parkiran", 4), ("nicked", 5), ("mugged", 6), ("stolen", 5), ("stole", 5),
        ("steal", 5), ("theft", 5),
        ("thief", 5), ("robbed", 6), ("robbery", 6), ("snatched", 5), ("pickpocket", 6), ("burglary", 6),
        ("broke into", 4),
    ),
    "fraud": (
        ("mengaku dari", 2), ("mengaku petugas", 4), ("mengaku pegawai", 4), ("hipnotis", 5), ("gendam", 5),
        ("tipu", 5), ("ditipu", 5), ("penipuan", 6), ("penipu", 6), ("ketipu", 5), ("tertipu", 5), ("nipu", 5),
        ("arisan online", 4), ("pinjol", 5), ("pinjaman online", 5), ("phishing", 6), ("otp", 4), ("apk", 2),
        ("file apk", 5), ("kiriman apk", 5),
        ("undian", 3), ("hadiah palsu", 4), ("menang hadiah", 4), ("transfer", 2), ("rekening", 2),
        ("investasi bodong", 6), ("investasi", 2), ("bodong", 4), ("olshop", 3), ("belanja online", 3),
        ("mengaku dari bank", 5), ("mengaku bank", 5), ("akun dihack", 5), ("dihack", 5), ("hack", 4),
        ("barang tidak dikirim", 5), ("barang tidak sampai", 4), ("uang hilang", 2), ("saldo hilang", 4),
        ("nomor * tidak aktif", 2), ("scam", 6), ("scammed", 6), ("scammer", 6), ("fraud", 6), ("hacked", 5),
        ("fake shop", 5), ("never arrived", 3), ("link bansos", 4), ("judi online", 3),
        ("pin pemenang", 5), ("pemenang", 3), ("memenangkan", 3), ("dapat hadiah", 4), ("mendapatkan hadiah", 4),
        ("minta pulsa", 5), ("belikan pulsa", 4), ("isikan pulsa", 4), ("kirim pulsa", 4), ("tanpa jaminan", 3),
        ("kode verifikasi", 4), ("minta transfer", 5), ("disuruh transfer", 5), ("sudah transfer", 4),
        ("akun palsu", 4), ("mencatut", 4), ("loker palsu", 5), ("lowongan palsu", 5),
        ("won a prize", 4), ("asked me to transfer", 5), ("fake account", 4), ("verification code", 4),
    ),
    "violence": (
        ("pukul", 4), ("dipukul", 5), ("dipukuli", 5), ("memukul", 5), ("keroyok", 5), ("dikeroyok", 6),
        ("pengeroyokan", 6), ("ancam", 5), ("diancam", 5), ("pengancaman", 6), ("mengancam", 5), ("aniaya", 5),
        ("dianiaya", 6), ("penganiayaan", 6), ("kdrt", 6), ("bacok", 6), ("dibacok", 6), ("tusuk", 5), ("ditusuk", 6),
        ("bunuh", 5), ("pembunuhan", 6), ("tawuran", 5), ("berkelahi", 4), ("kelahi", 4), ("ditampar", 5),
        ("perkelahian", 4),
        ("tampar", 5), ("ditendang", 5), ("disekap", 5), ("teror", 4), ("diteror", 5), ("dibanting", 3),
        ("debt collector", 4), ("penagih", 3), ("todong", 5), ("ditodong", 6), ("pisau", 3), ("golok", 3),
        ("cekik", 6), ("dibully", 4), ("dirundung", 4), ("bullied", 4), ("bullies", 4), ("bullying", 4),
        ("beats me", 6), ("beating me", 6),
        ("hits me", 6), ("hitting me", 6), ("abuses me", 6), ("attacked", 5),
        ("beaten", 5), ("beat me", 5), ("beat up", 5), ("beat him", 4), ("beat her", 4),
        ("hit me", 5), ("punched", 5), ("threatened", 5),
        ("threatening", 5), ("threat", 4), ("stabbed", 6), ("assault", 5), ("fight", 3), ("domestic violence", 6),
    ),
    "missing": (
        ("orang hilang", 6), ("anak hilang", 6), ("anak * hilang", 6), ("belum pulang", 5), ("tidak pulang", 5),
        ("ibu saya hilang", 5), ("ayah * hilang", 5), ("bapak saya hilang", 5), ("tahun hilang", 5),
        ("adik * hilang", 5), ("kakak * hilang", 5),
        ("suami * hilang", 5), ("istri * hilang", 5), ("kakek * hilang", 5), ("nenek * hilang", 5),
        ("hilang kontak", 4), ("kabur dari rumah", 5), ("diculik", 6), ("culik", 5), ("penculikan", 6),
        ("terpisah", 3), ("missing person", 6), ("is missing", 5), ("went missing", 6), ("not come home", 5),
        ("did not come home", 6), ("kidnapped", 6), ("lost child", 6),
    ),
    "drugs": (
        ("narkoba", 6), ("sabu", 6), ("ganja", 6), ("ekstasi", 6), ("pil koplo", 6),
        ("tembakau gorila", 6), ("sinte", 5), ("nyabu", 6), ("bandar", 3), ("pengedar", 5), ("obat terlarang", 6),
        ("heroin", 6), ("drugs", 6), ("drug dealer", 6), ("meth", 6), ("dealing drugs", 6), ("jual pil", 5),
    ),
    "disorder": (
        ("ugal ugalan", 5), ("ugal", 4), ("kebut kebutan", 5), ("reckless", 4), ("speeding", 4), ("balap liar", 6),
        ("balapan liar", 6), ("knalpot", 4), ("berisik", 4), ("bising", 4), ("musik keras", 4),
        ("gaduh", 4), ("mabuk", 5), ("miras", 5), ("pemabuk", 5), ("petasan", 5), ("parkir liar", 5),
        ("pungli", 5), ("pungutan liar", 5), ("preman", 5), ("premanisme", 6), ("pemalakan", 5), ("dipalak", 5),
        ("geng motor", 6), ("judi", 5), ("perjudian", 6), ("sabung ayam", 6), ("keributan", 4), ("ribut", 3),
        ("demo", 2), ("vandalisme", 5), ("coret", 3), ("street race", 6), ("illegal race", 6), ("loud music", 5),
        ("noise", 4), ("noisy", 4), ("drunk", 5), ("gambling", 6), ("illegal parking", 5), ("gang fight", 5),
        ("gang members", 5), ("geng", 4), ("gengster", 5), ("gangster", 5),
        ("nongkrong", 3),
    ),
    "police_service": (
        ("pelayanan polisi", 6), ("layanan polisi", 6), ("pelayanan polsek", 6), ("pelayanan polres", 6),
        ("oknum polisi", 6), ("oknum polantas", 6), ("oknum anggota", 5), ("polisi * tidak becus", 6),
        ("gaji buta", 4), ("lapor * tidak ada tindakan", 6), ("laporan * tidak ada tindakan", 6),
        ("laporan * tidak ditindak", 5), ("laporan * tidak diproses", 6), ("laporan * ditolak", 5),
        ("laporan * * tidak ditanggapi", 6),
        ("polisi * lambat", 5), ("polisi * tidak datang", 6), ("polisi * tidak profesional", 6),
        ("polisi * minta uang", 6), ("polisi * minta duit", 6), ("polantas * minta uang", 6),
        ("polantas * minta duit", 6), ("petugas * minta uang", 5), ("petugas * minta duit", 5),
        ("polisi minta damai", 6), ("polisi terima suap", 6), ("pungli polisi", 6), ("polisi pungli", 6),
        ("bribe", 5), ("suap", 5),
        ("police * useless", 6), ("police * did nothing", 6), ("police officer asked for money", 6),
        ("police asked * money", 6), ("officer asked * money", 5), ("police refused", 5), ("police ignored", 5),
        ("corrupt police", 6), ("corrupt officer", 6), ("corrupt cop", 6), ("police brutality", 6),
        *((phrase, 7) for phrase in police.COMPLAINTS),
    ),
    "paperwork": (
        ("sim * hilang", 5), ("stnk * hilang", 7), ("bpkb * hilang", 7), ("layanan sim", 5), ("pelayanan sim", 5),
        ("pembuatan sim", 5), ("ngurus sim", 5), ("perpanjang sim", 5), ("perpanjangan sim", 5), ("bikin sim", 5),
        ("buat sim", 5),
        ("urus sim", 5), ("sim mati", 5), ("sim baru", 5), ("sim keliling", 6), ("ujian sim", 5), ("tes sim", 5),
        ("skck", 6), ("stnk", 4), ("bpkb", 4), ("samsat", 2), ("surat kehilangan", 5),
        ("surat keterangan catatan", 5), ("surat keterangan hilang", 5), ("surat keterangan kehilangan", 6),
        ("izin keramaian", 6), ("surat izin keramaian", 6), ("tilang", 2), ("kena tilang", 5), ("bayar tilang", 5),
        ("denda tilang", 5), ("surat tilang", 5), ("ditilang", 4), ("etilang", 6), ("jam buka", 3),
        ("driving licence", 5), ("driving license", 5), ("police clearance", 6), ("lost licence", 5),
        ("lost license", 5), ("letter of loss", 6), ("traffic ticket", 5), ("opening hours", 3),
    ),
}  # fmt: skip

# They mention a kind and tell of none.
NO_KIND = (
    "rawan kecelakaan", "sering terjadi kecelakaan", "sering terjadinya kecelakaan", "sering kecelakaan",
    "terjadi kecelakaan karena", "ancaman kecelakaan", "menyebabkan kecelakaan", "mengakibatkan kecelakaan",
    "mencegah kecelakaan", "resiko kecelakaan", "risiko kecelakaan", "rawan curanmor", "rawan begal", "rawan maling",
    "ancaman jatuh", "ancaman pohon", "lapor rt * tidak ada tindakan", "lapor rw * tidak ada tindakan",
    "lapor lurah * tidak ada tindakan", "lapor kelurahan * tidak ada tindakan", "lapor dinas * tidak ada tindakan",
)  # fmt: skip

# What a typed answer to "which kind?" may say besides the lexicon above.
CATEGORY_NAMES: dict[str, tuple[str, ...]] = {
    "crash": ("kecelakaan lalu lintas", "kecelakaan", "traffic crash", "lalu lintas", "traffic"),
    "theft": ("pencurian atau begal", "pencurian", "begal", "theft or robbery"),
    "fraud": ("penipuan online", "penipuan", "online fraud"),
    "violence": ("kekerasan ancaman", "kekerasan", "ancaman", "violence threat", "violence"),
    "sexual_or_child": ("kekerasan seksual anak", "seksual", "anak", "sexual harm child", "sexual"),
    "missing": ("orang hilang", "missing person", "kehilangan orang"),
    "drugs": ("narkoba", "drugs", "drug"),
    "disorder": ("gangguan ketertiban", "ketertiban", "public disorder", "gangguan"),
    "police_service": ("layanan polisi", "police service", "layanan", "pelayanan", "keluhan", "keluhan polisi",
                       "complaint"),
    "paperwork": ("surat dan sim", "papers and licences", "surat", "sim", "skck", "stnk", "papers", "licence"),
    "other": ("lainnya tidak yakin", "lainnya", "tidak yakin", "tidak tahu", "tidak tau", "dunno", "idk", "no idea",
    "entah", "other not sure", "other", "not sure"),
}  # fmt: skip

# Said alone they name no kind, but few kinds are meant by them: likeliest first.
SHARED_WORDS: dict[str, tuple[str, ...]] = {
    "hilang kehilangan lost": ("theft", "missing"),
    "motor mobil sepeda kendaraan motorbike car": ("theft", "crash", "disorder"),
    "hp dompet tas barang phone wallet": ("theft", "fraud"),
    "uang duit money": ("fraud", "theft"),
    "luka korban injured victim": ("crash", "violence"),
    "tetangga neighbour neighbor": ("disorder", "violence"),
    "jalan jalanan street road": ("crash", "disorder"),
    "polisi oknum petugas police": ("police_service",),
}
