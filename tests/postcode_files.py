"""Small invented files in the layouts of the publishers."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

NSPL = """\
pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,laua,ward,ctry,pcon
KT3 4AA,KT3  4AA,KT3 4AA,198001,,0,521000,168000,1,E09000021,E05013938,E92000001,E14001312
KT3 4AB,KT3  4AB,KT3 4AB,198001,,0,521030,168000,1,E09000021,E05013938,E92000001,E14001586
KT3 4AE,KT3  4AE,KT3 4AE,198001,199901,0,521400,168000,1,E09000021,E05013938,E92000001,E14001586
KT3 5AD,KT3  5AD,KT3 5AD,198001,,0,522000,168000,6,E09000024,E05013938,E92000001,E14001586
SW1A1AA,SW1A 1AA,SW1A 1AA,198001,,1,529090,179645,1,E09000033,E05013938,E92000001,E14001172
BT1 1AA,BT1  1AA,BT1 1AA,198001,,0,333400,374300,1,N09000003,N08000313,N92000002,N05000003
GY1 1AA,GY1  1AA,GY1 1AA,198001,,0,,,9,L99999999,L99999999,L93000001,L99999999
"""

RENAMED = """\
PCD7,PCD8,PCDS,DOINTR,DOTERM,LAD24CD,WD24CD,EAST1M,NORTH1M,GRIDIND,PCON24CD,PCON10CD
KT3 4AA,KT3  4AA,KT3 4AA,198001,,E09000021,E05013938,521000,168000,1,E14001312,E14000770
KT3 4AB,KT3  4AB,KT3 4AB,198001,,E09000021,E05013938,521030,168000,1,E14001586,E14000770
"""

CODE_POINT = {
    "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n",
    "Data/CSV/kt.csv": (
        '"KT3 4AA",10,521001,168001,"E92000001","E19000003","E18000007","","E09000021","E05"\n'
        '"KT3 4ZZ",10,521800,168800,"E92000001","E19000003","E18000007","","E09000021","E05"\n'
    ),
    "Data/CSV/ab.csv": (
        '"AB101AB",10,394235,806529,"S92000003","","S08000020","","S12000033","S13002842"\n'
    ),
    "Data/CSV/areas.csv": "N20000001,10,131482,551618,,,,,,\n",
}

NAMES = "PCON24CD,PCON24NM\nE14001312,Kingston and Surbiton\nE14001586,Wimbledon\n"


def text_file(path: Path, text: str | bytes) -> Path:
    """`path` with that content."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def zip_file(path: Path, members: Mapping[str, str]) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
