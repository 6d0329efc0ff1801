"""Points of words for danger that goes on now. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN = -10
POINTS: dict[int, str] = {
    15: "dia",
    13: "pintu tang",
    12: "barus gerak",
    11: "dalem",
    10: "adik arah bawa dalam muka satu",
    9: "bakar bayi dapur darah his isih masih not",
    8: "bocah deket gebuk gudang iak kaca kaki lanta napas pala sekarang",
    7: "allah api are bacok bawah bus di guling kakak luar mama menit numpang pings pistol tadi teman turun",
    6: (
        "atas avanza balik bangun bens bibir bis cepat cewek dua gang gelap injek inside is iya jatuh jepit "
        "kamar karyaw kurung lanang lepas mas mobil nenek orang paksa pecah pukul rombong room setrum tabrak "
        "the tiga up "
    ),
    5: (
        "air bada badan belakang car golok guys he kandang kunc mata minum naik nelpon obat panta pulau rempu "
        "seret temen tiba tusuk under "
    ),
    4: (
        "ambruk anak and apartemen bapak bentuk biru borgol bu busa cemplung cucu dada door eluar geus haji "
        "jendela jerit jurang kena lari leher lemes lempar liat lindas lt mabok me minal molotov mulut muntah "
        "ninggal ntal oknum ople pinggir rel security tali tarik tiarap tindih todong truk wis "
    ),
    3: (
        "amuk angin angkot arep atap back baku balkon bapa batu begal blong blood budak buny cebrang celurit "
        "cibubur congkel dari dekat down elf ember etik gandeng gorden goyang halte has her hitam holding "
        "ikat iket ikut jambret kaka kami kasir kawan ke ku kuat lahir lompat maji man masuk minyak muter "
        "nangis narik nasi nyala omahe on out panah parang perg pikun please prem put putus radio rahu rebut "
        "resepsionis reta rumah sama sambil sandal sd sendiri sepatu sesak setengah silver siram spbu stop "
        "suara sukamaju supir tahan tawur tembak tembok tengah tk tol tower water wedok with "
    ),
    2: (
        "ada alamat am ambulans ampun ancur angkat antuk asah badik baju barat batang beran bisik bleeding "
        "blue cari ceruduk dangdut daughter dengar diem ding driver duduk erokok from gatau gendong gunting "
        "hear hotel into istr jebol jembat kasur kejar kids knife korek ladang lagi layang lemas live mabuk "
        "mand manggil meja mess mundur my nemu ngunc nimpa nu nyabu ojol ombe one oplos orgnya pada pamit "
        "pepet perut pinggang pos potong rampok reka rem river road robek roof sabet sadar sakau satpam see "
        "semak separo sing sirine smoke soko still suruh tamu tangk tanjung took transmart trs two warung we "
        "were "
    ),
    1: (
        "abis alas ambang around asap aspal asrama bag bah bahu bak balap ban banting betul bojo boneka box "
        "brent bri buru bypass cambung can cerang cocok cowok cutter daging dateng deres diam dobrak ebut "
        "emen exit finish flyover friend gabisa gadung gede gerobak going hand him hp hujan husband iki in "
        "irim iso jaket janji jati jebak jemput kabut kardus kebun kelas kios km kolam kolong kompor "
        "kontainer koperas kosan kuli kurs kuta lae lain lemar lepuh letus maaf mancing market massa mbah "
        "mbantu menga nabrak name naro near nempel neng night ombak orok outside pa paha palang palu panggil "
        "pant pasar paspor pegang phone pisau pramuka pura puskesmas ransel ranta rekan rempat renang roboh "
        "roda sa sabar sakit salak sambung samura saya screaming sebentar sekolah sembuny senap senior senter "
        "she silet simpang sobek somebody something stasiun stopped suam tangga tangkep taruna tawa tebas "
        "tekan telanjang tenggelam terus th tidak tikam tiri toilet tulang ujung villa waduk walking wc went "
        "without woi "
    ),
    -1: (
        "about agak alhamdulil amal antar asal asli atm ayam bahasa bakal bakso bambu banjir banta barang be "
        "becanda bekas belajar beras besok bintang blocked bolong brak broadcast brong buah bubar buku butuh "
        "by cabe camat case cera cerah cinta coba complaint cuci curiga daerah daftar dama data dias dosen dp "
        "elem enak english fb file ganggu gedung gempa gg gini gunung gurus hancur hanya hapus home hubung if "
        "ig iseng jawa jd jiwa jo jumlah juta kalimant kan kapten karaoke kasus katong kecil keeps kelah kete "
        "kiamat kit kk know komplek kontra koper kota kotak ktp kurang kyknya labuh larang latih layan ledak "
        "left liar libur liling lipat liwat lol lp lucu luka lunas macam macet maka mall malu mang mantap "
        "masjid mbina merintah mhn milik modus mother muda nagih nang nawar nda news nongkrong nyam officer "
        "paket paling panas pasal patah perum pesan pinjol ppa prosedur puasa pula rahasia ramah ramai rang "
        "rekam rekening remaja reporting resm ring rmen ronda rongsok rs rusuh saks sawah sebut sedang sedia "
        "sedih segede sejam sekitar seminggu semua sengaja sepeda sepupu should simp sita skal slot smua "
        "status supaya susah suwun tabung taman tanam tanggal telat tempat tempel temu tenang tertib texted "
        "thank tiang tidur tingg toko tokoh trans tumbang ular unggal wa wali warga warna waspada weeks what "
        "where who yuluh "
    ),
    -2: (
        "ac airnya aktif akun amat baik bank batas bau bebas berita blokir bocor bos bot bukti cctv chat "
        "close could dapat dita edit ekor eluh game gantung gelola gerebek gila gratis harus heboh hehe hours "
        "hrs jang janj jaring jg judi juga ka kabar kabel kadang kampus kanker karung kerja khusus kompla "
        "kucing kyk laku lanjut lapa lawan lem lift lintas loh luarga mah mangga mbok mbunuh musim negara no "
        "nsos number online pajak panjang pas pdam penjara pisan plastik plat proyek rakyat rcaya rehab saat "
        "sampah sampun samsat sebe sebul segin sejak selalu semata sempat sendir seng senin serem setiap "
        "setingg shub si siap sm spion subuh sumber tagih takut tambah taruh tiket tilang ting transfer tu "
        "tugas tunggu ulang umroh video walau will yelamat yo "
    ),
    -3: (
        "aja amerika atur baca bagi bahaya bisa bunuh calo camuk celaka curi datang desa dima dkt dunia eh "
        "film gitu haha hoax ingin jalan jaman jelas jual kantor karena kata lampu langsung lebih lecet "
        "lengkap makam mau mimp nant nanya neger nikah nomor nunggu nya or ortu penuh perlu pidana pindah plg "
        "pln pohon polis polres polsek pulak punya razia ribu ribut satpol siapa smp sudah surat tahun tanpa "
        "tes that tua tulis turut waktu want "
    ),
    -4: (
        "anda anjing banget bangka begitu bener biar bs cuma dong kak kapan kehilangan lho marah mungk nak "
        "nama narkoba nger patrol pela rt rugi rw salam sebelum sehat seko share skck soal sore sorry stnk "
        "tanda tegur this tp tutup umum untung urus wants weekend "
    ),
    -5: (
        "akan awas bayar beda beli bola bukt do foto gant it izin kalo kampung kayak klo lah lama makasih "
        "malam mampet minta mung nyata pak palsu police polw pun rame report saudara selamat semalam semoga "
        "siang situ suka tipu tolong tuh was you "
    ),
    -6: "aman apa atau bantu berapa biasa cara cek hati hukum ima jam kah kalau lurah mana mati mulu tanya",
    -7: (
        "bagaimana boleh bukan bulan cerita harga hilang last lewat nas padahal sampa sering tapi to uang "
        "untuk "
    ),
    -8: "grup info korb pagi pasang rnah rusak sim wkwkwk",
    -9: "dulu for itu kasi kasih wkwk",
    -10: "< kok minggu",
    -11: "buat lalu min ya",
    -12: "dan mohon",
    -13: "bikin hari kemar",
    -15: "sih",
    -16: "jadi lapor",
    -17: "tiap",
    -32: "?",
}  # fmt: skip
