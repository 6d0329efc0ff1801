"""Points of words for danger that goes on now. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN = -7
POINTS: dict[int, str] = {
    14: "dia",
    12: "barus gerak pintu tang",
    11: "dalem darah",
    10: "adik bawa satu",
    9: "bakar bayi dalam his muka",
    8: "arah bacok dapur gebuk iak isih kaca kaki luar masih menit napas not pistol sekarang tiga",
    7: "allah are bangun bawah biru bocah deket di gudang mama pala pings tadi turun",
    6: (
        "api bis bus cepat dua gang guling injek inside iya jatuh jendela jepit kakak kurung lanang lanta "
        "lepas mata minum mobil nenek numpang orang paksa pecah setrum teman the tusuk "
    ),
    5: (
        "air atas avanza badan balik bens bibir cewek gelap guys is kamar karyaw kunc mas naik nangis nelpon "
        "ninggal nyala pukul rempu rombong room tabrak temen tiba under up "
    ),
    4: (
        "ambruk anak and apartemen bada bapak belakang borgol car cemplung dari door ember he jang jerit "
        "kandang kena lemes lt mabok makan me minyak muntah ntal oknum on panta pulau putus rel sambil seret "
        "tali tarik tawa tawur tiarap tindih todong truk "
    ),
    3: (
        "ampun angin back baju balkon bapa barat begal bentuk blong blood bu busa celurit cibubur congkel "
        "cucu dada dekat dengar diam ding down eluar etik gandeng gara geus golok gorden goyang haji has "
        "hitam holding hotel ikat jambret jurang kaka kasir kawan ke ku kuat lari leher lempar liat lindas "
        "live lompat maji man masuk minal molotov mulut narik obat ojol omahe ople panah parang perut pinggir "
        "please rahu rebut reka resepsionis sandal satpam sd security sendiri silver siram spbu stop suara "
        "supir tahan tembak tembok tengah tk tol water wis with "
    ),
    2: (
        "alamat ambulans amuk ancur angkat angkot arep atap badik baku batu bisik bleeding blue brent budak "
        "buny cebrang dangdut daughter driver duduk elf from gatau gendong gunting halte hear her hujan "
        "husband iket ikut in into istr kids knife kolong korek lagi lahir mabuk mancing massa meja mess "
        "mundur muter nasi nempel ngunc nyabu ombak out pada perg pikun potong prem put rem reta river road "
        "robek roof rumah sabet sakit salak sama see semak separo sepatu sesak setengah sing soko still "
        "sukamaju tinggal took tower transmart trs two umpet wedok were "
    ),
    1: (
        "ada alam am antuk around asap asrama bag bak balap ban banting batang beran bojo bom buru bypass "
        "cambung can cari ceruduk cutter deres diem dobrak ebut emen erokok exit friend gabisa gadung gede "
        "gedor geng gerobak hand him ini irim iso jaket janji jati jebak jebol jembat kabut kasur kejar kelas "
        "kita km kolam koperas kuli kurs kuta ladang laut layang lemar lemas letus maaf mand manggil market "
        "mawar mbah mbantu menga my name naro nemu neng night nimpa nu old ombe one oplos orgnya orok outside "
        "pa pagar paha paka palang palu pamit paspor pepet phone pisau pos pramuka pura puskesmas racun "
        "rampok ranta rekan renang sadar sakau sambung sampe screaming sebar sebentar sembuny senap senior "
        "she sirine smoke somebody something stopped suam suruh tamu tangga tangk tanjung tekan terus th "
        "tikam tiri toilet tulang ujung villa waduk walking warung wc we went without woi yang "
    ),
    -1: (
        "agak aja akun alhamdulil ambon anggota antar apakah asking atm ayah bales baliho bambu bang bank "
        "banyak bareng be bebas becanda bener besok bln brak brong buah bubar buku butuh by camat cera close "
        "complaint culi daerah daftar dama damkar data dias dita donk edar edit elem english fb fiktif file "
        "found gamen ganggu ganti gerebek gitu gorong gratis grup gurus halang hapus heboh hours hr hrs "
        "hubung if ig jawa jd jiwa jo jt kaget kalimant kampus kapten karung kasus katong kecil keeps kelah "
        "kk knalpot know ktp kurang kyknya larang lebih left lem liar liling lintas lipat listrik liwat lol "
        "luarga lucu luka lumpur lunas macam macet malah mang mhn muda musik nagih nawar nda no nongkrong "
        "nyam officer operas pajak pas pasal passport patah perum plastik podo pompa prosedur proyek puasa "
        "pulang ramah ramai rasa rawan raya rekam rekening reporting ribu rmen rongsok rs ruko salah sarung "
        "sebelum sebut segede sejam sekitar seminggu sengaja sentral sepeda setahun should siap sini sita "
        "skal slot sm smua spion suwun tabung tah tahun takut tanam tanggal tapang tawon telat temu tenang "
        "tetangga texted tiang tidur toko tulis tunggu turut ulang ular umar umroh unggal update wa walau "
        "weeks what who wifi yuluh "
    ),
    -2: (
        "about amal bahaya banjir barang batas begitu bekas belajar belum berita blocked blokir bocor bolong "
        "bos bot bunuh case cctv chat could curiga datang dp ekor eluh enak film game gelola gg hati hehe "
        "home janj jaring jelas judi ka kadang karaoke karena kerja kete khusus kit kompla komplek kontra "
        "kotak kucing kyk laku lanjut lapa layan libur lp mah makam malu mangga masjid mbok mother musim nant "
        "nger nsos number nunggu nya pacar paket panjang pdam penjara pinjol plat plg ppa rehab ring saks "
        "sampun samsat sawah segin sejak semata semoga sempat seng senin setiap shub siapa susah tagih taman "
        "tanda tanpa tertib thank tu wali warga where "
    ),
    -3: (
        "airnya aktif baik banget bau bisa bs celaka curi dkt haha harga jg jual kabel kantor kehilangan "
        "lecet lengkap lift loh marah nanya nomor nyata online pela penuh perlu pidana pindah pisan pln "
        "polsek pulak razia rt rugi rw salam satpol sebe sebul smp soal subuh sudah surat tambah that tiket "
        "tilang tua tugas tuh waktu want weekend yo "
    ),
    -4: (
        "anjing atur bangka beli biar bukt calo camuk cek cuma desa dong hukum ingin it jalan kalo kapan "
        "lampu lho mau mungk nak narkoba nikah or ortu pohon polis polres pun punya ribut sampah sehat skck "
        "sore stnk suka tegur tes this transfer tutup umum untung wants "
    ),
    -5: (
        "do foto izin jam kak kalau kampung kayak klo korb lama makasih malam mampet mati mung nama palsu "
        "patrol police polw report seko selamat semalam situ sorry tanya tipu tp urus was you "
    ),
    -6: (
        "apa bayar beda bola boleh bukan cara gant hilang ima info kah lah lewat lurah mana minta mulu "
        "padahal rame sampa siang tapi tolong untuk "
    ),
    -7: "aman atau bagaimana bantu berapa biasa cerita itu kasi last pak sering to uang wkwkwk",
    -8: "bulan dulu nas pasang rnah rusak",
    -9: "dan pagi sim wkwk",
    -10: "for kasih kok lalu minggu",
    -11: "buat ya",
    -12: "< bikin kemar min",
    -13: "hari jadi mohon",
    -15: "sih",
    -18: "lapor tiap",
    -33: "?",
}  # fmt: skip
