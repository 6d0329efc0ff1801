"""Points of words for danger that goes on now. Tenths of a logarithm of odds, of stems;
`?` stands for a question mark, `<` for a time that lies well back. Written by `python -m tests.messages.learning`.
"""

BEGIN = -14
POINTS: dict[int, str] = {
    14: "dia",
    13: "dalem darah napas pintu",
    12: "barus he isih",
    11: "atas deket gang gebuk gerak not pala tang",
    10: "bakar bawah dalam guling inside kaki mama muka",
    9: (
        "air are bacok bawa bli gudang iak injek jepit kaca lanta lepas masih mata menit numpang parang pukul "
        "rombong satu tadi tindih up "
    ),
    8: (
        "avanza bayi bens bibir car cucu dada down his kasir leher lempar luar men minum rel seret stopped "
        "water "
    ),
    7: (
        "allah and api belakang blood burning cepat ding gelap hear iya kamar kawan lari lips na ninggal "
        "nyaut oplos orang pings pistol sekarang setrum spbu teman they tiga todong turun tusuk under "
    ),
    6: (
        "adik angkot bada badan badik bag bangun bis bocah budak cemplung congkel dek di dua gatau kejar "
        "kurung lt mas mulut narik nenek nu ople panta reka suara tabrak tarik tiarap "
    ),
    5: (
        "ambruk apartemen arah arep balik bapak blong blue boat borgol bu bus busa cebrang celurit cewek "
        "dobrak door etik galo gandeng golok haji has jatuh jebol jendela kaka ke knife lanang leg lemes "
        "lompat maaf mabok martabak mobil molotov muntah nangis nelen neng nimpa ntal on out paksa panah "
        "pecah pinggang pinggir pisau pos pulau putus rahu rempu roof sadar security she tali tengah "
        "tenggelam timbun wonge "
    ),
    4: (
        "airsoft am ambang ampun amuk arus atap back bak bapa bini biru breathe cabet camber cerang cewe "
        "cibubur dapur de downstairs duduk flyover following gigit gorden goyang hotel ikat iket is iso istr "
        "item jerit kakak karyaw kena ketub keur lagi lampung laut lindas live man manggil manjat market "
        "masuk mbantu mess naik ngunc nolong obat obrol one orok pada pamit perut pickup pura pusing radio "
        "rebut room sakit samura see senap setengah small tembak tetep the tiri tower we wis "
    ),
    3: (
        "abis ado ambulans anak angin asap asma baku bentuk bisik black bleeding both brent ceret ceruduk "
        "dari daughter driver eluar ember emen gereja geus going guys head him hour house hp hurry ibu iki in "
        "jembat kami kebun keroyok kompor lemas liat loro makan mamak masuak mbak me minal minute minyak "
        "mlebu muncul nasi nceng ndas nelpon nempel netes omahe ombe omong orgnya outside over paha paka "
        "palang palu pasir paspor perg pojok prem putih putr rguru sakau salak sekap sendiri sepatu serempet "
        "sesak silver siram sirine smoke soko tahan tawur tembok tendang th tikam tk toilet tol transmart trs "
        "truk tulang two waduk wedok wont "
    ),
    2: (
        "ada airnya alamat alas ancur asep baco balap balkon bang barat basah bathroom batu bojo boy call "
        "cambung cekel cekik crowd curuh cutter dangdut dekat dengar denger depan depe deres drink edge elf "
        "erokok everything face floor full gadang gantar gedor gergaj go got grab guard guy handak hent her "
        "hiding hold holding hujan hutan its jaket jambret jauh jemput kabeh kabut kaku kandang kapal karo "
        "ketek kirim klakson kolong kontainer kontra ku kunc ladang lahir laki layang longsor lorong mabuk "
        "mak maling mamah mancing mi move mundur muter nabrak nendang njaluk nobody nyala nyar ojol oknum "
        "panggil panggung parit pasupat pelan pepet please potong punggung purabaya rampok ransel rem renang "
        "resepsionis robek roboh ruang sa saldo sama sawit sd sebelah semak sembuny senter shaking stairs "
        "stop su sukamaju tambang tangk tanja tanjung temen ten terus there tiba trol truck walking went "
        "windows with "
    ),
    1: (
        "afrika akhir alone already bahu balita balon banyu beat bed belok ber beran berdua betul blok "
        "bonceng bone botol busur bypass campe cari cebur class cocok come comes counter daging dago den dewe "
        "die diem dukun duri ebut es etalase fell friend front gadung gasuh gede genang gendong geng gerbong "
        "gilir gir gone griya hajat hand helikopter help henti hit hitam hitting husband indomaret ini jang "
        "jati jerigen jurang ka kaos kasur kawa kebon kepung kiri kitchen km kolam kosan kuat kuli kumat kurs "
        "la lembur letus linggis little lumpuh many massa mbatas mecah metu minutes misah motorbike my naro "
        "ncang nemu night now nunjuk nyabu obah obeng odgj off oma ombak pant pariwisata pasa pe pejal petas "
        "phone pikun plafon pregnant pt pulled puluh puskesmas ra rambut ranta rempat reta right ringat river "
        "road sabet sambung sandal sandera sapi satpam saya sebentar sendal senjata separo sepinggang si "
        "silet simpang sing smk some stadion suami suporter sweeping tamu teh tekan telpon teras through "
        "tiang tidak timbul tiyang took tronton ujan ular umah ungu usus vario watching without woi "
    ),
    -1: (
        "accident adek agen alarm ambil amen anggota anjing apakah as asal ask asking asks assalamualaikum "
        "asuh babi bade bagi bahasa balas bali baliho bandar bank banta becanda begin beras biji bisa bising "
        "blokir bobol bom bosnya bot broadcast bs buah bukit bully burung byk cabe camat can card cat celana "
        "cerah cinta complaint copy cuka curi daerah daftar dagang dalan damai dapet darurat dateng deposit "
        "deta does dokter dosen eluh emang enak file first flashdisk galak gamen garis gedung gelola gembok "
        "gempa genset gerebek girl gitu grade gurus had halang hampir hapus hatur helm heula hi hidup hormat "
        "indonesia jabat jalur jara jawa jelas jemur juga kadang kamera kantong kantor kapten karnaval kartu "
        "keeps kek kelah keren keruh kete kiamat kk kode komplek kontak koper kopi kos kubur kuliah kuning "
        "kurus kyknya labuh lagu lah laku lampu lan langsung lanjut lansia lem lift like liling limun lintas "
        "lomba lombok lost lucu lumpur lunas mahal main maksa malah malaysia mangga maret matic mau mbunuh "
        "mest mhn million mintak movie musik nagih nang nangan nanging napa nawar nda nebang negara nek news "
        "nila novel nuhun numpuk nya nyam nyuc official old oli opo pacar pake pangkal panjang pantura papan "
        "patang per pesta pihak pinjol pju po podo pot pp ppa provider putar rajin ramai rang rapat rekening "
        "rendem resah resm rmis rob ronda rongsok roommate roti rs rtanda rtiga rusaha sabtu sangka sayang "
        "sebelum sedih sekampung sekitar selalu seminyak semrawut send senen senin sentral sepeda serah "
        "sertifikat setor skrips slow someone sosialisas spion stolen stroke suam suksma sumber supaya susah "
        "ta tanggal tapang tawa teacher tebus telur temple tertib test tib tikus tindak tinder titip told too "
        "trans tsunam tugas tumbang tunggu ulang umar undang until update usia usir viral walau wali warung "
        "waspada way which why yatim year your yuluh "
    ),
    -2: (
        "abang ac ai ajar akun amal amat antr antri asli baca baik bakal banyak belajar bengkak berita bhab "
        "bilang bingung bos brong bukti bunuh caleg calo close cm dama dangkal desa dias do dpt dunia edit "
        "family fine gambar ganggu habis hancur handles harus heboh here hurt ingat inget iseng jad jadwal "
        "jalan jaring jelek jg jua kabur kanker karung kaya kehilangan kerja khawatir kira kmn knalpot ktp "
        "kurir langgar lapak larang lebar lebih lengkap lima liwat loh macam macet madam makassar mantap masa "
        "masjid matur maybe mbina medan milik months moved nak nonton nothing nunggu open our pajak panc "
        "parkir patah pdam peace pela penjara perum piring plat plg proyek rakyat ramah rawan rekam remang "
        "rewel rpanjang rumput saks sampai saw sebut segin semata sembuh seminggu semua sendir setiap setingg "
        "shub siap sini skal sok somebody sopir sorry stok suwun tambah tanda taruh tempel temu tenang "
        "tetangga then tidur tiktok ting tolak tolong tra tramadol trauma tu usul very wakil warga wifi "
    ),
    -3: (
        "adat after ajak alis amerika asih atur bambu bana banjir be beaten begitu bolong butuh case cctv "
        "cera cuci cuma datang day dkt dompet dong dp duit entah good halo hanya hoax home if ig jahit jaman "
        "janj judi juta kaget kan kasar kasus klo kompla kota kucing laptop lecet left letter made maksud "
        "mant merah modus nant narkoba nsos nyany online paket pasal penuh pidana pln portal program pula "
        "pulak pulang punya raid rame rcaya ribu ribut rmen rokok rt rugi samsat satpol school setahun share "
        "skck smp stiker tagih takut tas taunya telat tes than thank them titik trus tulis turut tutup ubah "
        "umroh used want wants warna were will wrong yelamat "
    ),
    -4: (
        "aja akan anda another bahaya bangka barang bebas bener bola camuk celip chat copot dapat daun dima "
        "dita duanya eh gara gratis hadiah inep kabar kabel kampus kata katong kecil kit kyk lapa latih libur "
        "makam makasih marah mimp mungk musim need ngop nomor nongkrong pak patrol pohon polres rehab salah "
        "sebul sehat selamat serem simp so tanpa tua week weekend weeks when where "
    ),
    -5: (
        "about aktif aris berapa biar boleh bukan cek check could crash damkar did every film game hehe ingin "
        "it izin jual kak kayak kotak lho mah malu mati mung nanya neger nyata officer ortu palsu pas pindah "
        "polis polsek polw puasa pun razia ring rw salam sampa saudara semoga siapa since stnk surat tahun "
        "tapi tegur tiket tilang total tuh what who you "
    ),
    -6: (
        "alhamdulil atau awas ayam bagaimana banget bayar beda bekas beli bubar bukt foto found hukum jd "
        "kapan karena lewat malam mampet nger nikah number padahal pdhl perlu police report sejak seko situ "
        "sm tanya to tp umum "
    ),
    -7: (
        "besok biasa hahaha harga hati ima info jam kah kalo kasih know minta nama nas sampah sering sore "
        "subuh that tipu uang untuk untung urus yo "
    ),
    -8: "apa cara gant kalau kampung lama last lol lurah mana paid semalam soal",
    -9: "aman bantu cerita haha hilang itu kasi mulu pasang rusak suka this ya",
    -10: "grup korb siang sim waktu wkwkwk",
    -11: "bulan dan min",
    -12: "< buat lalu minggu mohon pagi rnah",
    -13: "hari kok was",
    -14: "bikin for wkwk",
    -15: "dulu kemar",
    -17: "sih",
    -18: "lapor tiap",
    -19: "jadi",
    -30: "?",
}  # fmt: skip
