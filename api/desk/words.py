"""The desk's words for what the domain calls by English keys; gettext turns them into English again."""

from __future__ import annotations

from core.terms import ReportTag

CATEGORIES = {
    "crash": "Kecelakaan lalu lintas",
    "theft": "Pencurian atau begal",
    "fraud": "Penipuan online",
    "violence": "Kekerasan / ancaman",
    "sexual_or_child": "Kekerasan seksual/anak",
    "missing": "Orang hilang",
    "drugs": "Narkoba",
    "disorder": "Gangguan ketertiban",
    "police_service": "Layanan polisi",
    "paperwork": "Surat dan SIM",
    "other": "Lainnya / tidak yakin",
}
STATUSES = {
    "received": "Baru",
    "checking": "Sedang dicek",
    "handling": "Sedang ditangani",
    "need_info": "Butuh info",
    "finished": "Selesai",
}
RESULTS = {
    "solved": "Ditangani",
    "forwarded": "Diteruskan",
    "duplicate": "Laporan ganda",
    "unfounded": "Tidak ditemukan",
    "no_contact": "Pelapor tidak terhubungi",
    "withdrawn": "Ditarik pelapor",
}
PRIORITIES = {1: "Darurat", 2: "Segera", 3: "Biasa", 4: "Rendah"}
VIEWS = {
    "baru": ("new", "Baru"),
    "saya": ("mine", "Saya"),
    "semua": ("all", "Semua"),
    "telat": ("late", "Telat"),
    "menunggu-saya": ("waiting_me", "Menunggu saya"),
    "menunggu-warga": ("waiting_citizen", "Menunggu warga"),
    "disebut": ("mentioned", "Menyebut saya"),
    "sensitif": ("restricted", "Sensitif"),
    "selesai": ("finished", "Selesai"),
}
CHANNELS = {"telegram": "Telegram", "whatsapp": "WhatsApp", "webchat": "Web"}
TICKS = {
    "queued": "Antre", "sending": "Mengirim", "sent": "Terkirim", "delivered": "Diterima", "read": "Dibaca",
    "failed": "Gagal",
}  # fmt: skip
TROUBLES = {  # what channels say in our own words; anything else is shown as the provider put it
    "window closed": "jendela balasan sudah tertutup",
    "blocked": "penerima memblokir kami",
    "no such recipient": "penerima tidak ditemukan",
    "content refused": "isi pesan ditolak penyedia",
}
FIELDS = {"category": "Kategori", "place": "Tempat", "when": "Waktu", "urgent": "Bahaya", "priority": "Prioritas"}
TAGS: dict[ReportTag, str] = {
    "emergency": "Dibuka sebagai darurat", "question": "Ingin bertanya ke petugas",
    "false_alarm": "Pengirim menekan Salah tekan", "needs_help": "Butuh bantuan petugas",
    "near": "Orangnya masih dekat",
    "hurt": "Ada yang luka", "hiding": "Pengirim sembunyi", "safe": "Pengirim sudah aman",
    "delete_request": "Minta datanya dihapus", "outside_area": "Di luar wilayah",
    "hushed": "Sudah banyak alarm dari sambungan ini: yang ini tidak berbunyi",
}  # fmt: skip
