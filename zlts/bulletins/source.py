"""Whose figures a report holds: the bureau, the period, the policies, the ledger's journal, the program.

Made here alone, so that a bulletin's JSON and what goes up to the next level say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from zlts.bulletins.facts import Origin, OtherSetting, PolicyUsed
from zlts.bulletins.situation import Situation
from zlts.policy import Policy

FIRST_DAY = "effective_from"
"""The setting of the day before which evidence has no effect."""

_OWN = ("name", FIRST_DAY, "bureau.", "titles.", "units.")
"""What of a policy file is every bureau's own and no reading: its names, and what its units are called."""
WORDS = ("ratings", "verdicts", "responsibilities", "severities", "kinds", "states", "areas", "issuers")
"""Sections whose settings are lists of words; there a word's meaning is compared, not the list."""


def source_of(situation: Situation, shipped: Policy, program: str) -> Origin:
    """Whose a situation is; `shipped` is the policy that comes with the program, `program` its version."""
    head, length = situation.head
    return Origin(
        bureau=situation.policy.bureau.name,
        period=str(situation.period),
        policies=tuple(_used(one, situation, shipped) for one in situation.in_force),
        journal_head=head,
        journal_length=length,
        program=program,
        passes_behind=situation.due is not None or bool(situation.unassessed),
    )


def _used(policy: Policy, situation: Situation, shipped: Policy) -> PolicyUsed:
    differs = [*_first_day(situation, shipped), *differences(policy, shipped)]
    digest = sha256(policy.source.encode()).hexdigest()
    return PolicyUsed(policy.name, policy.effective_from, digest, tuple(differs))


def _first_day(situation: Situation, shipped: Policy) -> Iterator[OtherSetting]:
    """The ledger's first day, where another part of the period counts for it than by the shipped policy."""
    begins = situation.period.first_day
    own, usual = situation.first_day, shipped.effective_from
    if max(own, begins) != max(usual, begins):
        yield _difference(FIRST_DAY, str(own), str(usual), shipped)


def differences(policy: Policy, shipped: Policy) -> Iterator[OtherSetting]:
    """The settings of a policy that differ from the shipped one's, names left out, in the order of their keys."""
    own, usual = dict(_settings(policy)), dict(_settings(shipped))
    for setting in sorted(own.keys() | usual.keys()):
        now, then = own.get(setting), usual.get(setting)
        if now != then:
            yield _difference(setting, now, then, shipped)


def _settings(policy: Policy) -> Iterator[tuple[str, str]]:
    for key, value in policy.settings.items():
        section, _, meaning = key.partition(".")
        if key.startswith(_OWN):
            continue
        if section in WORDS and isinstance(value, list):
            yield from ((f"{section}.{word}", meaning) for word in value)
        else:
            yield key, _written(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _difference(setting: str, value: str | None, usual: str | None, shipped: Policy) -> OtherSetting:
    """A difference with the reading that the setting belongs to, or a word by what it means."""
    section = setting.partition(".")[0]
    said = {setting, section, *(f"{section}.{meaning}" for meaning in (value, usual))}
    found = next((one for one in shipped.readings if not said.isdisjoint(one.setting.split(" / "))), None)
    if found is None:
        return OtherSetting(setting, value, usual, "", "", "", "")
    others = {_written(one.value): one.say for one in found.alternatives if one.setting == setting}
    says = others.get(value or "", "")
    return OtherSetting(setting, value, usual, found.id, found.question, says, found.choice if says else "")
