"""The reports of the demo station. Places, people and events are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    category: str
    priority: int
    state: str  # new, checking, handling, need_info, finished
    minutes: int  # how long ago it came
    text: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    words: tuple[str, ...] = ()
    answer: str = "Terima kasih. Petugas sedang menuju lokasi."
    note: str = ""
    result: str = "solved"
    lost: str = ""  # why the answer did not arrive


SIRIH, BARU, LONTAR, LAYAR = (-6.9312, 107.6331), (-6.9161, 107.6055), (-6.8893, 107.6164), (-6.9405, 107.5921)

REPORTS = (
    Row("crash", 1, "new", 1, "Ada tabrakan motor dengan mobil di depan Pasar Sirih. Satu orang tidak bisa berdiri.",
        "Pasar Sirih", *SIRIH, words=("tabrakan",)),
    Row("theft", 2, "new", 3, "Tas ditarik dua orang naik motor tanpa pelat, lari ke arah Jembatan Lontar.",
        "Jembatan Lontar", *LONTAR, words=("tas ditarik",)),
    Row("disorder", 3, "new", 25, "Balap liar lagi di jalan lingkar, sudah tiga malam.", "Jalan Lingkar Batu Layar",
        *LAYAR, words=("balap liar",)),
    Row("fraud", 3, "new", 40, "Transfer dua juta untuk sewa rumah, nomornya sekarang tidak aktif.", "",
        words=("transfer", "tidak aktif")),
    Row("missing", 2, "new", 6, "Adik saya belum pulang sejak sore, umur 12, kaus kuning, terakhir di terminal.",
        "Terminal Sagara", -6.9125, 107.6122, words=("belum pulang",)),
    Row("fraud", 3, "new", 90, "Dapat pesan undangan berupa berkas APK. Sudah terlanjur saya buka.", "",
        words=("APK",)),
    Row("paperwork", 4, "new", 200, "Jam buka perpanjangan SIM hari Sabtu sampai jam berapa?", ""),
    Row("other", 3, "new", 55, "Lampu jalan di gang kami mati dan malam jadi gelap sekali.", "Muara Sagara"),
    Row("violence", 2, "new", 12, "Tetangga bertengkar keras, terdengar barang dibanting.", "Teluk Sirih",
        words=("dibanting",)),
    Row("sexual_or_child", 2, "new", 30, "Saya ingin bicara dengan petugas perempuan.", ""),
    Row("crash", 2, "checking", 35, "Truk mogok melintang setelah tikungan, tidak ada rambu.", "Jalan Layar Putih",
        *LAYAR, words=("truk",)),
    Row("theft", 3, "checking", 300, "Helm dan jaket hilang dari parkiran pasar.", "Pasar Baru", *BARU,
        words=("hilang",), note="Minta rekaman kamera dari pengelola parkir."),
    Row("fraud", 3, "checking", 420, "Ada yang mengaku dari bank dan meminta kode OTP.", "", words=("OTP",)),
    Row("disorder", 3, "checking", 150, "Petasan dinyalakan di depan sekolah setiap pagi.", "Lontar Utara"),
    Row("drugs", 3, "checking", 800, "Rumah kosong dipakai transaksi mencurigakan tiap malam Jumat.", "Batu Layar"),
    Row("other", 4, "checking", 1000, "Dompet ditemukan di halte, berisi kartu. Diserahkan ke mana?", "Sagara Kota",
        answer="Bisa diserahkan ke SPKT kapan saja."),
    Row("crash", 1, "handling", 25, "Mobil masuk selokan, pengemudi terjepit pintu.", "Jalan Sudirman", -6.9138,
        107.6047, words=("terjepit",), answer="Petugas dan ambulans menuju lokasi. Jangan pindahkan yang terluka.",
        note="Ambulans sudah dikabari."),
    Row("theft", 2, "handling", 200, "Motor saya dicuri di Pasar Sirih tadi pagi waktu belanja.", "Pasar Sirih", *SIRIH,
        words=("motor", "dicuri"), answer="Kami cek kamera pasar hari ini. Simpan STNK Anda.",
        lost="no such recipient"),
    Row("theft", 3, "handling", 1500, "Pompa air di sawah hilang tadi malam.", "Muara Sagara", words=("hilang",),
        answer="Petugas datang melihat tempatnya besok pagi."),
    Row("fraud", 3, "handling", 2000, "Arisan online, pengelolanya menghilang, kami delapan orang.", "",
        words=("arisan online",), answer="Kirim bukti transfer lewat percakapan ini bila ada.",
        lost="blocked"),
    Row("violence", 2, "handling", 90, "Diancam penagih lewat telepon, menyebut alamat rumah.", "",
        words=("diancam",), answer="Jangan temui sendirian. Petugas menghubungi Anda hari ini."),
    Row("missing", 2, "handling", 500, "Ayah saya pelupa, pergi naik sepeda sejak siang.", "Teluk Sirih",
        answer="Patroli sudah diberi ciri-cirinya.", note="@Bripka Eka P. tolong kabari patroli malam."),
    Row("disorder", 3, "handling", 700, "Parkir liar menutup jalan masuk pemadam.", "Pasar Baru", *BARU,
        answer="Petugas lalu lintas menertibkan siang ini."),
    Row("drugs", 3, "handling", 4000, "Ada yang menawari anak sekolah pil di warung.", "Lontar Utara",
        answer="Terima kasih. Identitas Anda kami jaga."),
    Row("sexual_or_child", 2, "handling", 600, "Murid saya bercerita sesuatu dan takut pulang.", "",
        answer="Terima kasih sudah menemani. Petugas PPA menghubungi Anda sore ini."),
    Row("police_service", 4, "handling", 3000, "Antrean SKCK tiga jam tanpa penjelasan.", "Sagara Kota",
        answer="Kami periksa alurnya dan mengabari Anda."),
    Row("missing", 3, "need_info", 300, "Teman kos tidak bisa dihubungi dua hari.", "Sagara Kota",
        answer="Pakai baju warna apa waktu terakhir terlihat?"),
    Row("crash", 3, "need_info", 1200, "Spion patah ditabrak lari di lampu merah.", "Jalan Sudirman",
        answer="Apakah Anda ingat nomor polisinya?"),
    Row("fraud", 3, "need_info", 2800, "Beli HP di lapak, yang datang sabun.", "",
        answer="Nomor rekening tujuan yang mana?"),
    Row("theft", 3, "need_info", 900, "Burung jalak hilang dengan sangkarnya.", "Batu Layar",
        answer="Sekitar jam berapa terakhir Anda lihat?"),
    Row("crash", 2, "finished", 6000, "Tumpahan oli di jembatan, dua motor jatuh.", "Jembatan Lontar", *LONTAR,
        answer="Oli sudah dibersihkan pukul 09.30."),
    Row("theft", 3, "finished", 9000, "Sepeda anak diambil dari teras.", "Muara Sagara",
        answer="Sepeda sudah ditemukan; bisa diambil di polsek."),
    Row("fraud", 3, "finished", 12000, "Undian palsu mengaku dari toko.", "", result="forwarded",
        answer="Nomornya kami teruskan untuk diblokir."),
    Row("disorder", 3, "finished", 8000, "Musik keras sampai jam dua pagi.", "Teluk Sirih",
        answer="Pemilik acara sudah ditegur."),
    Row("violence", 2, "finished", 15000, "Keributan di lapangan futsal.", "Batu Layar",
        answer="Kedua pihak sudah didamaikan.", result="solved"),
    Row("missing", 1, "finished", 7000, "Anak saya terpisah di pasar, umur 6.", "Pasar Baru", *BARU,
        answer="Anak sudah bersama ibunya."),
    Row("disorder", 4, "finished", 20000, "Pohon condong ke jalan.", "Lontar Utara", result="forwarded",
        answer="Kami teruskan ke dinas terkait."),
    Row("fraud", 3, "finished", 11000, "Pesan berantai pinjaman tanpa bunga.", "", result="unfounded",
        answer="Tidak ada korban yang kami temukan. Terima kasih sudah waspada."),
    Row("crash", 3, "finished", 5000, "Lampu lalu lintas mati, rawan tabrakan.", "Jalan Sudirman", result="forwarded",
        answer="Lampu sudah menyala kembali."),
    Row("theft", 3, "finished", 30000, "Kotak amal dibongkar.", "Sagara Kota", result="no_contact",
        answer="Kami belum berhasil menghubungi Anda."),
)  # fmt: skip
