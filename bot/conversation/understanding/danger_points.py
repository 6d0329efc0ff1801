"""Points of words for danger that goes on now. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN = -10
POINTS: dict[int, str] = {
    15: "dia",
    13: "pintu tang",
    12: "barus gerak",
    11: "dalem",
    10: "adik bawa muka satu",
    9: "arah bayi dalam dapur darah his isih masih not",
    8: "bakar bocah deket gebuk gudang iak kaca kaki lanta napas pala sekarang",
    7: (
        "allah api are bacok bawah bus cewek di gang guling kakak luar mama menit numpang paksa pings pistol "
        "tadi "
    ),
    6: (
        "atas avanza balik bangun bens bis cepat dua gelap injek inside is iya jatuh jepit kamar karyaw "
        "kurung lanang lepas mas nenek orang pecah pukul rombong room setrum tabrak teman the tiga turun up "
    ),
    5: (
        "air bada badan belakang bibir car guys he kandang kunc mata minum mobil naik nelpon obat panta pulau "
        "rempu seret temen tiba tusuk under "
    ),
    4: (
        "ambruk anak and apartemen bapak bentuk biru borgol bu busa cemplung cucu door eluar golok haji "
        "jendela jerit jurang kena ku lari leher lemes lempar liat lt mabok me minal molotov mulut muntah "
        "ninggal ntal oknum ople pinggir putus rel security silver tali tarik tiarap tindih todong truk "
    ),
    3: (
        "amuk angin angkot arep atap back baku balkon bapa batu begal blong blood budak buny cebrang celurit "
        "cibubur congkel dada dari dekat down ember etik gandeng geus gorden goyang halte has her holding "
        "ikat iket ikut jambret kaka kami kasir kawan ke kuat lahir lindas lompat maji man masuk minyak muter "
        "nangis narik nasi nyala omahe on out panah parang perg pikun please prem radio rahu rebut "
        "resepsionis reta rumah sama sambil sandal sd sendiri sepatu sesak setengah siram spbu stop suara "
        "supir tahan tawur tembak tembok tk tol tower water wedok wis with "
    ),
    2: (
        "ada alamat am ambulans ampun ancur angkat antuk asah badik baju barat batang beran bisik bleeding "
        "blue cari ceruduk dangdut daughter dengar diem driver duduk elf erokok from gatau gendong gunting "
        "hear hitam hotel into istr jebol jembat kasur kejar kids knife korek ladang lagi layang lemas live "
        "mabuk manggil meja mess mundur my nemu ngunc nimpa nu nyabu ojol ombe one oplos orgnya pada pamit "
        "panggil perut pinggang pos potong put rampok reka rem river road robek roof sabet sadar sakau sakit "
        "salak satpam see semak separo sirine smoke soko still sukamaju suruh tamu tangk tanjung tengah took "
        "transmart trs two warung we were "
    ),
    1: (
        "abis alas ambang around asap aspal asrama bag bah bahu bak balap banting betul bojo boneka box brent "
        "bri buru bypass cambung can cerang cocok cowok cutter daging dateng deres diam ding dobrak ebut emen "
        "exit finish flyover friend gabisa gede gedor gerobak going hand him hp hujan husband iki in irim iso "
        "jaket janji jati jebak jemput kabut kardus kebun kelas kios km kolam kolong kompor kontainer koperas "
        "kosan kuli kurs kuta lae lain lemar letus maaf mancing mand market massa mbah mbantu menga nabrak "
        "name naro near nempel neng night ombak orok outside pa paha palang palu pant pasar paspor pepet "
        "phone pisau pramuka pura puskesmas ransel ranta rekan rempat renang roboh roda sa sambung samura "
        "saya screaming sebentar sekolah sembuny senap senior senter she silet simpang sing sobek somebody "
        "something stasiun stopped stroke suam tangga tangkep taruna tawa tebas tekan telanjang tenggelam "
        "terus th tidak tikam toilet tulang ujung villa waduk walking wc went without woi "
    ),
    -1: (
        "about agak alhamdulil amal antar asal asli atm ayam bahasa bakal bakso bambu banta barang baru be "
        "becanda bekas belajar beras besok bintang blocked bolong brak broadcast brong buah bubar buku butuh "
        "by cabe camat case cerah cinta coba complaint cuci curiga daerah daftar dama data dereng dias dosen "
        "dp edit elem eluh enak english fb file gamen ganggu gedung gempa gg gini gunung gurus hancur hanya "
        "hapus home hubung if ig iseng jang jawa jd jiwa jo jumlah juta kalimant kan kapten kasus katong "
        "keeps kelah kete kiamat kit kk knalpot know komplek kontra koper kota kotak ktp kurang kyknya larang "
        "latih layan ledak left liar liling lipat liwat lol lp lucu luka lunas macam macet maka mall malu "
        "mang mantap masjid mbina merintah mhn milik modus mother muda nagih nang nawar nda news nongkrong "
        "nyam officer paket paling panas pasal patah perum pesan pinjol prosedur puasa pula putar rahasia "
        "ramah ramai rang rekam rekening remaja reporting rmen ronda rongsok rs rusaha rusuh saks sawah sebut "
        "sedang sedia sedih segede sejam sekitar seminggu semua sengaja sepeda sepupu should simp sita skal "
        "slot sm smua sopir status supaya susah suwun tabung tah takut taman tanam tanggal tapang telat "
        "tempat tempel temu tenang texted thank tiang tidur tingg toko tokoh trans tumbang ular umar unggal "
        "wa wali warga warna waspada weeks what where who yuluh "
    ),
    -2: (
        "ac airnya aktif akun amat baik banjir bank batas bau bebas blokir bocor bos bot bukti cctv chat "
        "close could dapat dita ekor game gantung gelola gerebek gila gratis harus heboh hehe hours hrs janj "
        "jaring jg judi juga ka kabar kabel kadang kampus kanker karung kecil kerja khusus kompla kucing kyk "
        "laku lanjut lapa lawan lem libur lift lintas loh luarga mah mangga mbok mbunuh musim negara no nsos "
        "number online pajak panjang pas pdam penjara pisan plastik plat ppa proyek rakyat rcaya rehab ring "
        "saat sampah sampun samsat sebul segin sejak selalu semata sempat sendir seng senin serem setiap "
        "setingg shub si siap spion subuh sumber tagih tambah taruh tertib tiket ting transfer tu tugas "
        "tunggu ulang umroh video walau will yelamat yo "
    ),
    -3: (
        "aja amerika atur baca bagi bahaya berita bisa bs bunuh calo camuk celaka curi datang desa dima dkt "
        "dunia eh film gitu hoax ingin jalan jaman jelas jual kantor karena kata lampu langsung lebih lecet "
        "lengkap makam mau mimp nant nanya neger nger nikah nomor nunggu nya or ortu penuh perlu pidana "
        "pindah plg pln polis polres polsek pulak punya razia ribu ribut satpol sebe sebelum siapa smp sudah "
        "surat tahun tanpa tes that tilang tua tulis turut waktu want "
    ),
    -4: (
        "akan anda anjing banget bangka begitu bener cuma dong haha kak kapan kehilangan lho marah mungk nak "
        "nama narkoba patrol pela pohon rt rugi rw salam sehat seko share skck soal sore sorry stnk tanda "
        "tegur this tp tutup untung urus wants weekend "
    ),
    -5: (
        "awas bayar beda beli biar bola bukt cek do foto gant it izin kalo kampung kayak klo lama makasih "
        "mampet minta mung pak palsu police polw pun rame report saudara selamat semalam semoga siang situ "
        "suka tipu tolong tuh umum was you "
    ),
    -6: (
        "aman apa atau bantu berapa biasa cara hati hukum ima jam kah kalau lah lurah malam mana mati mulu "
        "nyata tanya tapi "
    ),
    -7: "bagaimana boleh bukan bulan cerita harga hilang last lewat nas padahal sampa sering to uang untuk",
    -8: "grup info korb pagi pasang rnah rusak sim wkwkwk",
    -9: "dulu for itu kasi kasih",
    -10: "< kok minggu wkwk",
    -11: "buat lalu min ya",
    -12: "dan mohon",
    -13: "bikin hari kemar",
    -15: "sih",
    -16: "jadi lapor",
    -17: "tiap",
    -32: "?",
}  # fmt: skip
