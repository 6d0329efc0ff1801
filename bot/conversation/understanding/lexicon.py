"""Words that tell what happened, in Indonesian as people write it, and in English. Our own collection."""

from __future__ import annotations

WAITED = frozenset(
    "waiting queue queueing counter office desk appointment document documents licence license passport parking".split()
)

# Who answers so to "are you safe?" is not.
UNSAFE = ("tidak aman", "belum aman", "tidak merasa aman", "not safe", "not feel safe", "not feeling safe", "unsafe")

# What an office is asked to do soon, and with what; and who is in danger all the same.
HURRY = frozenset("tolong cepat sekarang pak bu".split())
HANDLED = frozenset("proses balas tindak tindaklanjut cek respon jawab selesai perbaik".split())  # stems
BY_OFFICES = frozenset("proses tindaklanjut selesai perbaik".split())  # ... which nobody in danger asks for
PAPERS = frozenset(
    "laporan laporannya berkas berkasnya dokumen aduan pengaduan surat permohonan pengajuan pendaftaran tilang sim "
    "skck stnk bpkb ktp".split()
)
SHOUTED = frozenset({"tolong tolong", "cepat pak tolong"})  # no manner of asking an office
BESET = frozenset("dia mereka orang orangnya suami istri anak maling rampok begal rumah kamar".split())

FAST = frozenset("cepat segera hurry quick quickly soon faster".split())
ONLY_FAST = FAST | frozenset(  # with what an office is asked to do
    "tolong mohon bisa boleh ya iya dong donk lah deh sih kok lebih agak pak bu bapak ibu kak kakak mas mbak bang min "
    "admin komandan ndan terima kasih makasih please up a bit little be sir madam maam officer thanks thank you".split()
)
# ... and what makes it more than that.
NEARBY = BESET | frozenset(
    "datang kesini sini ke balik kembali kabur lari pintu pagar darah berdarah sendirian takut he she they him someone "
    "somebody man men door house here come comes coming inside outside upstairs blood bleeding dying alone scared "
    "afraid".split()
)

# Who says so of what is past asks for help politely, and needs none at once. Not "I am all right, but".
WELL = (
    *(f"{who} {well}" for who in ("i am", "we are", "but am", "and am")
      for well in ("all right", "alright", "ok", "okay", "fine", "not hurt", "unhurt", "safe now")),
    "nobody was hurt", "nobody is hurt", "no one was hurt", "no one is hurt", "only a scratch", "just a scratch",
    "only scratches", "just scratches", "only a bruise", "just a bruise", "gapapa", "gpp", "tidak apa apa",
    "tidak kenapa kenapa", "baik baik saja", "baik baik aja", "saya selamat", "kami selamat", "cuma lecet",
    "hanya lecet", "lecet sedikit", "lecet lecet saja", "lecet doang",
)  # fmt: skip
BUT = frozenset("but however though tapi tetapi namun".split())
EARLIER = ("this morning", "this afternoon", "earlier today")

# A message of nothing else is a cry, not a request.
CRY_ALONE = frozenset(
    "tolong bantu saya kami pak bu bapak ibu bang mas kak dong ya cepat segera sekarang please help me us polisi "
    "police now".split()
)
CRY = frozenset({"tolong", "help"})
# "Bantu saya kak" is a request, "bantu saya sekarang" none.
URGES = frozenset("sekarang cepat segera now please kami us polisi police".split())

PRESENT = frozenset("sekarang sedang lagi masih barusan now still".split())
JUST_NOW = frozenset("menit barusan minute minutes".split())  # "10 menit lalu" is not yet the past
CRIES = frozenset("cepat segera tolong bantu help urgent quickly hurry please".split())
ME = frozenset("saya kami me us my i we".split())
# Behind them: who writes so tells nothing of themselves yet.
ONLY_ASKS = frozenset(
    "mau ingin izin ijin tanya bertanya nanya dengar denger baca lihat liat dapat dapet cuma hanya takut khawatir "
    "penasaran want would heard read saw got wonder".split()
)
SOMEBODY = frozenset(
    "orang dia cowok cewek laki perempuan pria wanita remaja tetangga someone somebody man woman girl he she".split()
)
NEGATIONS = frozenset("tidak bukan belum jangan tanpa no not never without nobody none bukanlah".split())
DENIES = NEGATIONS - {"jangan"} | {"sudah"}  # at the beginning of an answer
PAST = frozenset("pernah tadi ago last semalam".split())
LONG_AGO = frozenset("kemarin dulu yesterday".split())
SPANS = frozenset("yang jam hari minggu pekan bulan tahun malam kemarin".split())  # before "lalu"
OFTEN = frozenset("sering setiap tiap kerap selalu marak maraknya biasa biasanya often usually every always".split())
AGAIN = OFTEN | frozenset("keeps keep kept suka selalu terus sometimes".split())
IFS = frozenset("apabila jika bila seandainya mencegah antisipasi rawan berpotensi potensi if".split())
PRACTICE = frozenset(
    "latihan pelatihan simulasi adegan film movie scene berita news nonton sinetron novel lagu judulnya nomor number "
    "drill "
    "exercise game".split()
)
# Behind a danger that is told with "kalau": somebody wants to know what to do then.
THEN = frozenset("bagaimana harus apa siapa kemana mana".split())
# But who tells of a threat, or of killing, asks for themselves.
THREATENS = frozenset("mengancam ancam diancam ancaman bilang bilangnya katanya ngomong bunuh dibunuh membunuh".split())
ASKING = frozenset("telepon apa berapa call what which kapan bagaimana kalau".split())

# Who says so fears that it comes out who told.
SECRECY = (
    "jangan bilang", "jangan kasih tahu", "jangan kasih tau", "jangan cerita",
    "jangan sampai ketahuan", "jangan sampai * tahu", "takut ketahuan", "ketahuan",
    "takut dia tahu", "takut dia tau", "takut mereka tahu", "takut mereka tau", "takut suami * tahu",
    "takut suami * tau", "jangan sebut",
    "tidak mau disebut", "jangan disebut", "rahasiakan", "dirahasiakan", "rahasia", "anonim", "anonymous",
    "anonymously", "tanpa nama", "do not tell", "nobody may know", "no one may know", "nobody should know",
    "nobody can know", "no one can know", "no one should know", "nobody will know", "no one will know",
    "keep my name", "without my name", "find out * me",
)  # fmt: skip

GREETINGS = frozenset(
    (
        "halo hallo haloo helo hai hay hello hi hey assalamualaikum assalamu alaikum asalamualaikum asalamu "
        "assalamualaikumwarahmatullahi warahmatullahi warahmatullah wabarakatuh wabarokatuh wr wb salam selamat pagi "
        "siang sore malam permisi punten kulo nuwun kulonuwun sampurasun horas om swastiastu shalom syalom misi min "
        "admin bapak ibu pak bu kak nak mas mbak bang polisi komandan ndan bot good morning afternoon evening there "
        "sir madam maam mister start mulai menu p tes test ping "
        "mohon maaf mengganggu menganggu ganggu sebelumnya waktunya izin ijin numpang sorry bother "
    ).split()
)
INDONESIAN = frozenset(
    (
        "yang di dan saya tidak ada ini itu dengan untuk dari ke sudah kami mau bisa tadi apa orang rumah "
        "jalan karena belum lagi sekarang kemarin anak bapak ibu tolong mohon pak bu motor mobil hp dompet hilang "
        "dicuri curi polisi malam pagi siang sore pasar kalau sama buat minta dia mereka "
    ).split()
)
ENGLISH = frozenset(
    (
        "the is was my and in of to a i he she they we it on at has have with from there someone please not "
        "yesterday this that me you near got today tonight stolen bike motorbike phone wallet man woman husband wife "
        "house car lost robbed attacked hurt need want how what where when who his her our your am are been did do "
        "does can could would get dont cant didnt im ive its sorry speak english indonesian much only know think about "
        "again because but very friend brother sister mother father police officer afraid scared gone stole somebody "
    ).split()
)
