"""The README as the page of the package shows it: away from the tree, so its pictures and links are whole addresses."""

import re
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Readme(MetadataHookInterface):
    """hatchling asks it for the one field that is not in pyproject.toml."""

    def update(self, metadata: dict[str, Any]) -> None:
        address = metadata["urls"]["Source"]
        with open(f"{self.root}/README.md", encoding="utf-8") as file:
            text = file.read()
        metadata["readme"] = {"content-type": "text/markdown", "text": with_whole_addresses(text, address)}


def with_whole_addresses(text: str, address: str) -> str:
    text = re.sub(r"(!\[[^]]*\]\()(?!https?://)", rf"\1{address}/raw/main/", text)
    return re.sub(r"((?<!!)\[[^]]*\]\()(?!https?://|#)", rf"\1{address}/blob/main/", text)
