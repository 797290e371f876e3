"""All campaigns, in the order of the table."""

from tests.faults import disks, flips, kills, power, strangers, two_mounts
from tests.faults.campaign import Campaign

CAMPAIGNS: tuple[Campaign, ...] = (
    *kills.CAMPAIGNS,
    flips.CAMPAIGN,
    strangers.CAMPAIGN,
    *disks.CAMPAIGNS,
    two_mounts.CAMPAIGN,
    power.CAMPAIGN,
)
