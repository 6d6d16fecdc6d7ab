# SPDX-License-Identifier: Apache-2.0
"""What the command line takes: the options of each command."""

import argparse
from collections.abc import Sequence
from pathlib import Path

_COMMON = {"data_dir": None, "scenarios": None, "language": None, "theme": None}
_FORMATS = ("scenario", "persona", "coach", "lesson", "lines", "scoring")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options; `command` is None for the window. None: the program's own arguments.

    Where they are wrong, or help is wanted, the process ends as argparse does it.
    """
    return _for_the_window(arguments) or _parser().parse_args(arguments)


def _for_the_window(arguments: Sequence[str] | None) -> argparse.Namespace | None:
    """The options where there are none but the window's, which is to be open at once.

    The parser of the commands stands on the domain, and takes 100 ms to load with it.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, parents=[_common()])
    parser.set_defaults(command=None, **_COMMON)
    try:
        options, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if others else options


def _common() -> argparse.ArgumentParser:
    """What may stand before the command or after it."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep sessions, cache and settings under DIR"
    )
    common.add_argument(
        "--scenarios", type=Path, metavar="DIR", help="scenario files (default: those shipped)"
    )
    common.add_argument("--language", choices=["zh", "en"], help="language of the screens")
    common.add_argument(
        "--theme", choices=["light", "dark", "projector", "projector_dark"], help="colours"
    )
    return common


def _parser() -> argparse.ArgumentParser:
    from trainer_gui.domain.state import Mode

    parser = argparse.ArgumentParser(
        "trainer-gui",
        description="Practise handling an angry customer, by voice, on your own PC.",
        parents=[_common()],
    )
    parser.set_defaults(**_COMMON)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    demo = commands.add_parser(
        "demo", help="a whole voice session without a person", parents=[_common()]
    )
    demo.add_argument("scenario", nargs="?", default="C02")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--replies", type=Path, metavar="FILE", help="what the trainee says")
    demo.add_argument(
        "--brief", type=float, default=25.0, metavar="SECONDS", help="time to read the briefing"
    )

    lint = commands.add_parser(
        "lint", help="check scenario, persona, lesson and coach files", parents=[_common()]
    )
    lint.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    lint.add_argument(
        "--play", action="store_true", help="also let synthetic trainees play every scenario"
    )
    lint.add_argument(
        "--seeds", type=_positive, default=3, metavar="N", help="how often each trainee plays"
    )
    lint.add_argument(
        "--table", choices=["text", "json"], help="with --play: what was reached, by whom"
    )

    new = commands.add_parser(
        "new",
        help="a scenario file to begin with, and the common ones that it needs",
        parents=[_common()],
    )
    new.add_argument("id", metavar="ID", help="the new file is ID.yaml, here or in --scenarios")

    schema = commands.add_parser(
        "schema", help="the format of the files as JSON Schema", parents=[_common()]
    )
    schema.add_argument("kind", nargs="?", choices=_FORMATS, default=_FORMATS[0])

    play = commands.add_parser("play", help="a typed session without a window", parents=[_common()])
    play.add_argument("scenario", help="an id, or the path of a file")
    play.add_argument("--replies", required=True, metavar="FILE|-", help="a reply a line")
    play.add_argument("--mode", choices=[m.value for m in Mode], default=Mode.PRACTICE.value)
    play.add_argument("--seed", type=int, default=1)
    play.add_argument("--persona", default="", metavar="P", help="one that the scenario allows")
    play.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ID",
        help="somebody else in the scene whose words are among the replies, in turn",
    )

    understand = commands.add_parser(
        "understand",
        help="what replies do (JSON lines)",
        parents=[_common()],
        epilog='A line: {"id": 1, "context": [{"who": "customer", "text": "…"}], "reply": "…"}; '
        '"scenario": "C02" lets it tell facts as well.',
    )
    understand.add_argument("file", nargs="?", default="-", metavar="FILE|-")

    score = commands.add_parser(
        "score",
        help="what conversations are worth (JSON lines)",
        parents=[_common()],
        epilog='A line: {"id": 1, "turns": [{"who": "customer", "text": "…"}, '
        '{"who": "trainee", "text": "…"}]}; the transcript.json of a session will do as well.',
    )
    score.add_argument("file", nargs="?", default="-", metavar="FILE|-")

    hear = commands.add_parser(
        "hear", help="what the recogniser hears in sound files", parents=[_common()]
    )
    hear.add_argument("files", nargs="+", type=Path, metavar="FILE")

    _add_models(commands)

    say = commands.add_parser("say", help="the customer's voice as a WAV file", parents=[_common()])
    say.add_argument("text")
    say.add_argument("--out", type=Path, required=True, metavar="FILE")
    say.add_argument("--persona", metavar="P", help="id of a persona or of a scenario's customer")
    say.add_argument("--anger", type=float, default=60.0, metavar="N", help="0-100")

    export = commands.add_parser(
        "export", help="a finished session as a file for others", parents=[_common()]
    )
    export.add_argument("session", help="its folder, its name, or last")
    export.add_argument("--format", choices=["html", "pdf", "csv", "xapi"], default="html")
    export.add_argument(
        "--out", type=Path, metavar="FILE|-", help="default: the session's name, here"
    )
    export.add_argument(
        "--home",
        default="https://localhost/trainer-gui",
        metavar="ADDRESS",
        help="with xapi: the address that names of people and scenarios belong to",
    )

    commands.add_parser(
        "doctor", help="devices, engines, fonts, disk and delays of this PC", parents=[_common()]
    )
    return parser


def _add_models(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command that looks after recognisers' models."""
    models = commands.add_parser(
        "models", help="recognisers' models: list, check, install, remove", parents=[_common()]
    )
    models.set_defaults(action="list")
    actions = models.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="what is here, best first, and what can be had where")
    actions.add_parser("check", help="look for damaged files, by SHA-256")
    install = actions.add_parser("install", help="copy models in")
    install.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="an archive, a folder, a USB stick"
    )
    install.add_argument("--sha256", default="", metavar="HEX", help="what the archive must be")
    remove = actions.add_parser("remove", help="delete models")
    remove.add_argument("names", nargs="+", metavar="NAME")


def _positive(text: str) -> int:
    """A whole number from 1 to 100."""
    if not (text.isdecimal() and 1 <= int(text) <= 100):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 100")
    return int(text)
