"""Keeps the output shown in the notebook real: runs its code cells one after another in one namespace and rewrites what each shows.

``make docs`` (``python docs/notebooks.py``) rewrites it, a test compares. A kernel (ipykernel, zmq, tornado) would be twenty packages to run ten cells that
use nothing but Python; what a cell shows is, as there, what it prints and the value of its last expression.
"""

import ast
import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).resolve().parent / "walkthrough.ipynb"


def shown(source: str, namespace: dict[str, Any]) -> list[dict[str, Any]]:
    """The outputs of a cell, in the form of nbformat 4."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), namespace)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace) if isinstance(last, ast.Expr) else None
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        if hasattr(value, "_repr_html_"):
            data = {"text/html": value._repr_html_().splitlines(keepends=True), **data}
        outputs.append({"data": data, "metadata": {}, "output_type": "execute_result"})
    return outputs


def rewritten(text: str) -> str:
    """A notebook with every output as it is now; its cells run in an empty folder."""
    notebook = json.loads(text)
    namespace: dict[str, Any] = {}
    count = 0
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                count += 1
                outputs = shown("".join(cell["source"]), namespace)
                numbered = [{**o, "execution_count": count} if o["output_type"] == "execute_result" else o for o in outputs]
                cell.update(execution_count=count, outputs=numbered)
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    NOTEBOOK.write_text(rewritten(NOTEBOOK.read_text(encoding="utf-8")), encoding="utf-8")
