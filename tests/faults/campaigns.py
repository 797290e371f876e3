"""All campaigns, in the order of the table."""

from tests.faults import disks, flips, hostile, kills, power, two_mounts
from tests.faults.campaign import Campaign

CAMPAIGNS: tuple[Campaign, ...] = (
    *kills.CAMPAIGNS,
    flips.CAMPAIGN,
    hostile.CAMPAIGN,
    *disks.CAMPAIGNS,
    two_mounts.CAMPAIGN,
    power.CAMPAIGN,
)
