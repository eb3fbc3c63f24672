"""Threads are made in one file, so that everything else may think of one thing at a time."""

import ast

from tests.architecture.source import PRODUCT, Module, modules, report

THE_PLACE = "pos_app/ui/background.py"
MAKERS = frozenset(
    {
        "Thread",
        "ThreadPool",
        "ThreadPoolExecutor",
        "ThreadingHTTPServer",
        "ThreadingMixIn",
        "ThreadingTCPServer",
        "ProcessPoolExecutor",
        "QRunnable",
        "QThread",
        "QThreadPool",
        "QtConcurrent",
        "run_in_executor",
        "start_new_thread",
        "to_thread",
    }
)


def threads_made(module: Module) -> list[str]:
    """Places outside the one file that name something which makes threads."""
    if module.place == THE_PLACE:
        return []
    return [
        module.at(node, name)
        for node in module.walk()
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        and ((name := last_name(node)) in MAKERS or name == "threading.Timer")
    ]


def last_name(node: ast.Name | ast.Attribute | ast.alias) -> str:
    """The name that is used or imported; a timer keeps its module, for Qt has harmless ones."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.alias):
        return node.name.rpartition(".")[2]
    written = ast.unparse(node)
    return written if written == "threading.Timer" else node.attr


def test_only_the_background_makes_threads() -> None:
    complaints = [
        found for module in modules(*PRODUCT, "packaging") for found in threads_made(module)
    ]
    assert not complaints, report(
        f"Only {THE_PLACE} makes threads; take what it offers as an argument.", complaints
    )


def test_every_way_to_make_a_thread_is_seen() -> None:
    assert threads_made(Module.of("import threading\nthreading.Thread(target=print)"))
    assert threads_made(Module.of("import threading\nthreading.Timer(1, print)"))
    assert threads_made(Module.of("from PySide6.QtCore import QThread as Q"))
    assert threads_made(Module.of("pool = futures.ThreadPoolExecutor()"))
    assert not threads_made(Module.of("from threading import Lock\nQTimer()"))
    assert not threads_made(Module.of("QThread()", THE_PLACE))
