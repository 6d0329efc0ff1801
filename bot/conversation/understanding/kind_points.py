"""Points of words for each kind of report. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN: dict[str, int] = {
    "crash": -37,
    "theft": -34,
    "fraud": -41,
    "violence": -25,
    "sexual_or_child": -36,
    "missing": -42,
    "drugs": -40,
    "disorder": -34,
    "police_service": -38,
    "paperwork": -40,
    "other": -4,
}
POINTS: dict[str, dict[int, str]] = {
    "crash": {
        40: "celaka nabrak tabra tabrak",
        32: "crash serempet",
        24: "accident angkot bus cenggol cerempet cungsep guling hit jatuh jepit lindas scooter truk",
        16: (
            "bis blong blood bonceng brak car cemplung cetir dama jasa jurang korb lecet mobil mogok motor "
            "nceng numpang palang parit pass patah raharja rem rlintas tanja tikung tol travel tumpah "
        ),
        8: (
            "adu agung antuk aspal asurans avanza bak balik ban batas bawah becak bengkak beres bike bule "
            "bumper bypass cepat ceruduk cipal copot dadak darah dashboard dekat derek down driver ear ebut "
            "erokok fine flyover haji hampir hantam hospital iki informas jalan jalur jantung kali kapan "
            "kemar klaim klakson km lalu lampu lari lebih left leg lembang letter liat lihat lingkar lubang "
            "lutut mas masuk mi milik mohon motorbike moving ndara near netes note ntal nyaut nyok oleng oli "
            "over pangkas pantura pasang pasir perlu pt rel rempat rental rider road rtiga sadar salah santun "
            "sawah sawit selat sembil senggol sepuluh simpang sopir spion still sumpah suramadu tadi tangk "
            "there tindak tk trol truck trus tu turun under untun water yengat yenggol "
        ),
        -8: (
            "air airnya am anak at atas atm back bacok bakar balap bank bapak barang bawa beli biasa block "
            "blok blokir bocor bolong buat can copet dada dan dkt door dorong empat erekam gara gede geng "
            "gratis grup halo hilang hujan ikat ikut info jadi jambret jang jd jual kabel kaca kamar kami "
            "kampung kata kayak ke kok kolam kos kota kunc lah lain laki lanta lapor liar listrik mabuk malam "
            "maling mau menga menit mesin minal muka nama napa nas night now nyata online padahal paka pal "
            "parkir pejal pepet pos pukul rafia reka rt sambil sampa sampah satu sebe sebelum sekarang siang "
            "sim suka surat tang tanya tas temen they tiang timur tp transfer tutup uang warga "
        ),
        -16: "rumah tidur",
    },
    "theft": {
        48: "begal",
        40: "maling ncur",
        32: "congkel copet curi jambret rampok",
        24: "ambil bag bobol hilang kasir kotak raib",
        16: (
            "aye berdua brankas cctv colong cur genteng gonggong gudang helm house insurance jendela karet "
            "kebon kehilangan keran ketau langkah laptop limun linggis lp mangga mbantu men metik motor open "
            "pepet polisi pretel rampas ruang senter spion station tas tasnya tembak toko took while "
        ),
        8: (
            "abang ado alarm amal any apakah area around atap atas atm back bada balik barang beat belakang "
            "beran bisik black blok buka camera canda celana coklat copy curiga daerah dapur diam die doang "
            "dong downstairs driver dua duit emas gas gembok get give golok gondol guys hasil hati hear hehe "
            "hiding holding hp iket indomaret ingin inside intip jaket jumat kaca kalung kami kandang kenal "
            "kita konter koper kunc kurir kyknya laci lapor laundry lebar leher lemar lepas locked lupa "
            "maghrib mandir masjid melon mesin mondar money motorbike muat mudik muka muter nawar need nila "
            "ninja ojol orang orgnya our pagar pager panen parang parking parkir pas pasal pe penjara phone "
            "pickup pintu plafon pom pondok potong prosedur pu pura rakit rest ronda rs sa safe sandal sapi "
            "sapu satpam sawit saya sedot semalam sembuny sepatu sepeda seragam slot someone sopir spbu stang "
            "stiker stolen suara sunday tabung tahu tali tanpa tarik telkom they think ti tiga time titik "
            "todong topeng train trying tv two usut vario ventilas walet wallet warnet was waspada "
        ),
        -8: (
            "adik after agak anak and angkat api asap atau badan bakar banget bantu banyak bapa bapak bar bau "
            "bayar belum berapa bering besar besok bilang biru boleh bonceng bpkb buat cewek damkar datang "
            "dulu edit fake gerak gitu gratis gunung hampir hari have he hit iak ima istr jadi jatuh kah "
            "kakak kampung kan kasus kata ke kerja kitong langsung lanta layan luar luarga lucu mabuk makan "
            "malah man mana mand masak massa mata menit million minyak mohon mulut nabrak nama nangis ndara "
            "nenek nikah no nongkrong nonton not ntal nyar online or pada paid panggil pisah pisau please "
            "polsek pukul pun rame roboh saks salah salam sampa sampah sehat seko selamat semua she sim sing "
            "skck spkt stnk suam sudah surat suruh tabrak telat thank tiap tidak tilang tipu tolong transfer "
            "tunggu untuk urus warung who you "
        ),
        -16: "celaka",
    },
    "fraud": {
        40: "nipu pinjol transfer",
        24: "aris beli investas link menga million otp paid palsu sumbang tawar telpon tinder tipu",
        16: (
            "apk bank bayar bohong calo cod dana deposit dorong duit dukun fake gps ilang janji juta kamboja "
            "koperas kurir lady money number rekening rental saldo shop sms tebus travel uang umroh "
        ),
        8: (
            "admin agen ajak akun apakah app asks atm bagi bahaya bali bandar barcode batang bendahara "
            "berangkat blokir bodong bukan card cewe daftar dapat dapet dateng dpt emas fiktif gadai gadung "
            "gambar gave gelang gigi gratis guy hadiah haha iak ijazah ini is jawa jual kalung kantor kata "
            "kerja kirim klik konser kontak kredit ktp kwitans lapor legal lepas liling lunas makan mama mbel "
            "me minggu minta murah nang narkoba nikah nomer nomor nota nyata online orang over owner paket "
            "panc pasar pesan pln pulau pulsa rempu robot sadar say saya says sebelum sendir sendiri sepatu "
            "sertifikat shopee someone tagih tanah telepon tiket tki toko trading trus undang undi untung wa "
            "waris weeks wont "
        ),
        -8: (
            "anak ancam bagaimana bakar bantu bawah be belakang berita biasa buny car cara cctv chat cuma "
            "dama dan deng depan di dong dua gang gelap hilang jang kabar kalau karena kecil kehilangan kelas "
            "kos lampu last liat luarga malam maling mesin motor murid naik nant pagi parkir plat pun ribu rt "
            "sama sim skck soal suam suka tahun tapi temen truk tua urus waktu we "
        ),
        -16: "jalan polsek yidik",
    },
    "violence": {
        24: "antem badik cekik keroyok knife neighbour pisau pukul tikam visum",
        16: (
            "again airsoft ancam are asah baco bunuh cutter dia fight gebuk gedebuk golok hajar has he "
            "hitting injak jerit keras korek letus minyak mukul neighbor nunjuk only parang perut rebut ribut "
            "siram street suam suami sundut tampar temba tendang tusuk wonge "
        ),
        8: (
            "about adeg adek after akta ampun amuk ancem antar arit asri avanza bacok bah bales balkon bang "
            "banting bap batas bawa bens bentak berita beta bike bleeding bojo bola bos boss budak bully buny "
            "burung but cabut cekel cepat check collector copy curhat dama darah debt den dengar denger dm "
            "door dorong ejek etik ex film gaji galo ganggu ganiaya gendara gerak ghun grab haji handak hati "
            "heard help here hidung hit hukum husband ijo induk ipar irim istr jahit jara jari jebol jenazah "
            "jiwa juru kafe kakak kalah karo karung karyaw katering kdrt kelah kepung know korb kos kuliah "
            "kurung laku lanang lapor lari latih lawang lebam leher lemar lempar leng lewang lokal lorong lot "
            "luka lusa mabuk maji mak mamak mandor mant marah martabak mas mawar mbunuh mlebu muka musuh na "
            "nagih nant nek now nuntut nusu nyar obeng omong pa pacar pajang pala panah papa pasal peace pela "
            "phone pihak pinggang pings pintu piring pisan pistol pu pung punggung putra raid rambut rasa "
            "report resepsionis rkelahi rlindung rnah rumah rumput sa sambil same samura sandera satu saya "
            "screaming sebut secara security sekap semalam senap senior seret sinetron sister smk sonde stm "
            "suara takut tanda tang taruna taxi tembak they tiarap tiba told trus tua turi tv umar until usus "
            "waris watching whats will "
        ),
        -8: (
            "ambulans and anggota angkut anter api asuh at atm atur bag bagi bakar banget batu begin belakang "
            "belum bener bersih bikin bln bohong bolong bom buang bubar bukan bungkus bus butuh car cara cek "
            "celaka congkel cucu curi dalem dangdut dapat demo doang does dong down duit for foto gas gedor "
            "gelap gelola gembok genteng gigit hak halo hehe hijau him hujan hutan indonesia is isi jalan jam "
            "jambret jatuh jembat jg juga ka kabar kabel kak kali kehilangan kenal ketau klakson kolong "
            "komplek konser kosong kotak kucing kurir langsung ledak lewat listrik lost lubang maka malah "
            "maling mana mand masjid masuk mati mecah menit mesin meter minum mobil mohon molotov muda nabrak "
            "nak narkoba nempel nenek night no nomer nomor normal nya odgj oknum online our paha paksa paling "
            "panta petas pohon police polres ppa putih rahu rehab rempat reta ringet ronda rusak sabu sabuk "
            "sakau sapu saudara say sd sendiri seragam siapa sim simpang skck so son suporter suruh tabrak "
            "tengah th tiap tidur tinggal tipu tiri toilet toko tol tolak transfer truk trying tu tukang "
            "turun tutup uang ular urus ventilas wajib waktu wali warga "
        ),
        -16: "admin bandar bayi jual motor nipu pinjol umur",
        -24: "hilang nyabu",
    },
    "sexual_or_child": {
        24: "asuh bayi bocah paksa ppa siul tiri",
        16: (
            "ajak amen anak ayah baby balita cewek children cubit culi culik damping drink foto guru halte "
            "him kamar kardus kasus kontrak krl laki latih leceh mama man murid nangis narik nempel nikah om "
            "ortu paha paman pamer pijat pindah pona sebar senonoh teacher tisu umur unit "
        ),
        8: (
            "adik after akun alone am any asked atau badan baju bapak baru barus be becanda begitu belakang "
            "belok beran bilang bk bogor bos bu by cabul celana cerita chat come cowok cucu daughter depok "
            "dia dokter dosen driver email emis ex father fb gadil gambar garis gasuh girl gudang guy hak "
            "hapus he her his home hotel hr hukum ibunya into itu jaksa jemur jorok juga ka kakek kamera kasi "
            "ke kecil keeps kelas kenal kontra koran kosong ku kunc laku lampu lanang lawan lemas locked "
            "makan maksa mana mand masak mess mest minum moto ngaj nona normal pagi pant pasien perpanjang "
            "pidana please pribad proyek psikolog pura push rabu rcaya rempu renang right rlindung room said "
            "sama santr sarung say school sd sekelas seko selasa seminggu sendiri sepupu seragam she siap "
            "sidang simp simpen sm sopir stop suara suka suruh tahun take tamu tanya taro taunya tegur "
            "telegram temen tidur tika tirta tong transjakarta tu tuanya turut tutup two uncle untuk usia "
            "usir uu video vonis wajib wali want wedok weeks what which without yeberang your "
        ),
        -8: (
            "alhamdulil all almarhum ambil amuk and angin anjing antem apa atm back balik bang barang bau "
            "bawa bayar begal beli bibir bikin bohong box bulan busa but butuh cari cctv cek celaka cepat "
            "congkel cuma cutter daftar dapat dapur darah dari dekat doang etik gaji galak gara genteng gini "
            "gratis habis has hati hilang hit hrs hubung hujan ibu istr item jalan jam jang jatuh jembat "
            "kabar kabel kabur kali kampung kena kete km kopi ktp kucing kuning laptop leher lemar lempar "
            "letter liling lol lost lucu macet main makasih malah maling menit mohon motor muda nama narkoba "
            "near need nelpon nih nipu nobody nomor nongkrong nuntut nya nyala nyata one only ople orang pada "
            "pager pak paket parang pasar past pecah perut pesan phone pil pisau plg polis polsek program "
            "rehab ribut sabar sabu sakit sampa sandal satu sebelum sembuny sepatu siang siapa sih sim "
            "simpang siun skck sore sorry suam subuh tabrak tanah tapi telpon tes they tolong took total "
            "transfer truk tusuk ulang ular warga wkwk yidik "
        ),
        -16: "bakar bangun buny surat tua uang",
    },
    "missing": {
        32: "hilang pikun",
        24: "ninggal pamit pinggir poster",
        16: (
            "adik came cari cucu did found gadis hanyut jemput ka kabar kabur kete lacak left looking luarga "
            "menit mother ncar ndak nyar old panta pasa perg pisah pulang rantau rempu rombong sejak sorry "
            "temu th "
        ),
        8: (
            "ado ago akhir aktif alhamdulil anak at bada bah baju bak balik bandara bantu beach before beliau "
            "belum biasa boneka box brother butuh cabut cannot cera curug dari data daughter deket dompet "
            "edar find for from gali gandeng gelang girl gone gorong gunung hari harus he here hoax hour "
            "hutan identitas istr jam jenazah juli kakak kalimant kandung kasur kawan kucing lampung lawu "
            "lihat lost lubang maaf maghrib main makasih malaysia mati mbah mbal missing mungk nama nanya nek "
            "nenek never nomer not nyaut odgj om ombak orang padang pant pe phone polair polisi pona posis "
            "pramuka program putr radio rahu rel rson saking sandar sedikit see sekampung sendal she siapa "
            "stopped subuh sunga tadi tahun tamu tas tell teman temen terang tiange tidak timbul times tki "
            "ttg turun umah update walk we went you "
        ),
        -8: (
            "aja ajak am ambil apa are bakar bang bangun banjir banyak bayar beran blok boleh bs bu buka cek "
            "coklat dalam dapur darah driver duduk duit fine gang gara gratis guru ini itu jadi jang jauh "
            "jual jumat juta kampung kecil kehilangan kena korb laki lampu listrik mabuk makan malam maling "
            "man mant masih masuk mau me minta minum mohon muka mulu nabrak need pada padahal parkir perlu "
            "pintu pukul putus room rt rusak sampe say semalam sendir sim sore tanah tetangga tiap tolong "
            "truk tua tugas two uang untuk villa warga warung what "
        ),
        -16: "do jalan motor",
    },
    "drugs": {
        40: "rehab sabu",
        32: "ganja narkoba nyabu oplos resep",
        24: "aneh bandar elem obat pil tramadol urin urine",
        16: (
            "abis bersih bibir biru bnn bong bring bungkus cbd cous doctor gerebek gunting jarum jual lapak "
            "linting mata mushroom nelen nongkrong ombe party pills plastik rahasia roommate sakau sering "
            "sesuatu tes took vape yuluh "
        ),
        8: (
            "amat amuk anak anter at bad bahan bahaya bangun bapa barang bau bebas biji bongkar breaking "
            "buang busa campur ciu daun fly for gang go grey here iak if ijo in indo indonesia info ingin "
            "ipar isep isinya it jebak jenguk juga kamar kampung kapal karang kawan kaya kemar ketek klip "
            "kontra koplo kosmetik la lapas larang legal lem lips maka make mant masa minum mulut narasumber "
            "nemu oil ok on or paham paket pantau pisau pojok pot pula putih razia real rmen roof room sachet "
            "sedot sekarang sendir should something sunti suntik takut talk tanam tangkap tangkep taruna tau "
            "tawa tell teman temen test they tidur toilet tuju who "
        ),
        -8: (
            "< air am ambil atap atau baju bakar banget bapak barus bs cerita cuma foto hilang hp ibu ini "
            "jaga jalan jatuh juta kita korb lagi lempar liling lurah main minta motor nangis nipu online "
            "padahal parkir pas pukul rempu report ribut sampa sehat siang sim skck suara tadi tahun telpon "
            "tembak the tinggal tolong tp truk turun video was wkwk "
        ),
        -16: "dan",
    },
    "disorder": {
        32: "balap knalpot petas tawur",
        24: "crowd dangdut demo geng judi mabuk massa musik ormas",
        16: (
            "ayam baku bina botol brong bubar busur celurit domino dorong every gamen gir ii kampung karaoke "
            "katong kuping lapang legal lempar lihara mabok main maksa mbang molotov ne nongkrong odgj panah "
            "pesta rame rang rombong sabung samura satpol situs sound suporter tertib tiktok tunggal umpul "
        ),
        8: (
            "about alun aman angkut api app atur awak bakal bakar ban batas batu bawa bengkel besok bhab "
            "blokir bocil bola boleh bom both burning buruh cafe capek cerang close club cowok dagang days "
            "dekat depan door dorang duit dusun ejar flyover futsal ganggu gatau gedor gergaj gerombol gg gor "
            "hajat halam hell iak ijin injek isik its izin jam jantung judol just kaca kades kampus karo keep "
            "kejar kelas kompleks konvo kotor kumpul kurs larang las layang lebar legi les lewat liar live "
            "lurah maki malah malam masjid mbina minggu minimal minimarket muda mulu mushola music muter "
            "nanging nant next nian nih nonton ogah ojek one operas ople orkes other outside pada pangkal "
            "panitia panjang parkir pasien pecah pejal perum pindah plays potong pp protes putar reka resah "
            "rguru ribut risih rokok ruko running rusuh sabet sabtu saling salut sambil sampa sarung sebe "
            "selat selo semak sembako sepanjang serang setiap setor siang sih simp simpang slot sok sopi sore "
            "speaker stadion sweeping tamu tangga tegur telanjang tempat teras tetangga that them tiap tib "
            "tiket till tongkrong tu tukang umum until weekend what who wis yo yth "
        ),
        -8: (
            "? abis ado air am ambil assalamualaikum atau back bala balik bantu bapak baru bau begal belakang "
            "belum bener berita berta bhabinkamtibmas bongkar car celaka cepat cerita dana darah dateng dia "
            "dkt eh foto gempa got habis haha halo hampir helm hent her here hoax hotel hp hujan jadwal jatuh "
            "jd kakak kata kaya kenal kerja km korb kosong kunc la lalu lampu lapor ledak lepas liat lihat "
            "mak mama mandor meter min mohon my nama narkoba nas nunggu pala pandang papan pas pohon police "
            "polsek pramuka proyek pulo rnah rusak sawit school sekarang selamat sering she siap sim sma "
            "sopir tabrak tadi tanpa this tikung truk untuk urus wkwk "
        ),
        -16: "adik he hilang maling nangis",
    },
    "police_service": {
        32: "anggota bhab officer tilang yidik",
        24: "bhabinkamtibmas cewa kapolres layan polis polsek propam razia seragam",
        16: (
            "asked banya bentak bripka hours kok lapor mantap napa oknum patrol polantas polres polw pos "
            "ramah salam sel semoga soal than tugas tunggu zebra "
        ),
        8: (
            "angkat anti apresias as asih at atur awal bagus balas banget bapak bens berkah berkas borgol "
            "call cambung center chat complaint cuti dateng demo diem dita doang elektronik emang english "
            "friday gadung gant google hatur hitam humas ig injek jaga jam jelas jempol kabel kapolsek kasi "
            "kasih kasus kdrt ki knp kompla labuh lengkap lima lp mahasiswa makasih maling man maret masa "
            "menga menit minta mobil nama nangan night no nobody nomor nongkrong normal nuhun number operator "
            "padahal panggil passport pdhl pela piket ppa rempat respon sabar saks salah salut saya sibuk "
            "since sirine spkt tah tanah tangga tanpa telpon terus thank they timbang tingg tkp tourist unit "
            "upacara waktu wants was woy you your "
        ),
        -8: (
            "abis air am ambil anak ancam arah atau bangun bank barus bau belakang beli belum biar bisa blok "
            "blokir bola bpkb bs bus celaka copet dan di do enak foto from grup guru haha harus have hilang "
            "ikut info isinya istr jembat jual kabur kaca kakak kamar kampung karena kartu kelas kena kini "
            "kita klo knalpot ktp kunc lagi lain listrik luarga lurah malam mama masuk mati motor naik "
            "narkoba nikah nipu nonton obat pasar pinjol punya rcaya ribut rt rw satu sebe sejak selamat "
            "sering situ skck sm tabrak takut tali tamu tang tiap tidur toko tp transfer truk untuk we with "
        ),
        -16: "perlu tahun tinggal",
    },
    "paperwork": {
        48: "samsat sim skck",
        32: "bpkb stnk",
        24: "pajak plat surat",
        16: "buku cetir driving dukcapil kartu kitas kode lost passport polda ramai satpas",
        8: (
            "? address almarhum antri asli atau bagaimana banjir bawa bayar beda berapa berla bikin biru bisa "
            "buat buta butuh cebur cpns daftar dateng derek embassy gagal gant hilang how ijazah inep ingin "
            "izin jari kedah kehilangan kk kolektif ktp lahir libur mana motor nama ndara need nemu nerobos "
            "nikah online padahal paspor perlu pindah police polisi polsek psikolog pulau rayap rpanjang sd "
            "sekali selip sidik sir stm susah test tilang ulang urus visa wakil warna wife zigzag "
        ),
        -8: (
            "abang ada anak and angkat asurans banget bantu bebas bener bersih biasa cctv copet cuma dalam "
            "deket depan doang he hidup itu jalan kalau kalo kami kemar keras kirim kita korb me nabrak naik "
            "nanya no nyata obat of orang pada pak paka parkir pasar pecah perg propam sampa saya setengah "
            "sudah tadi tanah terus tetangga that tiap truk tugas warga was "
        ),
        -16: "blok",
    },
    "other": {
        32: "ledak",
        24: "bpjs dkt gempa gigit halo kanan listrik tsunam ular",
        16: (
            "airnya ambulans api arus asap bakso bau bocor bot dada damkar darurat ding gantung gedung genang "
            "goyang haha hujan jembat kabel lahir lift lol longsor mampet mbunuh merintah met meter miring "
            "nsos patang psek puskesmas racun ransel ribu rmis sedih seru sumur surut tambang tawon telur "
            "tenggelam tower ubah vaks way "
        ),
        8: (
            "agung air all amerika anda anjing antar antr antri asep asli assalamualaikum baca badut bagi "
            "bahasa bahaya bahwa bakar bambu bangka bangun banjir banta bantu banyu bbm begin benar bendung "
            "bener berita berta besar biasa bibir bidan bit bksda boat bolong bom buah buang bukit bullying "
            "burning burung cabe cair camuk can cape caption cicil ciliwung closed comes coming contoh cusul "
            "dagang dalem danau darat daripada debu denda detik diri dita doesnt down drone drpd duri ecek eh "
            "emergency erekam eskalator everything fast fire gadang gaes gali ganti gara gas gede gedor gila "
            "going good gosong gotong grup gunung hahaha hi hidup hoax horas ikan iklan is jadwal jahat jalan "
            "jang jaring jawab jerigen judul jumlah kak kambing karnaval karung kasur keren ketok ketub "
            "kiamat kidul killed kira kiri klarifikas kolam kompla kondang kota kuat kubur kucing kyai kyk "
            "lah lahan lampung langgan lanta lapuk laut lebih lemes lepas lho live lomba lompat lompok loncat "
            "lucu lumpur lurah macet madam mafia mahal makam maksud mand manggil mati matic mesin mhn milu "
            "mimp minutes monyet muara muncul musim naik nampak napas nas negara neger nemen nenek ngop night "
            "nulis nutup nyala nyam obrol ojk pabrik padam pagar paket pal paling panas papan pasar pasteur "
            "pdam penuh pings pohon pom pompa ponegoro portal posyandu pramuka pregnant presiden proyek punya "
            "putus rahu rakyat rcaya resm retak roboh ronda rsis rsj rsud rt runtuh rusak sampah samping "
            "sampun saudara sdn sedada segera sehat sekitar selamat semata serem setrum share shub si siapa "
            "sini sinyal smoke so solar sonde sunga supaya tahun taman tambah tambal tanah tebang tekan telat "
            "tembok tempat test tetap tewas this tiang tidur timbul timbun tindih tinggal tips titip tolong "
            "tuh tulis tumbang tutup ujan ungs utara video viral waduh waduk warga water wifi wisata wkwk "
            "wkwkwk wrong youtube "
        ),
        -8: (
            "abang abis acara adik after aman ambil ampera an anak aneh angkot asih at atau avanza aye bacok "
            "bad badik bah balap balik ban bandar bandung bank barang baru barus batas bawa bayar bayi be "
            "begal behind beran berapa bike bk blong botol bpkb brong bubar bukt bule bus cabut camar cari "
            "cekel cetir cewek chat ciram club come congkel crowd cubit cungsep curi daftar dama dekat deket "
            "deng denger deposit deres dia did diem dm door driver ejar elem emas english entah flyover for "
            "from gabisa gadung gelang gonggong grab gunting guy guys hajat haji he helm her hit hp iak "
            "ijazah iket injek inside into isinya jasa jendela ji jual judi jurang juta kakak kamar kampus "
            "kandung kapolres karaoke kardus karo kasir keran kerja ketau knife konser korb kotak kurir lagu "
            "laku lapang lapor lari layan lecet lempar les letter lindas linggis lingkar lp mabok maji maksa "
            "malam maling mama mamak mas masih massa mbang mbok me minimarket minta minyak mobil mogok "
            "molotov money motor music musik must musuh muter my na narasumber narkoba ncar ncur near nemu "
            "nikah nipu nobody nona number numpang nyabu nyar operator orang ortu outside over paid paman "
            "pant parang pas patrol pe pela perg petas pikun pil pindah pinjol pisah pisau polsek pos posis "
            "potong ppa prem propam prosedur pt pulang pung pura raib rama ramai rampok ranah razia rehab "
            "reka rempu resah ribut rmen rokok sabar sabtu sabu sandar sawit saya scooter senap seragam "
            "serempet seret sering sesuatu setor sidang siswa sm smp sms sopir sound still stm stnk street su "
            "suara suka suporter surat susah tamu tangkep tarik taruna tawur tegur teh teman temen th they "
            "tiap tikung tipu tki to toilet toko took trauma truk trus tunggal uang umur under unit untung "
            "urin urine villa visum want whats when with yengat yidik you "
        ),
        -16: (
            "bhab bis celaka cowok dateng demo ganja ghun hilang kasus kehilangan kete knalpot laki legal "
            "link mabuk mant menga murid neng panah pasal phone plat pukul report samsat sarung sim siram "
            "someone tabra tabrak tanja transfer trs "
        ),
        -24: "nabrak skck",
    },
}  # fmt: skip
