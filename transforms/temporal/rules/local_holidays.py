"""Local holidays: named days on other dates in other countries: "Independence Day", "Mother's Day", "Labour Day"."""

import re

# Month and day of fixed days, by name and country. Source: each country's own law on public holidays.
_FIXED_DAYS: dict[str, str] = {
    "independence day": (
        "US 7-4 IN 8-15 PK 8-14 GH 3-6 NG 10-1 KE 12-12 UG 10-9 TZ 12-9 ZM 10-24 ZW 4-18 UA 8-24 PL 11-11 FI 12-6 "
        "EE 2-24 LV 11-18 LT 2-16 GR 3-25 RO 5-9 BY 7-3 MD 8-27 GE 5-26 AM 9-21 AZ 10-18 KZ 12-16 UZ 9-1 MX 9-16 "
        "BR 9-7 AR 7-9 CL 9-18 CO 7-20 PE 7-28 EC 8-10 PH 6-12 ID 8-17 MY 8-31 BD 3-26 LK 2-4 JM 8-6 TT 8-31 KR "
        "8-15 KP 9-9 VN 9-2 BB 11-30 BS 7-10 GY 5-26 SR 11-25 BZ 9-21 CR 9-15 GT 9-15 SV 9-15 HN 9-15 NI 9-15 PA "
        "11-3 BO 8-6 PY 5-15 UY 8-25 VE 7-5 CU 5-20 DO 2-27 ME 5-21 MK 9-8 BA 3-1 AL 11-28 XK 2-17 TJ 9-9 KG 8-31 "
        "KH 11-9 TL 5-20 PG 9-16 FJ 10-10 MU 3-12 LS 10-4 SZ 9-6 MG 6-26 BJ 8-1 BF 8-5 TG 4-27 GA 8-17 CF 8-13 TD "
        "8-11 NE 8-3 ML 9-22 MR 11-28 GN 10-2 GM 2-18 SL 4-27 LR 7-26 DJ 6-27 ER 5-24 SO 7-1 BI 7-1 LY 12-24 IQ "
        "10-3 AF 8-19 MV 7-26 DZ 7-5 MA 11-18 TN 3-20 SN 4-4 CI 8-7 CM 1-1 MT 9-21 CY 10-1 HR 5-30 IS 6-17 JO 5-25 "
        "LB 11-22 SY 4-17 MM 1-4 HT 1-1 SS 7-9 SD 1-1 MZ 6-25 AO 11-11 NA 3-21 BW 9-30 MW 7-6 RW 7-1 CD 6-30 "
    ),
    "national day": (
        "CN 10-1 SG 8-9 CH 8-1 NO 5-17 SE 6-6 FR 7-14 ES 10-12 BE 7-21 AT 10-26 HU 8-20 TW 10-10 AE 12-2 SA 9-23 "
        "QA 12-18 KW 2-25 BH 12-16 OM 11-18 VN 9-2 CA 7-1 AU 1-26 NZ 2-6 IE 3-17 LU 6-23 CY 10-1 CU 1-1 CM 5-20 HK "
        "10-1 MY 8-31 IT 6-2 PL 11-11 RO 12-1 BG 3-3 "
    ),
    "republic day": "IN 1-26 TR 10-29 IT 6-2 PT 10-5 PK 3-23 NP 5-28 KZ 10-25 AM 5-28 TN 7-25 BR 11-15",
    "victory day": "RU 5-9 BY 5-9 KZ 5-9 UA 5-9 FR 5-8 CZ 5-8 SK 5-8 TR 8-30 BD 12-16 HR 8-5 EE 6-23",
    "constitution day": "US 9-17 JP 5-3 NO 5-17 ES 12-6 PL 5-3 DK 6-5 MX 2-5 UA 6-28 TH 12-10 IN 11-26 KZ 8-30",
    "labour day": (
        "IN 5-1 PK 5-1 CN 5-1 SG 5-1 MY 5-1 DE 5-1 FR 5-1 ES 5-1 IT 5-1 BR 5-1 KE 5-1 NG 5-1 GH 5-1 ZA 5-1 PH 5-1 "
        "ID 5-1 BD 5-1 LK 5-1 HK 5-1 RU 5-1 UA 5-1 PL 5-1 TR 5-1 EG 5-1 AR 5-1 CL 5-1 GR 5-1 PT 5-1"
    ),
}  # fmt: skip
LOCAL_DAYS: dict[tuple[str, str], tuple[int, int]] = {
    (name, country): (int(month), int(day))
    for name, listed in _FIXED_DAYS.items()
    for country, month, day in re.findall(r"([A-Z]{2}) ([0-9]+)-([0-9]+)", listed)
}
# Worked out in transforms/temporal/rules/holidays.py: the countries whose day differs from the one most papers mean.
_OTHERWISE: dict[str, dict[str, str]] = {
    "independence day": {"IL": "IL"},
    "deepavali": {"SG": "SG", "MY": "SG"},
    "thanksgiving": {"CA": "CA"},
    "thanksgiving day": {"CA": "CA"},
    "mother's day": {"GB": "GB", "IE": "GB"},
    "father's day": {"AU": "AU", "NZ": "AU"},
    "labour day": {"CA": "CA", "NZ": "NZ"},
    "diwali": {"SG": "SG", "MY": "SG"},
    "eid al-fitr": dict(zip(["SG", "IN", "PK", "ID", "MY", "BD"], ["SG", "IN", "PK", "ID", "MY", "BD"], strict=True)),
    "eid al-adha": dict(zip(["SG", "IN", "PK", "ID", "MY", "BD"], ["SG", "IN", "PK", "ID", "MY", "BD"], strict=True)),
}


def local_name(name: str, country: str) -> str | None:
    """The name of the day as that country keeps it ("mother's day@GB"); None where it has none of its own."""
    plain, mark, how = name.partition("+")
    kept_by = _OTHERWISE.get(plain, {}).get(country) or (country if (plain, country) in LOCAL_DAYS else None)
    return None if kept_by is None else f"{plain}@{kept_by}{mark}{how}"


# Behind the name of a holiday that is meant as the day off: a weekday where the holiday falls on a weekend.
OBSERVED, BANK_HOLIDAY = "+observed", "+bank holiday"
LOCAL_NAMES = sorted(name + mark for name in {*_FIXED_DAYS, *_OTHERWISE} for mark in ("", OBSERVED, BANK_HOLIDAY))
