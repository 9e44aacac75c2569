"""A profile as a table."""

from rich.console import Console
from rich.table import Table

from service.benchmark.hot_path import Profile


def print_profile(profile: Profile, measured_on: str, console: Console) -> None:
    """Print where the time of an article goes, by step and by line."""
    console.print(
        f"{measured_on}; {profile.articles} articles from one client, "
        f"median {profile.latency:.1f} ms each"
    )
    steps = Table("step", "µs an article", "share", title="Where an article's time goes")
    for name, microseconds in profile.steps.items():
        steps.add_row(name, f"{microseconds:,.0f}", f"{microseconds / profile.total:.1%}")
    console.print(steps)
    lines = Table("innermost line", "µs an article", title="Lines that cost most")
    for name, microseconds in profile.lines.items():
        lines.add_row(name, f"{microseconds:,.0f}")
    console.print(lines)
