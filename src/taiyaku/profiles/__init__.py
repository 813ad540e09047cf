"""Subtitle rules as data: each profile is a TOML file, every number with its source."""

from taiyaku.profiles.load import (
    DEFAULT_PROFILE,
    ProfileError,
    load_profile,
    parse_profile,
    profile_names,
    profile_text,
)
from taiyaku.profiles.rules import LANGUAGES, ROLES, RULES, Language, Names, Profile, Role, TrackRules

__all__ = [
    "DEFAULT_PROFILE",
    "LANGUAGES",
    "ROLES",
    "RULES",
    "Language",
    "Names",
    "Profile",
    "ProfileError",
    "Role",
    "TrackRules",
    "load_profile",
    "parse_profile",
    "profile_names",
    "profile_text",
]
