"""What machine a figure was measured on."""

from pathlib import Path

from model.cores import available_cores


def machine() -> str:
    """Name the processor and the cores that may be used."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    flags = next((line for line in lines if line.startswith("flags")), "").split()
    known = [name for flag, name in _INSTRUCTIONS.items() if flag in flags]
    kind = f" with {', '.join(known)}" if known else ""
    return f"{next(names, 'unknown processor')}{kind}, {available_cores()} cores"


_INSTRUCTIONS = {"avx2": "AVX2", "avx512f": "AVX-512", "avx512_vnni": "VNNI", "amx_int8": "AMX"}
