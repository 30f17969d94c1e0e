"""The MkDocs plugin: a thin skin that hands the core's artifacts to MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from crossroads.adapters.files import NoFolder
from crossroads.adapters.hand import ENGINES
from crossroads.adapters.hoist import hoisted
from crossroads.adapters.pages import make
from crossroads.adapters.policy import guard
from crossroads.adapters.trouble import Trouble
from crossroads.adapters.workshop import Inspection, inspect, today
from crossroads.model.diagnostic import Severity
from crossroads.model.library import Library
from crossroads.showing.artifact import Addresses, Artifact
from crossroads.showing.glossary import URI as GLOSSARY
from crossroads.showing.glossary import link_terms, terms
from crossroads.showing.pages import style_link, style_uri
from crossroads.showing.report import as_text, headline
from crossroads.showing.sums import embed_sums

log = logging.getLogger("mkdocs.plugins.crossroads")
PACKAGE = Path(__file__).parent.parent


class CrossroadsConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in mkdocs.yml."""

    decisions = config_options.Type(str, default="decisions")
    engine = config_options.Choice(ENGINES, default="embedded")
    reference = config_options.Type(bool, default=False)
    policy = config_options.Type(bool, default=False)


class CrossroadsPlugin(BasePlugin[CrossroadsConfig]):  # type: ignore[no-untyped-call]
    """Reads the decisions before MkDocs touches the site folder, and adds their pages."""

    artifacts: tuple[Artifact, ...] = ()
    library: Library = Library()
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay alive between rebuilds under `mkdocs serve`, whose own inline script no policy could name."""
        self.serving = command == "serve"

    def _folder(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or ".").parent / self.config.decisions

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, judge and make everything; errors stop the build before the site folder is emptied."""
        on = today()
        try:
            inspection = inspect(self._folder(config), on, shown=self.config.decisions, content=Path(config.docs_dir))
            self._raise_errors(inspection)
            self.library = inspection.reading.library
            addresses = Addresses(config.use_directory_urls)
            told = (config.repo_url or "", str(config.extra.get("feedback") or ""))
            make_all = (self.config.engine, config.site_url or "", on, addresses, self.config.reference, *told)
            self.artifacts = tuple(make(inspection, *make_all))
        except (NoFolder, Trouble) as error:
            raise PluginError(f"crossroads: {error}") from error
        return config

    def _raise_errors(self, inspection: Inspection) -> None:
        if inspection.has_errors:
            raise PluginError(as_text(inspection.diagnostics, inspection.reading.sources))
        for found in inspection.diagnostics:
            level = logging.WARNING if found.severity is Severity.WARNING else logging.INFO
            log.log(level, headline(found))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the artifacts; a page of the same address in the content gives way to the generated one."""
        for artifact in self.artifacts:
            existing = files.get_file_from_path(artifact.uri)
            if existing is not None:
                files.remove(existing)
            files.append(self._file(artifact, config))
        return files

    def _file(self, artifact: Artifact, config: MkDocsConfig) -> File:
        inclusion = InclusionLevel.INCLUDED if artifact.in_navigation else InclusionLevel.NOT_IN_NAV
        made = File.generated(config, artifact.uri, content=artifact.content, inclusion=inclusion)
        made.edit_uri = f"{self.config.decisions}/{artifact.source}" if artifact.source else None
        return made

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put worked sums in the place of their names; generated pages hold none."""
        if "generated_from" in page.meta:
            return markdown
        here, addresses = page.file.src_uri, Addresses(config.use_directory_urls)
        return embed_sums(markdown, self.library, lambda entry: addresses.link(here, "evidence.md", entry))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give pages of prose their style and link the words of the glossary; generated pages bring both."""
        if "generated_from" in page.meta:
            return html
        here, addresses = page.file.src_uri, Addresses(config.use_directory_urls)
        styled = style_link(addresses.link(here, style_uri())) + html
        if files.get_file_from_path(GLOSSARY) is None:
            return styled
        return link_terms(styled, terms(self.library), addresses.link(here, GLOSSARY), again=frozenset({"cr-sum"}))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Guard a page after every other plugin has had its say."""
        return self._guarded(hoisted(output, config.extra_css), page.file.src_uri, config)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Guard the pages that come from a template alone, such as the error page."""
        return (
            self._guarded(output_content, template_name, config) if template_name.endswith(".html") else output_content
        )

    def _guarded(self, html: str, name: str, config: MkDocsConfig) -> str:
        if not self.config.policy or self.serving:
            return html
        guarded = guard(html, urlsplit(config.site_url or "").netloc)
        for refused in guarded.refused:
            log.warning("%s: the policy of the page will refuse %s", name, refused)
        return guarded.html

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when a decision, a template or a style of ours is edited."""
        folder = self._folder(config)
        if folder.is_dir():
            server.watch(str(folder))
        for name in ("templates", "assets"):
            server.watch(str(PACKAGE / name))
        return server
