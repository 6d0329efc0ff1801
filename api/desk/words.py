"""The desk's words, in Indonesian, for the English keys of the domain. They are translated like all texts."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels import registry
from bot.conversation import wording
from core.terms import ReportTag
from core.troubles import shown

CATEGORIES = wording.CATEGORIES
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
CHANNELS = registry.NAMES
TICKS = {
    "queued": "Antre", "sending": "Mengirim", "sent": "Terkirim", "delivered": "Diterima", "read": "Dibaca",
    "failed": "Gagal",
}  # fmt: skip
ATTEMPTS = {
    "sent": "Terkirim", "delivered": "Diterima", "read": "Dibaca", "failed": "Gagal",
    "retry": "Belum berhasil, dicoba lagi", "unknown": "Tidak pasti sampai", "repeat": "Dikirim sekali lagi",
    "template": "Dikirim lagi sebagai templat", "plain": "Dikirim lagi tanpa tombol",
}  # fmt: skip
TROUBLES = {  # why, as channels and delivery word it (bot.messages.SendError)
    "waits": "menunggu warga menulis lagi",
    "window closed": "jendela balasan sudah tertutup",
    "its channel is switched off": "kanalnya tidak terhubung",
    "blocked": "penerima memblokir kami",
    "no such recipient": "penerima tidak ditemukan",
    "content refused": "isi pesan ditolak penyedia",
    "refused": "ditolak penyedia",
    "too many requests": "penyedia minta menunggu",
    "account not usable": "akun kami di penyedia tidak bisa dipakai",
    "database busy": "basis data sedang sibuk",
    "provider not reached": "penyedia tidak terjangkau",
    "provider in trouble": "penyedia sedang terganggu",
    "no answer": "penyedia tidak menjawab",
    "unreadable answer": "jawaban penyedia tidak terbaca",
    "provider reports a failure": "penyedia melaporkan kegagalan",
    "found at the provider": "ditemukan di penyedia",
    "lease ran out": "pengirim berhenti sebelum hasilnya tercatat",
    "after it was reported as failed": "setelah dilaporkan gagal",
    "program error": "kesalahan program",
    "sealed with a key that is not here": "disegel dengan kunci yang tidak ada di sini",
    "": "alasan lain",
}
ADVICE = {  # what an officer can do about their message that did not arrive
    **dict.fromkeys(
        ("blocked", "no such recipient"),
        "Mengirim ulang baru berguna bila warga membuka blokir atau menulis lagi. Dengan kode dan PIN ia sudah bisa "
        "membacanya di halaman lacak. Mendesak? Datangi tempatnya.",
    ),
    "content refused": "Tulis dengan kata lain, lalu kirim sebagai balasan baru.",
}
ACTIONS = {  # of the audit, as the history of a report shows them
    "report.filed": "Laporan masuk", "report.opened": "Membuka laporan", "report.taken": "Mengambil laporan",
    "report.assigned": "Menugaskan", "report.status": "Mengubah status", "report.priority": "Mengubah prioritas",
    "report.category": "Mengubah kategori", "report.note": "Menulis catatan", "report.replied": "Membalas warga",
    "message.resent": "Mengirim ulang pesan", "file.downloaded": "Mengunduh berkas asli",
    "access.refused": "Ditolak membuka", "contact.erased": "Menghapus data pelapor",
    "report.cut_off": "Memutus sambungan ke pelapor",
}  # fmt: skip
FILES = {"photo": "Foto", "video": "Video", "voice": "Pesan suara", "document": "Dokumen"}
FILE_STATES = {
    "waiting": "sedang diambil", "too_large": "terlalu besar untuk disimpan", "gone": "sudah hilang di penyedia",
    "forgotten": "dihapus oleh pengirim", "refused": "tidak diambil, alamatnya ditolak",
    "unreached": "tidak bisa diambil",
}  # fmt: skip
IDENTITIES = {
    "contactable": "Boleh dihubungi lewat kanal ini", "private": "Nama dan nomor dirahasiakan",
    "anonymous": "Anonim, tanpa jalan kembali",
}  # fmt: skip
RESTRICTED = {"ppa": "kekerasan seksual dan anak", "oversight": "layanan polisi"}  # what such reports are about
ROLES = {"operator": "Operator", "admin": "Admin"}
FIELDS = {"category": "Kategori", "place": "Tempat", "when": "Waktu", "urgent": "Bahaya", "priority": "Prioritas"}
TAGS: dict[ReportTag, str] = {
    "emergency": "Dibuka sebagai darurat", "question": "Ingin bertanya ke petugas",
    "false_alarm": "Pengirim menekan Salah tekan", "needs_help": "Butuh bantuan petugas",
    "near": "Orangnya masih dekat",
    "mute": "Jangan menelepon: hanya bisa lewat chat",
    "hurt": "Ada yang luka", "hiding": "Pengirim sembunyi", "safe": "Pengirim sudah aman",
    "delete_request": "Minta datanya dihapus", "withdraw_request": "Menarik persetujuan",
    "withdrawal": "Ingin menarik laporan ini",
    "outside_area": "Di luar wilayah", "sensitive": "Menyangkut kekerasan seksual atau anak",
    "hushed": "Sudah banyak alarm dari sambungan ini: yang ini tidak berbunyi",
}  # fmt: skip


def advice(why: str) -> str:
    return ADVICE.get(shown(why).partition(": ")[0], "")


def reason(why: str, say: Callable[[str], str]) -> str:
    """Why a message did not arrive, in the officer's language, with the provider's code where there is one."""
    known, _, code = shown(why).partition(": ")
    said = say(TROUBLES.get(known, TROUBLES[""]))
    return f"{said} ({code})" if code else said
