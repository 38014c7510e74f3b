"""Public files of postcodes beside the checkout, too large and too much under terms to be kept."""

from __future__ import annotations

import pytest

from app.paths import RESOURCES

POSTCODES = RESOURCES.parent.parent / "shared" / "data" / "postcodes"
NSPL = POSTCODES / "nspl-style-south-west-london.csv.gz"
CODE_POINT_OPEN = POSTCODES / "code-point-open-layout.zip"
NAMES = POSTCODES / "constituency-names.csv"

ABSENT = "the shared postcode files are not beside this checkout"
"""The one reason for which a test may be skipped: these files are not ours to commit."""

needs_postcodes = pytest.mark.skipif(not NSPL.exists(), reason=ABSENT)
