"""Points of words for danger that goes on now. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN = -14
POINTS: dict[int, str] = {
    14: "dia",
    13: "darah napas pintu",
    12: "barus deket he isih not",
    11: "dalem gang gebuk gerak pala tang",
    10: "atas bakar bawah guling inside kaki mama muka",
    9: (
        "air are bacok bawa bli dalam gudang iak injek jepit kaca lanta lepas masih mata menit numpang parang "
        "pukul rombong satu tadi tindih up "
    ),
    8: (
        "avanza bayi bens bibir car cucu dada down his kasir leher lempar luar men minum rel seret stopped "
        "water "
    ),
    7: (
        "allah and api badik belakang blood burning cepat congkel di ding gelap hear iya kamar kawan lari "
        "lips na ninggal nyaut oplos orang pings pistol sekarang setrum spbu suara teman they tiga todong "
        "turun tusuk under "
    ),
    6: (
        "angkot bada badan bag bangun bis bocah budak cemplung dek gatau kurung lt mas mulut narik nenek nu "
        "ople panta reka tabrak tarik tiarap timbun "
    ),
    5: (
        "adik ambruk apartemen arah arep bak balik bapak blong blue boat borgol bu bus busa cebrang celurit "
        "cewek dobrak door dua etik galo gandeng golok haji has jatuh jebol jendela kaka ke kejar knife "
        "lanang leg lemes lompat maaf mabok martabak molotov muntah nangis nelen neng nimpa ntal on out paksa "
        "pecah pinggang pinggir pisau pos pulau putus rahu rempu roof sadar security she tali tengah "
        "tenggelam wonge "
    ),
    4: (
        "airsoft am ambang ampun amuk arus back bapa bini biru breathe brent cabet camber cewe cibubur dapur "
        "de downstairs duduk flyover following gigit gorden goyang hotel ikat iket is iso istr item jerit "
        "kakak karyaw kena ketub keur lagi laut lindas live man manggil manjat market masuk mbantu mess mobil "
        "naik ndas ngunc nolong obat one orok pada pamit panah perut pickup pura pusing radio rebut room "
        "sakit samura see senap setengah small tembak tetep the tiri tower we wis "
    ),
    3: (
        "abis ado ambulans anak angin asap asma atap baku bentuk bisik black bleeding both cerang ceret "
        "ceruduk dari daughter denger driver eluar ember emen gereja geus going guys head him hour house hp "
        "hurry ibu iki in jembat kabeh kebun keroyok kompor lampung lemas liat loro makan mamak masuak mbak "
        "me minal minute minyak mlebu muncul nasi nceng nelpon nempel netes obrol omahe ombe omong orgnya "
        "outside over paha paka palang palu pasir paspor perg pojok prem putih putr rguru sakau salak sekap "
        "sembuny sendiri sepatu serempet sesak silver siram sirine smoke soko tahan tawur tembok tendang th "
        "tikam tk toilet tol transmart trs truk tulang two waduk wedok wont "
    ),
    2: (
        "ada airnya alamat alas ancur asep baco balkon bang barat basah bathroom batu bojo boy call cekel "
        "cekik come crowd curuh cutter dangdut dekat dengar depan depe deres drink edge elf erokok everything "
        "floor full gadang gantar gedor gergaj go got grab guard guy handak hent her hiding hold holding "
        "hutan its jaket jambret jauh jemput kabut kaku kami kandang karo ketek kirim klakson kolong "
        "kontainer kontra ku kunc ladang lahir laki layang longsor lorong mabuk mak maling mamah mancing mi "
        "move mundur muter nabrak nendang njaluk nobody nyala nyar ojol oknum panggil panggung parit pasupat "
        "pelan pepet please potong punggung purabaya rampok ransel rem renang resepsionis robek roboh ruang "
        "sa saldo sama sawit sd sebelah semak senter shaking si stairs stop su sukamaju tambang tangk tanja "
        "tanjung temen ten terus there tiba trol truck walking went windows with "
    ),
    1: (
        "afrika akhir alone already bahu balap balita balon beat bed belok ber beran berdua betul blok "
        "bonceng bone botol busur bypass cambung campe cari cebur class cocok comes counter dago den dewe die "
        "diem dukun duri ebut es etalase face fell friend front gasuh gede genang gendong geng gerbong gilir "
        "gone griya hajat hand helikopter help henti hit hitam hitting hujan husband indomaret ini intip jang "
        "jati jerigen ka kapal kasur kawa kebon kepung kiri kitchen km kolam kosan kuat kuli kumat kurs la "
        "lembur letus little lumpuh many mbatas mecah metu minutes misah motorbike my naro ncang nemu night "
        "now nunjuk nyabu obah obeng odgj off oma ombak pant pariwisata pasa pejal petas phone pikun plafon "
        "pregnant pt pulled puluh puskesmas ra rambut ranta rekan rempat reta right ringat river road sabet "
        "sambung same sandal sandera sapi satpam saya sebentar sendal senjata separo sepinggang simpang sing "
        "smk some suami suporter sweeping tamu teh tekan telpon teras through tiang tidak timbul tiyang took "
        "tronton ujan ular umah ungu usus vario watching without woi "
    ),
    -1: (
        "accident adek agen alarm ambil amen anggota apakah as asal ask asking asks assalamualaikum asuh babi "
        "bade bagi bahasa balas bali baliho bandar bank banta becanda begin bengkak beras biji bisa bising "
        "blokir bobol bom bosnya bot broadcast bs buah bully burung byk cabe camat can card cat celana cerah "
        "cinta complaint copy cuka curi daerah daftar dagang dalan damai dapet darurat dateng deposit deta "
        "does dokter eluh emang enak file first flashdisk galak gamen garis gedung gelola gembok gempa genset "
        "gerebek girl gitu grade gurus had halang hampir hapus hatur helm heula hi hidup hormat indonesia "
        "jabat jara jasa jawa jebak jelas jemur jok juga kadang kamera kantong kantor kapten karaoke karnaval "
        "kartu keeps kek kelah keren keruh kete ketua kiamat kk kode komplek kontak koper kopi kos kubur "
        "kuliah kuning kurus kyknya labuh lagu lah lampu lan langsung lanjut lansia lem lift like liling "
        "limun lintas lomba lombok lost lucu lumpur lunas mahal main maksa malah malaysia mangga maret matic "
        "mau mbok mbunuh merintah mest mhn million movie musik nagih nang nangan nanging napa nawar nda "
        "nebang negara nek news nila novel nuhun numpuk nya nyam nyuc official old oli opo pake pangkal "
        "panjang pantura papan patah patang per pesta pihak pinjol pju po podo pot pp ppa provider putar raib "
        "ramai rang rawan rekening rendem resah resm rmis rob ronda rongsok roommate roti rs rtanda rtiga "
        "rusaha sabtu sangka sayang sebelum sedih sekampung sekitar sekolah selalu seminyak semrawut send "
        "senen senin sentral sepeda serah sertifikat setor skrips slow someone sosialisas spion stolen stroke "
        "suam suksma supaya susah ta taks tanggal tapang teacher tebus telur temple tertib test tib tikus "
        "tindak tinder titip told too tsunam tugas tumbang tunggu ulang umar undang until update usia usir "
        "usul walau wali warung waspada way which why yatim year your yuluh "
    ),
    -2: (
        "abang ac ai ajar akun amal amat anjing antr antri asli baca baik bakal banyak belajar berita bhab "
        "bilang bingung bos brong bukti bunuh caleg calo close cm dama dangkal desa dias do dosen dpt dunia "
        "edit family fine gambar ganggu habis hancur handles harus heboh here hurt ingat inget iseng jad "
        "jadwal jalan jaring jelek jg jua kabur kanker karung kaya kehilangan kerja khawatir kira kmn knalpot "
        "ktp kurir langgar lapak larang lebar lebih lengkap lima liwat loh macam macet madam makassar mantap "
        "masa masjid matur maybe mbina medan milik months moved nak nonton nothing nunggu open our pajak panc "
        "parkir pdam peace pela penjara perum piring plat plg proyek rajin rakyat ramah rekam remang rewel "
        "rpanjang rumput saks sampai saw sebut segin semata sembuh seminggu semua sendir setiap setingg shub "
        "siap sini skal sok somebody sopir sorry stok sumber suwun takut tambah tanda taruh tawa tempel temu "
        "tenang tetangga then tiktok ting tolak tolong tra tramadol trauma tu very viral wakil warga wifi "
    ),
    -3: (
        "adat after ajak alis amerika asih atur bambu bana banjir be beaten begitu bolong butuh case cctv "
        "cera cuci cuma datang day dkt dompet dong dp duit entah good halo hanya hoax home if ig jahit jaman "
        "janj judi juta kaget kan kasar kasus klo kompla kota kucing lapa laptop lecet left letter made "
        "maksud mant merah modus nant narkoba nsos nyany online paket pasal penuh pidana pln polres portal "
        "program pula pulak pulang punya raid rcaya ribu ribut rmen rokok rt rugi samsat satpol school "
        "setahun skck smp stiker tagih tas taunya telat tes than thank them tidur titik trus tulis tutup ubah "
        "umroh used want wants warna weeks were will wrong yelamat "
    ),
    -4: (
        "aja akan anda another bahaya bangka barang bebas bener bola camuk celip chat copot dapat daun dima "
        "dita duanya eh gara gratis hadiah inep kabar kabel kampus kata katong kecil kit kyk latih libur "
        "makam makasih marah mimp mungk musim need ngop nomor nongkrong pak patrol pohon rame rehab salah "
        "sampa sebul sehat selamat serem share simp so tanpa tua turut week weekend when where "
    ),
    -5: (
        "about aktif aris berapa biar boleh bukan cek check could crash damkar did every film game hehe ingin "
        "it izin jual kak kayak kotak lho mah malu mati mung nanya neger nyata officer ortu palsu pas pindah "
        "polis polsek polw puasa pun razia ring rw salam saudara semoga siapa since stnk surat tahun tapi "
        "tegur tiket tilang total tuh what who you "
    ),
    -6: (
        "alhamdulil atau awas ayam bagaimana banget bayar beda bekas beli bubar bukt foto found hukum jd "
        "kapan karena lewat malam mampet nger nikah number padahal pdhl perlu police report sejak seko situ "
        "sm tanya to tp umum "
    ),
    -7: (
        "besok biasa hahaha harga hati ima info kah kalo kasih know minta nama nas sampah sering sore subuh "
        "that tipu uang untuk untung urus yo "
    ),
    -8: "apa cara gant jam kalau kampung kasi lama last lol lurah mana mulu paid semalam soal",
    -9: "aman bantu cerita haha hilang itu pasang rusak suka this ya",
    -10: "grup korb siang sim waktu wkwkwk",
    -11: "bulan dan min",
    -12: "< buat lalu minggu mohon pagi rnah",
    -13: "hari kok was",
    -14: "bikin for",
    -15: "dulu kemar wkwk",
    -17: "sih",
    -18: "lapor tiap",
    -19: "jadi",
    -30: "?",
}  # fmt: skip
