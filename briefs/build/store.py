"""The output folder: documents and evidence written whole, and the manifest that lists them."""

from collections.abc import Mapping

from briefs.build import manifest
from briefs.build.manifest import Entry, Manifest, digest, sha256
from briefs.build.options import BuildOptions, toolchain_versions
from briefs.build.run import TaskResult
from briefs.files import write_whole


def save(options: BuildOptions, result: TaskResult) -> Entry:
    """Write a document and return its entry for the manifest.

    The entry of a document with warnings has no key, so that the next build makes it again and
    reports them again.
    """
    write_whole(options.output / result.task.path, result.data)
    key = "" if result.problems else result.task.key
    sources = result.task.sources
    toolchain = toolchain_id(options)
    data = result.data
    return Entry(key, sha256(data), result.pages, len(data), sources, toolchain)


def save_evidence(options: BuildOptions, path: str, data: bytes) -> Entry:
    """Write a file that needs no task, unless it stands there already, and return its entry."""
    entry = Entry("", sha256(data), None, len(data))
    if not manifest.is_intact(options.output, path, entry):
        write_whole(options.output / path, data)
    return entry


def toolchain_id(options: BuildOptions) -> str:
    """The name in the manifest of the versions that this build uses."""
    versions = toolchain_versions(options.fonts)
    return digest(*(f"{name} {version}".encode() for name, version in versions.items()))[:12]


def write_manifest(
    options: BuildOptions, inputs: str, project: str, documents: Mapping[str, Entry]
) -> list[str]:
    """Write the manifest; return the paths of the documents that were deleted.

    `inputs` is empty where the build was not whole. After a whole build of everything, documents
    that the last manifest of this project lists and that no brief asks for are deleted, unless
    somebody has edited them.
    """
    last = manifest.read_manifest(options.output)
    deleted = []
    if options.everything and inputs:
        for path in sorted(set(last.documents) - set(documents)):
            if manifest.is_intact(options.output, path, last.documents[path]):
                (options.output / path).unlink()
                deleted.append(path)
    else:
        documents = {**last.documents, **documents}
        inputs = ""
    toolchains = {**last.toolchains, toolchain_id(options): toolchain_versions(options.fonts)}
    whole = Manifest(inputs, documents, toolchains, project)
    write_whole(options.output / manifest.MANIFEST_NAME, manifest.manifest_bytes(whole))
    return deleted
