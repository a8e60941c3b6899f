import pytest

from tests.import_text.command import run


@pytest.fixture
def run_text(tmp_path):
    """Imports a text that is given as such, or as bytes."""

    def run_it(text, *options):
        path = tmp_path / "text.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run(path, *options)

    return run_it
