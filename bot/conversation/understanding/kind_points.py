"""Points of words for each kind of report. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN: dict[str, int] = {
    "crash": -35,
    "theft": -36,
    "fraud": -44,
    "violence": -25,
    "sexual_or_child": -40,
    "missing": -42,
    "drugs": -40,
    "disorder": -30,
    "police_service": -35,
    "paperwork": -41,
    "other": -11,
}
POINTS: dict[str, dict[int, str]] = {
    "crash": {
        48: "celaka tabrak",
        40: "nabrak tabra",
        32: "serempet",
        24: "jatuh scooter truk",
        16: (
            "accident angkot asurans brak bus car cemplung cenggol guling hit jepit jurang korb lindas mobil "
            "motor numpang patah rlintas rtiga sopir spion tanja tol "
        ),
        8: (
            "antuk balik ban banget batas bawah berapa besar bis blong blood bonceng buny bypass cepat dadak "
            "dalam darah denger down duduk ebut erokok gatau got hantam have hent hurt iki ima informas jalan "
            "jasa just kaki kalau kampus kedip kemar klaim klakson km lai lampu lebih lecet liat lingkar "
            "luarga masih masuk mogok motorbike nasi nceng near nimpa ninggal nobody ntal ojol palang pangkas "
            "parit pasang pass pt raharja raya rem reta rombong salah sawah senggol sign simpang small some "
            "sumpah tadi tangk tikung tk trus under wants way yenggol "
        ),
        -8: (
            "abis anak at atas atm balap bang banjir bapak bawa bisa bocor bolong buat can dkt dorong gendara "
            "geng gunung info injek jambret jd kabel kaca kamar kami kantor kata kerja kos lanta lapor layang "
            "lewat liar listrik malam maling mau menga menit nak nama nas now padahal pal panas parkir pd "
            "pukul reka rt sampah satu sebe sekarang sudah surat takut tanah tanya temen tempat tidur timur "
            "toko tolong tp tukang tutup urus was "
        ),
        -16: "hilang rumah",
    },
    "theft": {
        40: "begal maling",
        32: "copet curi ncur",
        24: "ambil bobol cctv congkel hilang jambret rampok toko",
        16: (
            "bag belakang colong cur guys hear indomaret kasir kehilangan ketau kotak langkah linggis lp "
            "mangga mbantu motor pepet spion waspada "
        ),
        8: (
            "ahmad alarm alone area art at atap atm ayam bada balik barang barus batal beat beran berdua "
            "berita biar blok bongkar cara cm coklat curiga daerah deket dereng dompet dong door driver duit "
            "enak gembok genteng going golok gudang handle harga hasil hati helm holding home hp ikat ingin "
            "insurance internet isi jaga jaket jendela jumat kabar kami kandang karet kebon kebun kenal kita "
            "kk kolong ku kyknya ladang laku lapa lapor laptop laut liat liling lol loncat mandir masjid men "
            "mesin mondar money motong mudik muka mushola musim muter my need nila ojol orgnya panen parkir "
            "pas pasal patrol penjara phone polisi pondok pretel prosedur raib receh rmen ruang rumah sandal "
            "satpam saya security selesai semalam senter sepeda seret slot solar somebody someone spbu "
            "station stiker suara sunday tabung tahu tali tarik tas tasnya telkom tembak that the tiga uang "
            "utara villa walet wallet wkwk wulan yani "
        ),
        -8: (
            "air aman an anak angkat angkot atau badan bakar bapak bau bayar biru boleh bonceng bpkb buat "
            "cewek damkar darah dita edit he his iak ig jadi jang jatuh jembat kah kakak karena kasih kasus "
            "ke kerja kontra kota langsung lanta lebih luar luarga lusa malah mall mana marah massa menit "
            "mohon nabrak napa nenek no nomor nonton not nyar online ople pdhl pindah polis pukul pulang rame "
            "raya resm saks salah sehat seko selamat semua senggol sim sinyal smp spkt stnk su sudah suruh "
            "tabrak telat three tiap tidak tidur tilang tipu tolong tunggu ujung under who "
        ),
        -16: "celaka kata",
    },
    "fraud": {
        40: "nipu pinjol",
        32: "palsu transfer",
        24: "beli kamboja menga million paid tipu",
        16: (
            "aris bank bohong calo cod dana dorong dukun investas kalung kurir link money nomer sms sumbang "
            "tawar telpon travel uang umroh "
        ),
        8: (
            "ac admin agen ajak akun and apk asked atm baru bawa bayar blokir bodong buka bukan bukt card "
            "dapet deposit dp dpt emas fake fiktif file from gadai gadung gandeng gave guy habis hadiah hoax "
            "hp iak ibu ini jt juta kantor kata kirim klik komplek konser koperas korb kredit ktp kwitans "
            "lapor lepas lewat liling lowong lunas makan minggu minta murah nenek ngaku nikah nomor number "
            "nyata online orang otp pasar paspor pesan pln police pulsa rdata rekening rental resah reskrim "
            "resm saldo say saya sebelum sendiri senin shop shopee siun someone suruh tagih that they tiket "
            "tki ubud undang wa want "
        ),
        -8: (
            "anak bagaimana bawah bayi belakang bens cara cctv chat cuma dan deng depan di dua gang gitu he "
            "jaga jalan jg kabar kalau kali karena kecil kehilangan kelas klo kos liat luarga malam mesin "
            "motor naik nant pagi parkir plat polsek pulang ribu sama sekal sim sini skck soal suam tahun "
            "tapi temen tetangga tinggal tua urus waktu wants warung "
        ),
        -16: "hilang yidik",
    },
    "violence": {
        24: "antem film keroyok pukul tikam visum",
        16: (
            "again ancam bunuh check etik golok hajar he his jenazah knife korek lempar luka maji mandor "
            "marah mukul nunjuk parang perut rambut ribut sembuny sete suam tampar tv "
        ),
        8: (
            "acara adeg ampun amuk antar are asrama ayah bacok balkon bang banta batas becanda bens bentak "
            "bentar bisakah bleeding bojo bos bully buny burung cabut cepat collector curhat dama darah "
            "dateng debt deng dengar dia dm duduk dulu ex finish galak ganiaya gara gebuk ghun haji has heard "
            "here hitting hukum husband iak ijo iket in injak istr itu jadi jakarta jari jebol jerit kafe "
            "kakak kalah karo kartu karung karyaw kdrt kelah kerja korb kos kurung labuh lanang lapor letus "
            "lorong lusa mabuk mant mbunuh merah muka mungk murid name nant nding neighbor nek now nuntut "
            "nusu omong only pa pacar pala papa pasal pasar pela perlu pihak pings pisau pistol punggung rasa "
            "rebut rekam resepsionis rkelahi rlindung salak saling sambil sawit saya sebe secara security "
            "semalam sempet senap senior sepi sepupu seret setengah si sidang siram smk stm suara takut tanda "
            "tang tembak tiarap tiba todong tusuk umar utang warung what will "
        ),
        -8: (
            "admin agama ancur anggota angkot angkut anter asuh atur ban bandar bau bayi belum bersih bhab "
            "bikin bln boleh bom buang bubar bukan bus car cek celaka congkel curi dalem dong duit emas "
            "februar for friend gedor hak hamil hehe him hp hutan jalan jam jambret jendela jual kabar kak "
            "kali kapal kaya kebon kehilangan ketau komplek kosong lah lampu langsung lengkap lewat linggis "
            "main maling malu mana mand masuk mati min minum mobil motor muda mula nabrak nama napas narkoba "
            "nempel no nomer nomor nyata obat oknum one online ople orgnya our paket panta pinjol plat pohon "
            "police polres ppa raya razia ruko sakau says sd semua sendir sendiri siapa sim simpang soal "
            "suruh tabrak tahu tahun tanam tanpa teman tes th tiap tidak tinggal tiri toilet toko transfer "
            "trotoar tukang uang urus waktu wali yang "
        ),
        -16: "foto nipu nyabu skck truk turun umur",
        -24: "hilang",
    },
    "sexual_or_child": {
        24: "asuh bayi cewek foto nangis ppa",
        16: (
            "akun anak badan bocah bu cabul children culi driver guru hak halte him kardus kasus laki lanang "
            "leceh lemes man narik nikah paha paksa psikolog rempu room sebar tiri umur unit video "
        ),
        8: (
            "agama ajak alone am arah baik baju balita bapak baru basah belok benar beran bilang bk blok "
            "cebar cerita chat cowok damping depok dia ding dm email enak film from gadil grup he her hitam "
            "hotel hr hukum ibunya itu jaksa juga kak kamar kecil keeps kelas kok kos kosong krl kunc laku "
            "latih lemas lombok mabuk malu mama mand market mbak me minum murid naik nanya nempel ngaj nutup "
            "om ortu paman pamer pant pantau parkir pasti pidana pintu pona proses proyek pura put putus "
            "rawat renang report rlindung rnah sama sampe samping santr says seko sendiri senonoh setuju siap "
            "sidang simp sosial ss staff suka tah tahun tarik tegur teman tidur today tong turut tutup untuk "
            "wali want wedok "
        ),
        -8: (
            "amuk apa atm bakar balik bang bangun barang bau bawa beli bener bikin botol bulan buny cepat "
            "cuma cutter dapur dari duit etik gratis habis hubung iak item jaga jalan jatuh kali kampung "
            "kapal ktp kuning langsung lebih lemar lempar liat makasih malah menga menit mohon motor nak nama "
            "narkoba need nih nyata orang out padahal pak pas pasang pasar patrol pecah perut polsek pukul "
            "ribut sampa satu sebul sim siun sore suam surat tapi tau telpon the they total tp transfer truk "
            "tua waktu warga weekend yidik you "
        ),
        -16: "hilang uang",
    },
    "missing": {
        32: "hilang",
        24: "kete menit pamit pikun temu",
        16: (
            "adik belum cari gunung hanyut kabar kabur lacak left maghrib ninggal ombak panta perg pinggir "
            "pisah pulang rempu sorry teman th turun "
        ),
        8: (
            "ago aktif anak and antar back bada bah banter bantu been beliau biasa cambung came campe culi "
            "dari daughter deket dewasa did for found friend from gali gereja girl gorong hari harus has her "
            "hpnya hrs hubung hutan identitas isi istr jam jatuh jembat jemput jenazah kakak kalimant kasur "
            "ketok kos kucing lampung lihat luarga lubang maaf main makasih malaysia mama marah mati mbal "
            "minal mother mungk my naik nama ncar not nya nyar nyata nyaut old orang padang panik police "
            "polisi pona pramuka rahu rantau reta rombong saw sedikit see sejak sendal share sing sunga tadi "
            "tahun tamu tas temen terang tidak tim tukang wali we went you "
        ),
        -8: (
            "aja am bang banjir banyak batu bayar belakang blok boleh bs bu dalam dapur darah desa do gang "
            "gant is jadi jalan jang jauh jual jumat kampung kena kok korb lah lampu mabuk malam maling mant "
            "masih mata min minta minum mohon motor nak need nipu on online pagi parkir pintu polsek pukul "
            "punya rt rusak sampe sebelum semalam sering sete sim smp sumur suruh tetangga the they tiap tiga "
            "tolong trus tua tugas uang warga ya "
        ),
    },
    "drugs": {
        40: "narkoba",
        32: "ganja nyabu oplos rehab sabu",
        24: "aneh bandar gerebek mata pil resep took urine",
        16: (
            "abis bersih biru bong bungkus campur elem gunting indonesia info jual lem maka nemu obat pantau "
            "plastik sakau says sering sesuatu tangkap tes tramadol urin "
        ),
        8: (
            "amat amuk anak at bahaya bangun bau bebas bibir bnn buang cbd ciu copot dermaga elamar fly gang "
            "ghun habis here iak ikan in is isinya it jang jarum jenguk kamar kampung karang kaya klip kontra "
            "lama lapak last legal makan malam minum mulut nanya narasumber nelay nongkrong oil ombe paket "
            "party perg pisau pojok polres pot putih rahasia razia rmen roommate sekarang seko sendir should "
            "something susu tah takut taruna tau tawa temen tidur toilet true tuh tuju vape villa yuluh "
        ),
        -8: (
            "< air am ambil atau baju bakar banget bapak bayar bs cari cuma dan guru hilang hp ini jaga jalan "
            "jatuh kak kan kita korb liling me menga motor nelpon nipu online pasar pukul rempu report ribut "
            "sehat sim tahun telpon the tiap tinggal tolong tp turun uang was "
        ),
    },
    "disorder": {
        32: "tawur",
        24: "balap dangdut geng judi mabok petas",
        16: (
            "aman ayam baku bina boleh botol celurit demo every gamen ganggu karaoke knalpot lapang larang "
            "mabuk main maksa massa musik nongkrong odgj ople ormas rame rang sabung satpol suporter tegur "
            "tukang "
        ),
        8: (
            "ambon angkut arah at baik bakal bakar ban batu bawa besok bhab bikin blokir bolong brong bubar "
            "budak buruh cafe capek cerang close club cut dagang depan dias domino door dorong dua duit dusun "
            "edar ejar futsal galak gatau geber gedor gg guesthouse halam house iak ii ijin injek is isik "
            "isinya izin jam jantung jendela just kaca kampung kandang karo klakson kompleks kumpul kuping "
            "kurs lempar les lewat liar live maki malah malam masjid molotov muda mulu mushola music nant "
            "near nih nongol nonton ogah ojek one orkes pada pagar pagi paka panah panjang parkir pasien "
            "pecah pindah plays pp protes putar reka rempat ribut rokok rombong rtua ruko sabet saling sambil "
            "sampa samura sana selat selo semak sepanjang sepi setor siang sih simpang slot smp soal sore "
            "speaker stadion su susah tamu tangga telanjang tembak teras tertib tetangga that tiap tidur "
            "torang tu umpul until what who wis yo "
        ),
        -8: (
            "? abis ada adik alir ambil angin are bagaimana bantu baru bau bawah belakang belum bener berita "
            "bhabinkamtibmas bongkar buah celaka cepat dateng dengar dia dkt dtg foto gempa got hari he helm "
            "hent hp hujan in ingin jadwal jawab jd juta kabur kakak kalau kamar kasus kata kenal klo km korb "
            "kosong kunc lalu lama lampu lapor lepas liat mandor meter min mohon mungk my naik nangis narkoba "
            "nas nenek nunggu out padahal papan pas pdam pelan pju please pohon polis polsek pulo report saja "
            "saya sekarang seko sering sim skck sopir surat tabrak tadi tangk tanpa tau tikung tp tugas turun "
            "untuk wkwk "
        ),
        -16: "hilang maling proyek",
    },
    "police_service": {
        32: "anggota bhab tilang yidik",
        24: "bhabinkamtibmas cewa napa polsek razia salam",
        16: (
            "bentak friday hours kapolres kok layan lima mantap officer oknum polis polres pos propam respon "
            "semoga seragam thank waktu was zebra "
        ),
        8: (
            "angkat anti atur awal bapak benar bens berhenti berta borgol cambung center chat complaint demo "
            "deng diem dita doang emang gadung gang ganiaya gant google hitam hormat ig imakasih injek jaga "
            "jam jang jd kabar kami kapolsek kasi kasih kasus kdrt knp kompla lapor lengkap lp mahasiswa "
            "makasih maling mbina menit nama nobody nongkrong number nuwun office operator padahal pas "
            "passport patrol pdhl polw prem ramah ruang sabar saks salah sekal sibuk soal spkt tah tanpa "
            "telpon timbang tingg tkp tugas tunggu who you "
        ),
        -8: (
            "admin air am ambil anak ancam arah atau bank barang belakang beli bengkel besar biar blok bola "
            "bpkb bs bu buka by celaka di foto from grup guru hilang ikut info istr it jatuh jual kabur kaca "
            "kamar kampung kapan karena kelas kini kita klo ktp lagi lain luarga lurah malam masih mati merah "
            "motor nangis nikah nipu nonton obat perlu pinjol punya report ribut rt rw sakit satu sebe sejak "
            "selamat situ skck sm sorry sudah tabrak takut tang terang toko tp transfer truk untuk we "
        ),
        -16: "tahun tinggal",
    },
    "paperwork": {
        56: "sim skck",
        40: "samsat",
        32: "bpkb stnk",
        24: "surat",
        16: "buku hilang kehilangan lost plat tilang urus",
        8: (
            "? antri asli bagaimana banjir bawa bayar beda berapa bikin bisa buat buka bukt cantol come cpns "
            "daftar dateng driving embassy foreigner gant ijazah info izin kitas kolektif lahir lama letter "
            "license mana mati mbak nerobos nikah padahal pajak passport perlu polsek pulau ramai rpanjang "
            "rusuh sabtu satpas sd sdukcapil sekali selamat somewhere suruh test tidak tinggal today where "
        ),
        -8: (
            "< abang ada anak asurans bantu bebas belum bersih biasa blok cctv copet cuma deket depan di "
            "doang is itu kalo kami kan kapan keras klaim lapor naik orang pasar perg polis propam saya sudah "
            "tabra tadi tanah terus tugas warga "
        ),
    },
    "other": {
        24: "bot ledak listrik ular",
        16: (
            "ambulans anjing api arus bagi bau bpjs dada damkar dkt gempa gigit halo hehe jembat kabel kuat "
            "lapuk longsor meter muara pdam puskesmas putus retak smoke sumur surut tetap tiang "
        ),
        8: (
            "about ado air airnya all ambruk antar antr antri aplikas asap asep aspal assalamualaikum bakar "
            "bales bambu bang bangka bangun banjir banta banya banyu baunya be bener berdir besar biar biasa "
            "bksda bocor bolong bs buah buang bukit cair camat camuk cape cek coming culi dalam dapur debu "
            "down dusun gali gantung gas gede genang genteng gojek goyang gratis gunung haha hi hidung hubung "
            "hujan isih item jadwal jahat jalan janda jaring jawab kabupaten kah kalau kambing kampung kan "
            "kanan kapal karcis kasur kata kelar keruh kesel kesin ketok kiri kk kolam kompla kuli kulkas kyk "
            "lah lahan lahir lajur lampu lanta lepas lepuh locked lucu lumpur lurah madam makasih mall mampet "
            "mand mati mbunuh mhn milik mimp monyet musim nak nant nas nda nenek night nsos nyam nyaut obat "
            "obrol odgj out pabrik padahal pager papan pasar pasir penuh perbaik persulit pings pju pohon pom "
            "pompa proyek psek pun punya rahu ransel ribu ring roboh roda rt rusak saja sampah sdn sdukcapil "
            "sedih see sehat sekal sekitar seko selamat semata semua separo serem sesak shub siapa sini "
            "sinyal sirine situ so sunga supir tahun taman tambang tanah tawon tekan tembok this tinggal "
            "tolong tower tp tsunam turun ulang usul vaks viral waduk wenang were wifi wkwkwk ya "
        ),
        -8: (
            "abis acara adik alamat ambil an anak and arah at baik balap balik ban bandar bawa begal begitu "
            "beran berapa bhab bikin bis bobol botol brong bukt bus call cewek ciram congkel cowok curi dama "
            "dangdut dateng deket demo deng denger dia dias diem dua flyover for foto from ganja gant ghun "
            "haji helm his hp hr ijazah in injek isinya istr itu izin jelas jual judi jurang just juta kamar "
            "kapolres karaoke kardus karena karo kayak kehilangan kerja knalpot korb kotak kurir laki lapak "
            "lapor last lempar lindas lp mabok mabuk malah malam maling mama marah masih massa minta minyak "
            "mobil molotov motor murid my nama nangis nanya narkoba neng nikah nipu nongkrong om orang orgnya "
            "panah pangkas parang parkir pas pasal patrol pela petas pidana pinjol pintu polsek pos ppa prem "
            "pulang rampok razia reka rempu report resah ribut rombong rtua sabu salam sama samsat sandal "
            "saya seragam serempet seret sering siang sidang sm sodara someone sopir stnk suara surat susah "
            "tabra tanggal tanja tanpa tarik tawur tegur tembak tikung tilang tipu to transfer trs truk uang "
            "unit waktu was yidik "
        ),
        -16: "celaka he hilang iak kete mant menga nabrak plat pukul sim skck suka tabrak temen",
    },
}  # fmt: skip
