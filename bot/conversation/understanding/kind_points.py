"""Points of words for each kind of report. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN: dict[str, int] = {
    "crash": -37,
    "theft": -37,
    "fraud": -45,
    "violence": -28,
    "sexual_or_child": -42,
    "missing": -44,
    "drugs": -42,
    "disorder": -32,
    "police_service": -37,
    "paperwork": -43,
    "other": -5,
}
POINTS: dict[str, dict[int, str]] = {
    "crash": {
        48: "celaka tabrak",
        40: "nabrak tabra",
        32: "serempet",
        24: "jatuh scooter truk",
        16: (
            "accident angkot asurans brak bus car cemplung cenggol guling hit jepit jurang korb lindas mobil "
            "motor numpang palang patah rlintas rtiga tanja "
        ),
        8: (
            "abk agung antuk balik ban banget batas bawah berapa bis blong blood bonceng box buny bypass "
            "cepat dadak dalam darah denger down duduk ebut erokok gatau got hantam have hent hurt iki "
            "informas jalan jasa just kedip kemar klaim klakson km lai lalu lampu lebih lecet lingkar makan "
            "masih masuk mi mogok motorbike nasi nceng near nimpa ninggal nobody ntal ojol pangkas parit "
            "pasang pass pt raharja rambu raya rel rem reta rombong salah sawah selat senggol sign simpang "
            "situ small some sopir spion sumpah tadi tangk tikung tindak tk tol trus tuhan under underpass "
            "wants way yenggol "
        ),
        -8: (
            "anak at atas atm balap bang bapak bawa biar bisa blokir bocor bolong buat dkt dorong gendara "
            "geng grup gunung hilang info jambret jang jd kabel kaca kamar kantor kata ke kerja lanta lapor "
            "layang lewat liar listrik malam maling mau menga menit nak nama nas now padahal pal panas parkir "
            "pd pukul reka rt rumah sampah satpam satu sayur sebe sekarang sudah surat takut tanya tas temen "
            "tempat tidur timur toko tolong tp tukang tutup urus was "
        ),
    },
    "theft": {
        48: "begal",
        40: "maling",
        32: "congkel copet curi ncur rampok",
        24: "ambil bobol cctv hilang jambret toko",
        16: (
            "bag belakang colong cur guys hear kasir kehilangan ketau kotak langkah linggis lp mbantu motor "
            "pasal pepet spbu spion "
        ),
        8: (
            "ahmad alarm alone at atap atm bada balik barang barus batal beat beran berdua biar biji blok "
            "bongkar cara cm coklat copy curiga daerah deket dereng dompet door driver duit enak gembok "
            "genteng going gudang handle harga hasil helm hent holding home hp ikat indomaret ingin insurance "
            "internet isi jaga jaket jendela jumat kabar kaca kami kandang karet kebon kebun kenal kita kk "
            "kolong ku kyknya ladang laku lapa lapor laptop laut liat liling locked lol loncat malam mandir "
            "mangga masjid men mesin mondar money motong muat mudik muka musim muter my need nila ojol orang "
            "orgnya panen parkir pas patrol penjara phone polisi pondok pretel prosedur pura raib receh rmen "
            "rs ruang rumah sandal sarang satpam saya security semalam senter sepeda seret slot solar "
            "somebody someone station stiker suara sunday tabung tali tanjung tarik tas tasnya telkom tembak "
            "that the tiga timur trotoar uang veter villa walet wallet waspada wkwk yani "
        ),
        -8: (
            "agak aman an anak angkat angkot atau badan bakar banget bapak bau bayar biru boleh bonceng bpkb "
            "buat celaka cewek damkar darah datang dita edit he his iak ima jadi jang jatuh jembat kah kakak "
            "kan kasus kata ke kerja kota langsung lanta ledak luar lucu malah mall mana marah menit mohon "
            "nabrak nant napa nenek no nomor not ntal nyar online ople pindah polis polsek pukul pulang pun "
            "rame raya rt saks salam sampa sebul sehat sekarang seko selamat selesa semua senggol siapa sim "
            "sinyal smp spkt stnk su sudah suruh tabrak telat three tiap tidak tidur tilang tipu tolong "
            "tunggu untuk who "
        ),
    },
    "fraud": {
        40: "nipu pinjol",
        32: "palsu transfer",
        24: "kamboja link menga million paid sms tipu",
        16: (
            "aris bank bayar beli bohong calo card cod dana dorong dukun investas juta kalung kurir money "
            "nomer rekening sumbang tawar telpon travel uang umroh "
        ),
        8: (
            "admin ajak akun and apk asked asli atm bagi barcode baru bawa blokir bodong buka bukan bukt "
            "dapat dapet deposit dp emak emas fake fiktif file from gadai gadung gaji gandeng gave guy habis "
            "hadiah hoax hp iak ini it jt kantor kete kirim klik komplek konser koperas korb kredit ktp "
            "kwitans lapor lepas lewat liling lowong lunas makan minggu minta modus murah nang nenek ngaku "
            "nikah nomor number nyata online orang otp para pasar paspor pln polda police pulsa rdata rental "
            "resah reskrim saldo say saya sebelum sendiri shop shopee siun someone suruh tagih tanah that "
            "they tiket tki toko ubud undang wa want "
        ),
        -8: (
            "anak bagaimana bayi belakang bens berita cara cctv cuma deng depan dua gang gelap he jaga jalan "
            "kabar kalau kali karena kecil kehilangan kelas kos liat luarga malam mesin motor naik nant pagi "
            "parkir plat polsek ribu sama sekal sim sini skck soal suam suka tahun tapi temen tetangga tiap "
            "tinggal tua urus waktu wants warung "
        ),
        -16: "dan hilang yidik",
    },
    "violence": {
        24: "antem keroyok pukul tikam visum",
        16: (
            "again amuk ancam bacok bully bunuh check dengar etik film ganiaya golok hajar he his jerit knife "
            "korek luka maji mandor marah mukul nunjuk parang perut rambut ribut sembuny sinetron suam tampar "
            "tv "
        ),
        8: (
            "abis acara ampun antar are asah asrama ayah badik balkon bang bapa batas becanda bens bentak "
            "bentar bleeding bojo bos buny burung but cabut cepat collector come curhat daging dama darah "
            "debt deng dia dm duduk dulu ejek ex finish galak gebuk geng ghun gir guru haji has hati heard "
            "here hitting hukum husband iak ibu ijo iket in ingin injak istr itu jadi jakarta jari jebol "
            "jenazah kafe kakak kalah karo karung karyaw kdrt kelah keras kerja korb kos kuliah kurung labuh "
            "lae lagi lanang lapas lapor leher lempar letus lorong lusa mabuk mant mas mawar mbunuh muka "
            "mungk murid name nant nding neighbor nek now nuntut nusu omong only pa pacar pala papa pasal "
            "pasar pela perlu pihak pings pisau pistol punggung putra rebut rekam resepsionis rkelahi "
            "rlindung salak sambil sawit saya secara security semalam senap senior sepi sepupu seret sete "
            "setengah si sidang siram smk stm suara sumur takut tanda tang temba tembak tiarap tiba todong "
            "tusuk umar usus utang warung what will "
        ),
        -8: (
            "admin agama anggota angkot anter asuh atap atur bagi ban bandar bau bayi beli belum bersih bhab "
            "bikin boleh bom buang bubar bukan bus car cek celaka curi dalam dalem dong duit februar for "
            "friend game gas gedor gila hak hehe hijau him isi jalan jam jambret jendela jual kak kali kasih "
            "kebon kehilangan kenal ketau komplek kosong kuning kurir lah langsung ledak lengkap lewat "
            "linggis lubang main maka maling malu mana mand masuk mati minum mobil motor muda mula nabrak "
            "nama napas narkoba nempel no nomor oknum one online ople our paket panta pinggir pinjol pohon "
            "police polres ppa raya razia ronda ruko sakau salah says sd sendiri siapa sih sim simpang "
            "suporter suruh tabrak tahu tanam tanpa teman th tiap tinggal tiri toilet toko transfer trying "
            "tukang uang umum urus waktu wali "
        ),
        -16: "foto kabar nipu nyabu nyata skck truk turun umur",
        -24: "hilang",
    },
    "sexual_or_child": {
        24: "asuh bayi cewek culik foto man nangis ppa",
        16: (
            "ajak anak bocah bu cabul children culi driver hak halte him kardus kasus laki lanang leceh lemes "
            "mama narik nikah paha paksa pona psikolog rempu room tiri umur unit video wali "
        ),
        8: (
            "agama akun alone am arah badan badut baik baju balita bapak baru begitu belakang belok beran "
            "bilang bk blok cebar cerita chat cowok damping depok dia ding dm email enak face from gadil "
            "gasuh guru guy he her hotel hr hukum ibunya ig itu jaksa juga kak kamar kasi kecil keeps kelas "
            "kos kosong krl kunc laku latih lemas lombok mabuk malam malu mand market mbak me minum murid "
            "naik nanya nempel ngaj nurut nutup om ortu paman pamer pant parkir pasti pidana pintu pribad "
            "proses pura put rawat renang report rlindung rnah sama sampe samping santr says sd sdn sebar "
            "seko sendiri senonoh setuju siap sidang simp sosial ss staff stop suka tah tahun tanya tarik "
            "tegur teman temen today tong tutup untuk want wedok "
        ),
        -8: (
            "amuk apa atm bakar bang bangun barang bau bawa beli bener bikin bulan buny cepat cuma cutter "
            "dapat dapur dari datang duit etik gratis habis hubung iak item jaga jalan jang jatuh kali "
            "kampung kirim klo ktp kuning lemar lempar liat maaf makasih malah mati menga menit milik motor "
            "muda nak nama narkoba need nih nyata orang out padahal pager pak pasar patrol pecah perut polsek "
            "pukul rehab ribut sabu sampa satu sim siun sore suam surat tabrak tanah tapi tau telpon the they "
            "total tp truk tua tusuk waktu warga weekend yidik "
        ),
        -16: "hilang uang",
    },
    "missing": {
        32: "hilang",
        24: "kete menit pamit pikun pinggir",
        16: (
            "adik bantu belum cari gadis hanyut kabar kabur lacak left maghrib mother ninggal ombak panta "
            "perg pisah pulang rempu sorry temu th "
        ),
        8: (
            "ago aktif anak and antar back bada bah banter been beliau biasa boneka box cambung came campe "
            "dari data daughter deket dewasa did for found friend from gali girl gorong gunung hari harus has "
            "her hoax hpnya hrs hubung hutan identitas ima isi istr jam jatuh jembat jemput jenazah kakak "
            "kalimant kasur ketok kos kucing lampung liat lihat luarga lubang maaf main makasih malaysia mama "
            "marah mati mbal minal mungk my naik nama ncar not nya nyar nyaut old orang padang panik police "
            "polisi pona pramuka radio rahu rantau reta rombong saw sedikit see sehat sejak sendal sesat "
            "share sing sunga tadi tahun tamu tas teman temen terang tidak tim tukang turun we went you "
        ),
        -8: (
            "aja am atap bang banjir banyak batu bayar belakang blok boleh bs dapur darah desa do fine gang "
            "gant grup hent is jadi jalan jang jauh jual jumat juta kampung kena kok korb lah lampu lewat "
            "mabuk makan malam maling mant masih minum mohon motor nak need nipu on online pada pagi parkir "
            "pintu polsek pukul punya rt rusak sebelum seko semalam sendir sering sete sim smp sumur suruh "
            "tetangga the they tiga tolong trus tua tugas uang video warga ya "
        ),
    },
    "drugs": {
        40: "sabu",
        32: "ganja narkoba nyabu oplos rehab",
        24: "aneh bandar mata obat pil resep took urine",
        16: (
            "abis bersih biru bong bungkus campur elem gerebek gunting indonesia jenguk jual lapak lem nemu "
            "paket plastik sakau says sesuatu tes tramadol urin "
        ),
        8: (
            "amat amuk anak anti at bae bahan bahaya bangun bau bebas bibir bnn buang cbd ciu copot dermaga "
            "elamar fly for gang ghun habis here iak ikut in info is istr it jang jarum kamar kampung kapal "
            "karang kaya klip kontra la lama last legal maka masa minum mulut nanya narasumber nelay "
            "nongkrong oil ombe pantau party perg pisau pojok polres pot putih rahasia rasa razia rmen "
            "roommate sekarang seko sendir sering should something sunti susu tah takut tangkap taruna tau "
            "temen tidur toilet true tuju vape villa you yuluh "
        ),
        -8: (
            "< air am ambil atap atau baju bakar banget bapak barus bayar bs cuma foto hilang hp ibu ini jaga "
            "jalan jatuh juta kak kan kita korb liling main me motor nelpon nipu nya online padahal pasar "
            "pukul rempu report ribut sehat sim sudah tadi tahun telpon tembak the tinggal tolong tp turun "
            "uang was "
        ),
        -16: "dan",
    },
    "disorder": {
        32: "tawur",
        24: "balap dangdut demo judi mabok ormas petas",
        16: (
            "ayam baku bina boleh botol every gamen ganggu geng ii ijin karaoke knalpot kuping lapang larang "
            "liar mabuk main maksa massa molotov musik nongkrong odgj ople rame sabung satpol suporter "
            "tetangga tukang "
        ),
        8: (
            "aman ambon angkut aparat arah at atur baik bakal bakar ban batu bawa besok bhab bikin blokir "
            "bocil bolong brong bubar budak buruh cafe capek celurit cerang close club cowok cut dalam depan "
            "dias domino door dorong duit dusun ejar futsal galak gatau geber gedor gg guesthouse halam house "
            "iak injek is isik izin jam jantung jemur jendela jual just kaca kampung kampus kandang karo "
            "kejar kelas klakson kompleks kost kumpul kurs lempar les lewat live maki malah malam masjid muda "
            "mulu mushola music nant near nih nonton nyany ogah ojek one orkes pada pagar pagi paka panah "
            "panjang parkir pasien pecah pesta pindah pisan plays pp protes putar rang reka ribut rokok "
            "rombong ruko rw sabet saling sambil sampa samura selo semak sepanjang serang setor siang sih "
            "simp simpang situs slot smp soal sore speaker stadion su tamu tangga tegur telanjang tembak "
            "teras tertib that tiap tiket tiktok torang tu uang umpul until what who wis yo yth "
        ),
        -8: (
            "? abis adik air alir ambil angin are atau bagaimana bantu baru bawah belakang belum bener berita "
            "berta bhabinkamtibmas biar buah celaka cepat dateng dengar dia dkt dtg foto gempa got habis haha "
            "hari he helm hent hoax hp hujan in ingin jadwal jatuh jawab jd kalau kata kaya kenal klo km korb "
            "kosong kunc lalu lama lampu lapor ledak lepas liat mandor meter min mohon mungk my nangis "
            "narkoba nas nenek nipu nunggu out padahal pandang papan pas please pohon polis polsek pramuka "
            "pulo report rusak saja sapi saya sekarang seko sering siap siapa sim surat tabrak tadi tangk "
            "tanpa tau tp tugas untuk wkwk "
        ),
        -16: "hilang maling proyek",
    },
    "police_service": {
        32: "anggota bhab tilang yidik",
        24: "bhabinkamtibmas cewa kapolres napa polsek razia",
        16: (
            "bentak friday hours kok layan lima mantap officer oknum patrol polis polres pos propam respon "
            "salam semoga seragam thank waktu was zebra "
        ),
        8: (
            "angkat anti asih atur awal bapak bens berhenti berta borgol cambung center chat complaint demo "
            "deng diem dita doang emang gadung gang ganiaya gant google hitam hormat ig imakasih injek is "
            "jaga jam jang jd jelas kami kasi kasih kasus kdrt knp kompla lapor lengkap lp mabok mahasiswa "
            "makasih maling mbina menit nama nobody nongkrong number nuwun office one operator padahal pas "
            "passport polw prem ramah ruang sabar saks salah sekal sibuk soal spkt tah tanpa telpon timbang "
            "tingg tkp tugas tunggu who you "
        ),
        -8: (
            "admin air ambil anak ancam arah atau baca bank barang barus belakang beli besar biar bola bpkb "
            "bs bu buka by celaka di enak foto from grup guru haha helm hilang ikut info istr it jatuh jual "
            "kabur kaca kamar kampung kapan karena kelas kini kita klo ktp lagi listrik luarga lurah malam "
            "masih mati merah motor nangis nanya narkoba nikah nipu nonton obat perlu pinjol punya rcaya "
            "report ribut rt rw sakit satu sebe sejak selamat sering situ skck sm sorry sudah tabrak takut "
            "tang terang toko tp transfer truk untuk we "
        ),
        -16: "tahun tinggal",
    },
    "paperwork": {
        56: "sim skck",
        40: "samsat",
        32: "bpkb stnk",
        24: "surat",
        16: "buku foreigner hilang izin kehilangan lost plat tilang urus",
        8: (
            "? antri asli bagaimana banjir bawa bayar beda berapa bikin bisa buat buka bukt cantol come cpns "
            "daftar dateng driving embassy gant ijazah info kak kitas kolektif lahir lama letter license mana "
            "mbak my nerobos nikah padahal pajak passport perlu polsek pulau ramai rpanjang rusuh sabtu "
            "satpas sd sdukcapil sekali selamat somewhere suruh test tidak tinggal today where "
        ),
        -8: (
            "< abang ada anak asurans banget bantu bebas belum bersih biasa blok cctv copet cuma deket depan "
            "di doang hidup is itu kalo kami kan kapan keras lapor naik orang pasar perg polis propam saya "
            "sudah tabra tadi tanah terus tugas warga "
        ),
    },
    "other": {
        32: "ledak",
        24: "damkar listrik ular",
        16: (
            "ambulans anjing arus asap baca banta bau bot bpjs dkt gantung gempa gigit goyang halo hidup "
            "jembat kabel kiamat longsor mbunuh merintah meter mimp muara negara psek puskesmas retak ribu "
            "rsis rusak sedih sumur surut tetap tiang tsunam vaks "
        ),
        8: (
            "about ac ado agung air airnya all amerika anda antar antr api asep asli aspal awas bagi bahasa "
            "bahwa bakar bala bambu bangka bangun banjir banya banyu baunya bbm be begin belajar bener berdir "
            "berita besar biar biasa bidan bik bksda bmkg bocor bom breaking buah bukit camuk cape city "
            "coming dada dagang dapur darat daripada darurat debu denda detik ding drone ecek eh gali game "
            "gara gas gede genang genteng gojek gosong grup gunung haha hehe hubung hujan isih jadwal jahat "
            "jalan jaman jang jaring jawab jo kabeh kalau kambing kampung kan kanan kapok karat karcis kasur "
            "kata kesel kesin ketok kiri kit kk klarifikas kolam kompla kuat kyai kyk lah lahan lahir lajur "
            "langit lanta lapuk laut lebih lepas lho locked lucu lumpur lurah madam mah makam makan mall "
            "mampet mand mati mhn milu monyet nak nant nas nda ndan neger news night nsos nyam nyaut obrol "
            "pabrik padahal paling panas papan pasar pasir pdam penjara penuh perbaik persulit pings pisang "
            "pju pohon pom pompa presiden proyek pun punya putus racun rahu rakyat rang ransel rcaya riksa "
            "ring roboh roda ronda rt sampah saudara sawat sdn sdukcapil see sehat selalu selamat semata "
            "semua separo serang serem sesak sete share shub si siapa sini sinyal sirine situ smoke so soal "
            "stok sumber sunga supir taman tambang taruh tawon tekan telur tembok tempat tenggelam test tewas "
            "this tidur tikus tinggal tolong tower tua tuh tulis turun ubah ujan usul video waduh walikota "
            "wenang were wifi will wisata wkwkwk "
        ),
        -8: (
            "abis abk acara adik am ambil anak and antem apakah arah at bacok bah balap balik ban barcode "
            "bawa bayar begal ber beran bhab bis bk blokir bocil bpkb brong bu bukt bus call camar capek car "
            "cara cctv celaka cewek ciram come congkel copet cowok curi dama dateng deket deng denger di dia "
            "dias diem dukcapil flyover for from gaji ganja gant gapapa gembok ghun hajat haji his hr ijazah "
            "in injek istr jual judi jurang just kaca kakak kamar kami kampus kandang kapolres karaoke kardus "
            "karo kasir kasus kecil kerja klakson knalpot konser kontak korb kotak kurir lagu laki lanang "
            "lapak lapang lapor last layan lecet lempar lindas lp mabok mabuk maksa malah malam maling mama "
            "mant masih massa minimarket minta mobil modus molotov motor murid musik narkoba neng nikah "
            "nongkrong numpang nurut nyabu om operator oplos orang orgnya ortu pamit panah panggung pangkas "
            "parang parkir pas patrol pela perg petas pidana pinjol pintu pisau plat polsek pos potong ppa "
            "prem protes pt pulang rambu razia rehab reka rempu report resah ribut rombong rtua sabar sabtu "
            "sabu sabung sama samsat sarung satpam satu sawit saya seragam serempet seret sering sesuatu "
            "sidang simp siram smp sms someone sopir stnk suara suka surat susah tamu tanja tarik taruna "
            "tegur temen tengah tiket tikung tilang tipu to toko transfer trs truk uang undang unit untung "
            "urine was yengat yidik "
        ),
        -16: (
            "berapa botol demo he hilang iak kehilangan kete link menga my nabrak nipu pasal pukul rampok sim "
            "skck tabra tabrak "
        ),
    },
}  # fmt: skip
