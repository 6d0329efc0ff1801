"""Thanks, and the words that are said beside them: what tells of nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

THANKS = frozenset(
    "terima kasih terimakasih makasih makasi trims trimakasih thanks thank you thx ok oke okay baik siap sip noted "
    "tq ty tks thankyou mksh mksih makasi terimakasi tengkyu atas bantuan bantuannya infonya "
    "suwun nuwun matur hatur nuhun banyak bgt banget ya yaa iya sangat pak bu bapak ibu kak kakak bang bro gan bos "
    "om tante dek nak mas mbak min admin ndan komandan polisi very much so a lot sir madam maam officer "
    "yaudah yasudah yowis".split()
)
WISHES = THANKS | frozenset(  # beside thanks
    "semoga sehat selalu sukses terus berkah lancar jaya amin aamiin mantap keren hebat top respon responnya cepat "
    "sudah dibantu membantu great good job for your help".split()
)
FOUND = frozenset(  # with thanks: all is well
    "motor motornya mobil hp hpnya dompet tas anak kucing barang barangnya saya kami ketemu ditemukan kembali balik "
    "beres selesai sudah udah laporannya masalahnya akhirnya sama my our phone bike wallet is was found".split()
)
GRATEFUL = frozenset(
    "kasih terimakasih terimakasi makasih makasi mksh mksih trims trimakasih thanks thank thankyou thx tq ty tks "
    "tengkyu suwun nuwun nuhun".split()
)
ACCEPTING = GRATEFUL | frozenset("ok oke okay baik siap sip noted ya yaa iya yaudah yasudah yowis".split())


def is_thanks(words: Sequence[str]) -> bool:
    """And nothing else."""
    return not GRATEFUL.isdisjoint(words) and WISHES.issuperset(words)


def is_well(words: Sequence[str]) -> bool:
    return not GRATEFUL.isdisjoint(words) and (WISHES | FOUND).issuperset(words)


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text[:200].casefold())


def says_nothing(text: str) -> bool:
    """Thanks, "baik pak", a thumb."""
    words = words_in(text)
    if "?" in text:
        return False
    polite = THANKS.issuperset(words) and not (words and ACCEPTING.isdisjoint(words))
    return polite or (WISHES.issuperset(words) and not GRATEFUL.isdisjoint(words))
