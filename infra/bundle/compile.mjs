// Writes bytecode beside every module of a folder: `node infra/bundle/compile.mjs FOLDER 3.14`, for the Python that Lambda runs.
// That Python is Pyodide's, CPython as WebAssembly: bytecode is the same for every machine, and npm has it wherever
// the CDK could be had, while a native Python of that version is on few machines.
import { loadPyodide } from "pyodide";

const [folder, wanted] = process.argv.slice(2);
const python = await loadPyodide();
python.mountNodeFS("/bundle", folder);
python.globals.set("wanted", wanted);
const failure = python.runPython(`
import compileall, io, py_compile, sys
from contextlib import redirect_stdout

def compiled():
    found = ".".join(map(str, sys.version_info[:2]))
    if found != wanted:
        return f"pyodide is Python {found}, and the functions run {wanted}"
    with redirect_stdout(io.StringIO()) as said:
        done = compileall.compile_dir(
            "/bundle", quiet=1, stripdir="/bundle", invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )
    return "" if done else said.getvalue()

compiled()
`);
if (failure) {
  console.error(failure);
  process.exit(1);
}
