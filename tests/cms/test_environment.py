"""What an operator may write in the environment, and what is refused with a sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import Environment


def read(**values: str) -> Environment:
    return Environment(values)


def test_a_required_value_that_is_absent_or_blank_is_named() -> None:
    for environment in (read(), read(SECRET_KEY=""), read(SECRET_KEY="   ")):
        with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is required"):
            environment.text("SECRET_KEY")


def test_a_text_outside_its_choices_is_refused_with_the_choices() -> None:
    assert read(ENGINE="tantivy").text("ENGINE", choices=("tantivy",)) == "tantivy"
    with pytest.raises(ImproperlyConfigured, match=r"^ENGINE must be one of tantivy, other, not 'solr'\.$"):
        read(ENGINE="solr").text("ENGINE", choices=("tantivy", "other"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("yes", True), ("1", True), ("TRUE", True), ("On", True), ("no", False), ("0", False), ("False", False), ("off", False)],
)
def test_a_flag_is_written_in_words_or_digits(written: str, meant: bool) -> None:
    assert read(FLAG=written).flag("FLAG", not meant) is meant


def test_a_flag_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^FLAG must be yes or no, not 'maybe'\.$"):
        read(FLAG="maybe").flag("FLAG", default=False)


def test_a_number_keeps_to_its_range() -> None:
    assert read(PORT="65535").number("PORT", 8000, minimum=1, maximum=65535) == 65535
    assert read().number("PORT", 8000, minimum=1, maximum=65535) == 8000


@pytest.mark.parametrize("written", ["0", "65536", "-1", "8000.0", "eight", "٨٠٠٠", "8 000"])
def test_a_number_out_of_range_or_not_a_number_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^PORT must be a whole number from 1 to 65535, not "):
        read(PORT=written).number("PORT", 8000, minimum=1, maximum=65535)


def test_an_address_to_fill_in_holds_its_placeholder() -> None:
    assert read(URL="https://a.example/#{token}").url_holding("URL", "{token}") == "https://a.example/#{token}"
    assert read().url_holding("URL", "{token}") == ""


@pytest.mark.parametrize("written", ["https://a.example/", "a.example/{token}", "javascript:{token}", "https:///{token}"])
def test_an_address_to_fill_in_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^URL must be an http or https address with \{token\} in it, not "):
        read(URL=written).url_holding("URL", "{token}")


@pytest.mark.parametrize("written", ["mailto:security@example.org", "https://example.org/security", ""])
def test_whom_to_write_to(written: str) -> None:
    assert read(TO=written).contact("TO") == written


@pytest.mark.parametrize("written", ["security@example.org", "http://example.org", "mailto:example.org", "https://a b"])
def test_whom_nobody_could_write_to_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^TO must be like mailto:security@example\.org or https://example\.org/security, not "):
        read(TO=written).contact("TO")


def test_words_drop_spaces_and_empty_items() -> None:
    assert read(HOSTS=" a.example , ,b.example,").words("HOSTS") == ["a.example", "b.example"]
    assert read().words("HOSTS", ["localhost"]) == ["localhost"]


def test_origins_have_a_scheme_and_a_host_and_nothing_else() -> None:
    assert read(ORIGINS="https://a.example,http://localhost:3000").origins("ORIGINS") == ["https://a.example", "http://localhost:3000"]


@pytest.mark.parametrize("written", ["a.example", "https://a.example/", "https://a.example/path", "*", "ftp://a.example", "https://:80"])
def test_what_is_not_an_origin_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^ORIGINS must list origins like https://example\.org, not "):
        read(ORIGINS=written).origins("ORIGINS")


def test_an_address_loses_its_trailing_slash() -> None:
    assert read(URL="https://club.example/").url("URL") == "https://club.example"


def test_an_address_with_an_impossible_port_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^URL is not an address: "):
        read(URL="https://club.example:99999").url("URL")


def test_a_relative_path_is_refused() -> None:
    assert read(DIR="/srv/club").path("DIR", Path("/var")) == Path("/srv/club")
    with pytest.raises(ImproperlyConfigured, match=r"^DIR must be an absolute path, not 'srv/club'\.$"):
        read(DIR="srv/club").path("DIR", Path("/var"))


def test_without_a_database_address_both_aliases_read_one_sqlite_file() -> None:
    databases = read().databases("DATABASE_URL", Path("/srv/club.sqlite3"))
    assert {alias: database["NAME"] for alias, database in databases.items()} == {
        "default": Path("/srv/club.sqlite3"),
        "snapshot": Path("/srv/club.sqlite3"),
    }
    assert databases["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert databases["snapshot"]["OPTIONS"]["transaction_mode"] == "DEFERRED"


def test_a_sqlite_address_names_an_absolute_file() -> None:
    databases = read(DATABASE_URL="sqlite:////srv/un%20club.sqlite3").databases("DATABASE_URL", Path("/x"))
    assert databases["default"]["NAME"] == Path("/srv/un club.sqlite3")


def test_a_postgresql_address_is_taken_apart_and_the_snapshot_alias_only_reads() -> None:
    url = "postgresql://cl%40ub:s%2Fecret@db.example:5433/club?sslmode=require"
    databases = read(DATABASE_URL=url).databases("DATABASE_URL", Path("/x"), 5)
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "club",
        "USER": "cl@ub",
        "PASSWORD": "s/ecret",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    assert databases["default"] == {**common, "OPTIONS": {"sslmode": "require"}}
    assert databases["snapshot"] == {
        **common,
        "OPTIONS": {
            "sslmode": "require",
            "server_side_binding": True,
            "prepare_threshold": 1,
            "options": r"-c default_transaction_isolation=repeatable\ read -c default_transaction_read_only=on -c statement_timeout=5s",
        },
        "TEST": {"MIRROR": "default"},
    }


@pytest.mark.parametrize(
    "url",
    ["sqlite:///relative.sqlite3", "sqlite://", "mysql://u:pass-word@h/db", "postgresql://u:pass-word@h", "postgresql://u:pass-word@h/"],
)
def test_another_database_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(DATABASE_URL=url).databases("DATABASE_URL", Path("/x"))
    assert str(refusal.value) == ("DATABASE_URL must look like sqlite:////absolute/file or postgresql://user:password@host:port/name.")


def test_a_database_address_may_not_set_what_the_snapshot_alias_sets() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL may not carry the parameter `options`"):
        read(DATABASE_URL="postgresql://h/club?options=-c%20x%3D1").databases("DATABASE_URL", Path("/x"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://127.0.0.1:9200", ("http://127.0.0.1:9200",)),
        ("https://club:s%2Fecret@search.example/", ("https://club:s%2Fecret@search.example:443",)),
        ("http://[::1]/es", ("http://[::1]:80/es",)),
        ("https://a.example:9200, https://b.example:9200,", ("https://a.example:9200", "https://b.example:9200")),
    ],
)
def test_the_nodes_of_a_server_are_listed_each_with_its_port(written: str, meant: tuple[str, ...]) -> None:
    assert read(URL=written).servers("URL", is_required=True) == meant


@pytest.mark.parametrize(
    "written", ["search.example:9200", "ftp://h:1", "https://club:se-cret@:9200", "https://h:port", "http://h/?a=se-cret"]
)
def test_another_address_of_a_server_is_refused_without_repeating_its_password(written: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(URL=f"https://good.example:9200,{written}").servers("URL", is_required=True)
    assert str(refusal.value) == "URL must list addresses like https://user:password@host:9200."


def test_the_address_of_a_server_may_be_required() -> None:
    assert read().servers("URL", is_required=False) == ()
    with pytest.raises(ImproperlyConfigured, match=r"^URL is required: where the search server is"):
        read(URL=" , ").servers("URL", is_required=True)


def test_a_short_name_has_small_letters_digits_and_hyphens() -> None:
    assert read(NAME="club-2").name("NAME", "club") == "club-2"
    assert read().name("NAME", "club") == "club"
    for written in ("Club", "-club", "2club", "club_2", "club*", "c" * 62):
        with pytest.raises(ImproperlyConfigured, match=r"^NAME must be small letters, digits and hyphens"):
            read(NAME=written).name("NAME", "club")


def test_a_file_that_is_named_is_there(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    assert read().file("FILE") is None
    assert read(FILE=str(tmp_path / "ca.pem")).file("FILE") == tmp_path / "ca.pem"
    with pytest.raises(ImproperlyConfigured, match=r"^FILE must be a file: there is none at "):
        read(FILE=str(tmp_path)).file("FILE")
