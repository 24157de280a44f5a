"""All cameras of a case in one list: what is joined, what is not, and what no file names."""

from __future__ import annotations

from auditor.case.model import Camera, Case, Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.locator import FileLocator
from auditor.establish.establish import UNLISTED, establish
from auditor.establish.inventory import InventoryEntry, inventory, unlisted
from auditor.examine.model import (
    ConfigurationSummary,
    ConfiguredDevice,
    Examination,
    Label,
    Observations,
    Tier,
)


def device(name: str, host: str = "", label: Label = Label.NONE) -> ConfiguredDevice:
    return ConfiguredDevice(name=name, host=host, label=label, locator=FileLocator())


def configured(exhibit: str, *devices: ConfiguredDevice) -> Examination:
    summary = ConfigurationSummary(label=Label.NONE, devices=devices)
    return Examination(
        exhibit=exhibit, examiner="configuration", format="frigate", configured=(summary,)
    )


def filmed(exhibit: str) -> Examination:
    return Examination(exhibit=exhibit, examiner="footage")


def case_of(
    *examinations: Examination,
    footage: dict[str, str] | None = None,
    cameras: tuple[Camera, ...] = (),
) -> Observations:
    recorded = footage or {}
    exhibits = tuple(
        Exhibit(
            id=one.exhibit,
            path=f"{one.exhibit}.bin",
            kind=ExhibitKind.VIDEO if one.exhibit in recorded else ExhibitKind.CONFIGURATION,
            media_type="",
            size=1,
            digest=digest_bytes(b""),
            camera=recorded.get(one.exhibit, ""),
        )
        for one in examinations
    )
    return Observations(
        tool_version="0",
        case=Case(title="", exhibits=exhibits, cameras=cameras),
        examinations=examinations,
    )


def entries(observations: Observations) -> dict[str, InventoryEntry]:
    return {entry.name: entry for entry in inventory(observations)}


def test_one_address_in_two_files_is_one_camera_whatever_it_is_called() -> None:
    found = entries(
        case_of(
            configured("E-01", device("gate", "10.0.0.5")),
            configured("E-02", device("Channel 1", "10.0.0.5", Label.RECOGNITION)),
        )
    )
    assert list(found) == ["gate"]
    assert found["gate"].joined == ("address",)
    assert found["gate"].label is Label.RECOGNITION
    assert [source.exhibit for source in found["gate"].sources] == ["E-01", "E-02"]


def test_the_address_of_a_recorder_joins_nothing() -> None:
    found = entries(
        case_of(
            configured("E-01", device("one", "10.0.0.9"), device("two", "10.0.0.9")),
            configured("E-02", device("three", "10.0.0.9")),
        )
    )
    assert list(found) == ["one", "two", "three"]


def test_one_name_at_two_addresses_is_two_cameras() -> None:
    observations = case_of(
        configured("E-01", device("lobby", "10.0.0.1")),
        configured("E-02", device("lobby", "10.0.0.2")),
    )
    assert len(inventory(observations)) == 2


def test_names_are_the_same_but_for_case_and_hyphens() -> None:
    found = entries(
        case_of(configured("E-01", device("car_park")), configured("E-02", device("Car Park")))
    )
    assert found["car_park"].joined == ("name",)


def test_a_camera_in_the_footage_alone_is_unlisted_and_contradicts_the_configuration() -> None:
    observations = case_of(
        configured("E-01", device("gate"), device("lobby")),
        filmed("E-02"),
        filmed("E-03"),
        footage={"E-02": "gate", "E-03": "corridor"},
    )
    assert [entry.name for entry in unlisted(inventory(observations))] == ["corridor"]
    facts = establish(observations)
    assert facts.by_id()[UNLISTED].value is True
    (contradiction,) = facts.contradictions
    assert contradiction.fact == UNLISTED
    assert [source.exhibit for source in contradiction.sources] == ["E-03", "E-01"]


def test_without_a_configuration_no_camera_is_unlisted() -> None:
    observations = case_of(filmed("E-01"), footage={"E-01": "gate"})
    assert unlisted(inventory(observations)) == ()
    assert UNLISTED not in establish(observations).by_id()


def test_an_installation_of_the_case_file_gives_the_tier_it_was_designed_for() -> None:
    camera = Camera(name="gate", width=1920, field=30.0, mounted=1.6, distance=4.0)
    found = entries(case_of(configured("E-01", device("gate")), cameras=(camera,)))
    assert found["gate"].designed is Tier.USABLE
    assert found["gate"].measured is None
